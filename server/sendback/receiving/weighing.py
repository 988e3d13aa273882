"""Whether what was weighed can be what was announced."""

from collections.abc import Sequence

from sendback.receiving.model import Receipt

MOST_PACKING_G = 1000
"""What a carton and its filling may weigh besides."""


def is_far(weighed_g: int, expected_g: int) -> bool:
    """Say whether boxes weigh far from what their goods do: a fifth less, or half more and a carton besides.

    >>> is_far(1000, 1200), is_far(900, 1200), is_far(2700, 1200), is_far(2900, 1200)
    (False, True, False, True)
    """
    return weighed_g * 5 < expected_g * 4 or weighed_g * 2 > expected_g * 3 + 2 * MOST_PACKING_G


def sum_weights(receipts: Sequence[Receipt]) -> int | None:
    """Sum what the boxes weigh; None where one of them was not weighed."""
    weights = [receipt.weight_g for receipt in receipts]
    known = [weight for weight in weights if weight is not None]
    return sum(known) if known and len(known) == len(weights) else None
