"""Telling the shop's systems: what happened, signed, again until it was heard, and what they answered."""
