"""Stock at the desk: what lies where, what moved it, and putting it right."""
