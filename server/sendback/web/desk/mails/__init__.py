"""Mails to shoppers at the desk: which go, what they say, and what went to whom."""
