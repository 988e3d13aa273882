"""Amounts of money as an owner writes them, with as many decimals as the currency has."""

import re
from decimal import Decimal

from babel.numbers import get_currency_precision

from sendback.policy.rules import Fee

_MONEY = re.compile(r"(\d{1,7}(?:\.\d{1,3})?) ([A-Z]{3})", re.ASCII)
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,2})?) ?%", re.ASCII)
_WHOLE = 10_000


def read_money(text: str) -> tuple[str, int]:
    """Read an amount into its currency and minor units; ValueError says how it is written.

    >>> read_money("4.90 EUR"), read_money("500 JPY"), read_money("1.250 KWD")
    (('EUR', 490), ('JPY', 500), ('KWD', 1250))
    """
    match = _MONEY.fullmatch(text)
    if match is None:
        raise ValueError('Write an amount with its currency, such as "4.90 EUR".')
    amount, currency = match.groups()
    minor = Decimal(amount).scaleb(get_currency_precision(currency))
    if minor != int(minor):
        raise ValueError(f"{currency} has {get_currency_precision(currency)} decimals.")
    return currency, int(minor)


def write_money(currency: str, minor: int) -> str:
    """Write an amount as `read_money` reads it.

    >>> write_money("EUR", 490), write_money("JPY", 500)
    ('4.90 EUR', '500 JPY')
    """
    return f"{Decimal(minor).scaleb(-get_currency_precision(currency)):f} {currency}"


def read_fee(texts: tuple[str, ...]) -> Fee:
    """Read a fee: a part of the price, or an amount for each of some currencies, once for the line or `each`.

    >>> read_fee(("12.5 %",)).basis_points, read_fee(("4.90 EUR", "49 SEK")).flat, read_fee(("1 EUR each",)).is_each
    (1250, (('EUR', 490), ('SEK', 4900)), True)
    """
    if percent := _PERCENT.fullmatch(texts[0]):
        points = int(Decimal(percent[1]) * 100)
        if len(texts) > 1 or not 0 < points <= _WHOLE:
            raise ValueError("A part of the price is one number from 0.01 % to 100 %.")
        return Fee(basis_points=points)
    each = {text.endswith(" each") for text in texts}
    flat = tuple(read_money(text.removesuffix(" each")) for text in texts)
    if len(each) > 1 or len({currency for currency, _ in flat}) < len(flat):
        raise ValueError("Write one amount a currency, all of them for each unit or none.")
    return Fee(flat=flat, is_each=each == {True})
