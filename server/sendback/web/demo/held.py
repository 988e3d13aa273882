"""Returns that wait for another reason than what was typed: a rule of the policy holds one back, a limit another."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sendback.orders.model import Order, OrderLine
from sendback.returns.model import LineRequest, Status
from sendback.web.demo.wares import find_ware
from sendback.web.demo.wishes import Ask, Wish

_IN_TIME = timedelta(days=14)
"""For how long the policy lets a business ask at all."""

_AT_LIMIT = 3
"""From which return of an order on the policy has somebody look."""


def list_held(orders: Sequence[Order], business: Sequence[Order], today: date, ask: Ask) -> Iterator[list[Wish]]:
    """Take one order of each kind; of the second, all that is asked for of it, in turn."""
    for order in _take_in_time(business, today):
        line = _movable(order)[0]
        request = LineRequest(line.line_id, line.quantity, "changed_mind", condition="unopened")
        yield [Wish(order, ask(order, (request,), False), Status.REQUESTED)]
        break
    for order in reversed(orders):
        lines = _movable(order)[:_AT_LIMIT]
        if len(lines) == _AT_LIMIT:
            requests = [LineRequest(line.line_id, 1, "changed_mind", condition="unopened") for line in lines]
            states = [*[Status.AUTHORIZED] * (_AT_LIMIT - 1), Status.REQUESTED]
            yield [Wish(order, ask(order, (each,), False), state) for each, state in zip(requests, states, strict=True)]
            break


def _take_in_time(orders: Sequence[Order], today: date) -> Iterator[Order]:
    for order in orders:
        if order.delivered_on and today - order.delivered_on <= _IN_TIME and _movable(order):
            yield order


def _movable(order: Order) -> list[OrderLine]:
    wares = ((line, find_ware(line.sku)) for line in order.lines)
    return [line for line, ware in wares if ware is not None and ware.is_returnable and ware.code != "gift_card"]
