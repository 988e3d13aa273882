"""Returns that show what there is to wish for: an exchange, credit, something kept, a fee, a gift, two orders in one box."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sendback.orders.model import Order, OrderLine
from sendback.returns.model import LineRequest, ReturnRequest, Status
from sendback.shops.resolutions import Resolution
from sendback.web.demo.wares import find_ware

_WITH_FEE = ("EUR", "SEK", "NOK")
"""The currencies that the demo's policy names amounts in."""

Ask = Callable[[Order, tuple[LineRequest, ...], bool], ReturnRequest]
"""Writes a request for lines of an order; of a gift by somebody else than the buyer."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for of an order, and what becomes of it at once."""

    order: Order
    request: ReturnRequest
    becomes: Status


def list_wishes(orders: Sequence[Order], ask: Ask) -> Iterator[Wish]:
    """Take orders for each wish in turn; an order is used once."""
    free = list(orders)
    for order, line in _take(free, 4, lambda order, line: _is_ware(line, "candle") and order.currency in _WITH_FEE):
        kept = LineRequest(line.line_id, 1, "damaged", sub_reason="broken", condition="unopened")
        yield Wish(order, ask(order, (kept,), False), Status.CLOSED)
    for order, line in _take(free, 4, lambda _, line: bool(line.variants) and line.category in ("clothing", "shoes")):
        yield Wish(order, ask(order, (_exchange(line),), False), Status.AUTHORIZED)
    for order, line in _take(free, 3, lambda order, line: "sale" in line.tags and order.currency in _WITH_FEE):
        yield Wish(order, ask(order, (_wish(line, Resolution.REFUND),), False), Status.AUTHORIZED)
    for order, line in _take(free, 2, lambda _, line: line.category == "home"):
        yield Wish(order, ask(order, (_wish(line, Resolution.STORE_CREDIT),), True), Status.AUTHORIZED)
    yield from _put_together(free, ask)


def _put_together(free: list[Order], ask: Ask) -> Iterator[Wish]:
    """Find two orders of one buyer that came close to each other, and send them back in one box."""
    last: dict[str, Order] = {}
    for order in free:
        before = last.get(order.buyer.email)
        last[order.buyer.email] = order
        if before is None or not _are_close(before, order):
            continue
        own = _wish(_first_line(order), Resolution.REFUND)
        other = replace(_wish(_first_line(before), Resolution.STORE_CREDIT), order_id=before.order_id)
        yield Wish(order, replace(ask(order, (own, other), False), beside=(before,)), Status.AUTHORIZED)
        return


def _are_close(before: Order, order: Order) -> bool:
    assert before.delivered_on
    assert order.delivered_on
    return order.delivered_on - before.delivered_on < timedelta(days=20)


def _take(free: list[Order], most: int, fits: Callable[[Order, OrderLine], bool]) -> Iterable[tuple[Order, OrderLine]]:
    """Take the first orders with a fitting line out of those that are free."""
    found: list[tuple[Order, OrderLine]] = []
    for order in list(free):
        line = next((line for line in order.lines if _may_go(line) and fits(order, line)), None)
        if line is not None and len(found) < most:
            found.append((order, line))
            free.remove(order)
    return found


def _exchange(line: OrderLine) -> LineRequest:
    wanted = line.variants[0]
    return replace(
        _wish(line, Resolution.EXCHANGE), reason="too_large", exchange_sku=wanted.sku, exchange_title=wanted.title
    )  # fmt: skip


def _wish(line: OrderLine, resolution: Resolution) -> LineRequest:
    return LineRequest(line.line_id, 1, "changed_mind", condition="unopened", resolution=resolution)


def _first_line(order: Order) -> OrderLine:
    return next(line for line in order.lines if _may_go(line))


def _may_go(line: OrderLine) -> bool:
    ware = find_ware(line.sku)
    return ware is not None and ware.is_returnable and ware.code != "gift_card"


def _is_ware(line: OrderLine, code: str) -> bool:
    ware = find_ware(line.sku)
    return ware is not None and ware.code == code
