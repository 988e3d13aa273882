"""What an order of a file is to us: new, changed, or what we know."""

from dataclasses import replace

from sendback.orders.intake.stages import Outcome
from sendback.orders.model import Order


def compare(known: Order | None, told: Order) -> Outcome:
    """Say what a told order would change; older news than ours changes nothing."""
    if known is None:
        return Outcome.NEW
    if known.as_of > told.as_of or _facts(known) == _facts(told):
        return Outcome.UNCHANGED
    return Outcome.CHANGED


def _facts(order: Order) -> Order:
    """Give what is told of an order, without what we know beside it: its id, its source, what is in returns."""
    lines = tuple(replace(line, taken=0) for line in order.lines)
    where = replace(order.buyer.address, name="")
    return replace(
        order, order_id="", as_of=order.as_of.min, source=order.source.PUSHED, lines=lines,
        buyer=replace(order.buyer, address=where),
    )  # fmt: skip
