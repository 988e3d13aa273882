"""Amounts of money as people and shop systems write them."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import get_currency_precision

from sendback.orders.intake.days import Unclear

_AMOUNT = re.compile(r"\d{1,13}(?:[.,]\d{0,6})?")
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3}){0,3}(?:(?!\1)[.,]\d{0,6})?")
_COULD_BE_EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_WORDS = re.compile(r"^[A-Za-z]{1,3}\.?(?=\d)|(?<=\d)(?:[A-Za-z]{1,3}\.?|zł|Kč|,-)$")
_NO_AMOUNT = "is not an amount such as 19.90"


def read_amount(text: str, decimal: str = "") -> Decimal:
    """Read an amount that is not negative; ValueError with a plain reason, Unclear for what `decimal` must decide.

    >>> [str(read_amount(text)) for text in ("1.234,50", "1,234.50", "€ 229,00", "1'300 CHF", "0.5")]
    ['1234.50', '1234.50', '229.00', '1300', '0.5']
    """
    bare = _strip(text)
    if _COULD_BE_EITHER.fullmatch(bare):
        if not decimal:
            raise Unclear("could be two amounts: say whether , or . stands before the cents")
        return Decimal(bare.replace(",", ".") if decimal in bare else re.sub(r"[.,]", "", bare))
    if _AMOUNT.fullmatch(bare):  # `1e999999` is an amount to Decimal, and minutes of work
        return Decimal(bare.replace(",", "."))
    if found := _GROUPED.fullmatch(bare):
        return Decimal(bare.replace(found[1], "").replace(",", "."))
    raise ValueError(_NO_AMOUNT)


def to_minor(amount: Decimal, currency: str, *, is_exact: bool = True) -> int:
    """Give an amount in minor units; ValueError when it has more digits than its currency, unless it may be rounded."""
    minor = amount.scaleb(get_currency_precision(currency or "EUR"))
    whole = minor.to_integral_value(ROUND_HALF_UP)
    if is_exact and minor != whole:
        raise ValueError(_NO_AMOUNT)
    return int(whole)


def tell_decimal(texts: Iterable[str]) -> tuple[str, bool]:
    """Say which sign stands before the cents, as far as the values tell, and whether any of them needs to be told."""
    sign, needs = "", False
    for text in texts:
        bare = _strip(text)
        if _COULD_BE_EITHER.fullmatch(bare):
            needs = True
        elif (_AMOUNT.fullmatch(bare) or _GROUPED.fullmatch(bare)) and (marks := re.findall("[.,]", bare)):
            is_thousands = len(marks) > 1 and len(set(marks)) == 1
            sign = {",": ".", ".": ","}[marks[0]] if is_thousands else marks[-1]
    return sign, needs and not sign


def _strip(text: str) -> str:
    kept = "".join(c for c in text if unicodedata.category(c) not in ("Sc", "Zs") and c not in "'’\t")
    return _WORDS.sub("", _WORDS.sub("", kept))
