"""Pairing codes: short enough to type, long enough that nobody guesses one in the minutes that it lives."""

import re
import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH, _GROUP = 16, 4
_READ_AS = str.maketrans("OIL", "011")
_TYPED = re.compile(r"\s*([\w-]{1,64})[.\s]+([0-9A-Za-z\s-]{16,40})")


def make_code() -> str:
    """Make 80 random bits in Crockford's base 32, whose letters are not taken for one another."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))


def show_code(slug: str, code: str) -> str:
    """Write a code to be typed: whose it is, then the code in groups.

    >>> show_code("nordlys", "ABCDEFGH01234567")
    'nordlys ABCD-EFGH-0123-4567'
    """
    return f"{slug} {'-'.join(code[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP))}"


def read_code(text: str) -> tuple[str, str] | None:
    """Read whose code was scanned or typed (a shop's id or its name in addresses), and the code; None where it is none.

    >>> read_code("Nordlys abcd-efgh o123-4567")
    ('Nordlys', 'ABCDEFGH01234567')
    """
    found = _TYPED.fullmatch(text[:120])
    if found is None:
        return None
    code = re.sub(r"[\s-]", "", found[2]).upper().translate(_READ_AS)
    return (found[1], code) if len(code) == _LENGTH and set(code) <= set(_ALPHABET) else None
