"""Amounts as people type them, made into amounts as the policy writes them."""

import re
from decimal import Decimal, InvalidOperation

_SIGNS = {"€": "EUR", "£": "GBP"}
_BEFORE = re.compile(r"([€£]) ?([\d.,]+)")
_AFTER = re.compile(r" ?([€£])")
_COMMA = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d))")


def spell_amount(text: str) -> str:
    """Spell a sign as its currency and a decimal comma as a point; what else was typed stays.

    >>> spell_amount("4,90 €"), spell_amount("€4.90 each"), spell_amount("15 %")
    ('4.90 EUR', '4.90 EUR each', '15 %')
    """
    signed = _BEFORE.sub(lambda found: f"{found[2]} {_SIGNS[found[1]]}", text)
    return _COMMA.sub(".", _AFTER.sub(lambda found: f" {_SIGNS[found[1]]}", signed))


def read_hundredths(text: str) -> str:
    """Read an amount without a currency into hundredths; what is none stays as typed, for its field to refuse.

    >>> read_hundredths("1 500"), read_hundredths("49,90"), read_hundredths("much")
    ('150000', '4990', 'much')
    """
    try:
        hundredths = Decimal(_COMMA.sub(".", re.sub(r"\s", "", text))) * 100
    except InvalidOperation:
        return text
    return str(int(hundredths)) if hundredths.is_finite() and hundredths == hundredths.to_integral_value() else text
