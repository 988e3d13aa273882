"""Amounts of money as people type them into a field."""

import re
from decimal import Decimal

from babel.numbers import get_currency_precision

_AMOUNT = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,3})?", re.ASCII)


def read_amount(text: str, currency: str) -> int:
    """Read a typed amount in minor units of a currency; ValueError where it is none.

    >>> read_amount("4,90", "EUR"), read_amount("500", "JPY")
    (490, 500)
    """
    if not _AMOUNT.fullmatch(text):
        raise ValueError("not an amount")
    minor = Decimal(text.replace(",", ".")).scaleb(get_currency_precision(currency))
    if minor != int(minor):
        raise ValueError("more decimals than the currency has")
    return int(minor)


def write_amount(minor: int, currency: str) -> str:
    """Write minor units as one would type them.

    >>> write_amount(490, "EUR"), write_amount(500, "JPY")
    ('4.90', '500')
    """
    digits = get_currency_precision(currency)
    return f"{Decimal(minor).scaleb(-digits):.{digits}f}"
