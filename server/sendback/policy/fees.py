"""What a return costs: an amount in the order's currency, or a part of the price, rounded half up to its minor unit."""

from sendback.policy.model import LineFacts
from sendback.policy.rules import Fee


def find_fee(fee: Fee, line: LineFacts) -> tuple[int, str] | None:
    """Work a fee out for all units asked for, for one where none were said, in minor units; None where that is not possible.

    An amount in another currency than the order's is not possible, nor a part of an unknown price.
    """
    units = line.quantity or 1
    if fee.basis_points:
        if line.price_minor is None:
            return None
        return (line.price_minor * units * fee.basis_points * 2 + 10_000) // 20_000, line.currency
    for currency, minor in fee.flat:
        if line.currency in ("", currency):
            return minor * (units if fee.is_each else 1), currency
    return None
