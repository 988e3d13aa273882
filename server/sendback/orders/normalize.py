"""One spelling for what shoppers type: order numbers, postcodes and e-mail addresses.

All ASCII-only on purpose, and as docs/order-token.md says byte for byte: any wider folding differs between
PHP without intl, Go, Java and Ruby, and a signer in any of them must reach the same match tag.
"""

import re
import string

BLANKS = " \t\r\n"
UPPER = {ord(small): large for small, large in zip(string.ascii_lowercase, string.ascii_uppercase, strict=True)}
LOWER = {ord(large): small for small, large in zip(string.ascii_lowercase, string.ascii_uppercase, strict=True)}
ORDER = {**UPPER, **dict.fromkeys(map(ord, BLANKS + "#"))}
NOT_POSTCODE = re.compile(r"[^0-9A-Za-z-]")
ZIP_PLUS_FOUR = re.compile(r"([0-9]{5})-[0-9]{4}")


def norm_order(number: str) -> str:
    """Drop blanks and `#`, raise a-z.

    >>> norm_order(" #sb-2026/0042 ")
    'SB-2026/0042'
    """
    return number.translate(ORDER)


def norm_postcode(postcode: str) -> str:
    """Keep ASCII letters and digits, raise them; a ZIP+4 keeps its first five digits.

    >>> [norm_postcode(text) for text in ("SW1A 1aa", "94105-1234", "1100-148")]
    ['SW1A1AA', '94105', '1100148']
    """
    kept = NOT_POSTCODE.sub("", postcode)
    plus_four = ZIP_PLUS_FOUR.fullmatch(kept)
    if plus_four is not None:
        return plus_four[1]
    return kept.replace("-", "").translate(UPPER)


def norm_email(email: str) -> str:
    """Strip blanks at both ends, lower A-Z; dots and plus signs mean what the mail host says they mean."""
    return email.strip(BLANKS).translate(LOWER)
