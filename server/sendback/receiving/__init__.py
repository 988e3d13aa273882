"""What arrived? Boxes taken in, what was found in them, what becomes of it, and where it lies."""
