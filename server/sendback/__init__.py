"""Sendback: a returns desk for any online shop, told in nine steps behind a few doors."""
