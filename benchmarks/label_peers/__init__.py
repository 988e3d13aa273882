"""The label as other engines draw it, for `label_speed.py`: the same content on the same places.

All are given the finished layout, and symbols from our encoders; only fpdf2 is used as its own pages show it, with the pictures
that segno and python-barcode make.
"""
