"""A policy as text: what may stand in it, where it stands, and how its values are written."""
