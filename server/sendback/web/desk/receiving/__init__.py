"""Boxes at the desk: taken in, looked through and put right; those that nobody knows; what the shop decides about them."""
