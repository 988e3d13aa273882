"""What happened, in order, and proof that nobody rewrote it."""
