"""What was read on a box, as it is kept and as it is compared."""

from sendback.receiving.scanning.codes import read_code

_BETWEEN = "\x04\x1d\x1e"
"""What tells the parts of a carrier's code from one another: GS1 General Specifications, 7.8.6, and ISO/IEC 15434."""


def keep_code(code: str) -> str:
    """Keep a code as it was read, but for what no label has."""
    return "".join(sign for sign in code if sign.isprintable() or sign in _BETWEEN).strip()


def spell_code(code: str) -> str:
    """Spell a code as it is compared: its letters and digits, in capitals.

    >>> spell_code("r1000-0001-6")
    'R100000016'
    """
    return "".join(filter(str.isalnum, code.upper()))


def list_meant(code: str, slug: str) -> frozenset[str]:
    """List all that a code may mean in a shop, spelled as compared; a QR symbol of another shop means nothing in it."""
    return frozenset(each.text for each in read_code(code).candidates if each.shop in ("", slug))
