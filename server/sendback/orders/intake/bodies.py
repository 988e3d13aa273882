"""Reading other people's JSON: what is missing or of another type is nothing."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sendback.orders.intake.amounts import read_amount, to_minor
from sendback.orders.intake.days import read_day


def text(told: Mapping[str, Any], name: str) -> str:
    """Give a text, or a number as one."""
    value = told.get(name) if isinstance(told, Mapping) else None
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def day(told: Mapping[str, Any], name: str) -> str | None:
    """Give the day of a moment, in ISO's form and the shop's own time, as it was told."""
    try:
        return read_day(text(told, name)).isoformat()
    except ValueError:
        return None


def minor(value: object, currency: str) -> int | None:
    """Give an amount in minor units, rounded where a shop reckons more finely; None for what is none."""
    try:
        amount = Decimal(str(value)) if isinstance(value, int | float) else read_amount(str(value or ""), ".")
        return to_minor(amount, currency, is_exact=False)
    except (ValueError, ArithmeticError):
        return None


def share(total: int, quantity: object) -> int | None:
    """Give the price of one of so many."""
    if not isinstance(quantity, int) or quantity < 1:
        return None
    return (2 * total + quantity) // (2 * quantity)


def only(**facts: Any) -> dict[str, Any]:
    """Leave out what is None, for then our own defaults hold."""
    return {name: value for name, value in facts.items() if value is not None}
