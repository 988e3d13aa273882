"""Texts in the cells of a spreadsheet."""

_DANGEROUS = frozenset("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet may take for the beginning of a formula (OWASP, CSV injection), also in full width."""


def make_safe(text: str) -> str:
    """Put ' before a text that a spreadsheet could take for a formula.

    >>> make_safe("=1+1"), make_safe("＝1"), make_safe("Wool")
    ("'=1+1", "'＝1", 'Wool')
    """
    return f"'{text}" if text[:1] in _DANGEROUS or text.lstrip()[:1] in _DANGEROUS else text
