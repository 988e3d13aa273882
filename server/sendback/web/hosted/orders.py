"""The orders that go back in one box: each was proved, and its session rides along in the forms."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sendback.errors import Code, Problem
from sendback.orders.model import Order
from sendback.orders.opening import Opened
from sendback.returns.checking import MOST_ORDERS
from sendback.web.hosted.visit import Visit, name_control
from sendback.web.shopper import read_session


@dataclass(frozen=True, slots=True)
class Proved:
    """One order of the box; `place` tells its controls from the others', and the first has 0."""

    place: int
    opened: Opened

    @property
    def order(self) -> Order:
        """The order itself."""
        return self.opened.order

    @property
    def session_name(self) -> str:
        """Name the hidden control that carries its session."""
        return f"session.{self.place}" if self.place else "session"

    def name(self, part: str, line_id: str) -> str:
        """Name the control for one part of one of its lines."""
        return name_control(self.place, part, line_id)


def open_mailed(order: Order) -> Opened:
    """Open an order that a mailed link has proved."""
    return Opened(order, is_proved=True, shows_lines=True, proof_fields=())


def read_orders(visit: Visit) -> tuple[Proved, ...]:
    """Return the orders whose sessions ride along; Problem session-expired when the first's is over.

    Of the others those that are over are left out: they can be added once more, and what was chosen of them waits.
    """
    first = Proved(0, read_session(visit.shop, visit.get("session")))
    return (first, *_read_others(visit))


def find_orders(visit: Visit) -> tuple[Proved, ...]:
    """Return the orders proved so far, none when there is none or the proof is too old."""
    try:
        return read_orders(visit) if visit.get("session") else ()
    except Problem as problem:
        if problem.code is not Code.SESSION_EXPIRED:
            raise
        return ()


def put_beside(orders: Sequence[Proved], opened: Opened) -> tuple[Proved, ...]:
    """Put an order beside those proved before, never twice; a gift travels with gifts only, so it begins anew."""
    if not orders or orders[0].opened.is_gift is not opened.is_gift:
        return (Proved(0, opened),)
    if any(each.order.order_id == opened.order.order_id for each in orders):
        return tuple(orders)
    return (*orders, Proved(orders[-1].place + 1, opened))


def _read_others(visit: Visit) -> Iterator[Proved]:
    for place in range(1, MOST_ORDERS):
        if session := visit.get(f"session.{place}"):
            try:
                opened = read_session(visit.shop, session)
            except Problem as problem:
                if problem.code is not Code.SESSION_EXPIRED:
                    raise
                continue
            yield Proved(place, opened)
