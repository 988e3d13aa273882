"""Calls out of the house: only to where anybody could call too, and never for longer than was said."""
