"""Money between our minor units and the whole ones that karrio's plug-ins speak in."""

from decimal import Decimal, InvalidOperation
from typing import Any

from babel.numbers import get_currency_precision


def read_minor(amount: Any, currency: str) -> int | None:
    """Read an amount into minor units of its currency (ISO 4217); None where it is no number.

    >>> read_minor("12.345", "EUR"), read_minor(0.1, "EUR"), read_minor(1200, "JPY"), read_minor("beans", "EUR")
    (1235, 10, 1200, None)
    """
    try:
        money = Decimal(str(amount)).scaleb(get_currency_precision(currency))
        return int(money.to_integral_value("ROUND_HALF_UP")) if money.is_finite() else None
    except InvalidOperation:
        return None


def write_amount(minor: int, currency: str) -> float:
    """Write minor units as a whole amount.

    >>> write_amount(7800, "EUR"), write_amount(1200, "JPY")
    (78.0, 1200.0)
    """
    return float(Decimal(minor).scaleb(-get_currency_precision(currency)))
