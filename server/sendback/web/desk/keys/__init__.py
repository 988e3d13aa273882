"""API keys at the desk: made, rolled, ended, by the owner."""
