"""Designs as data: where everything on a paper stands, bound to named facts, drawn by one engine."""
