"""Gifts: whoever was given the goods may return them, and learns neither who bought them nor for how much."""

from collections.abc import Collection
from dataclasses import replace

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.database.times import from_epoch
from sendback.orders import store
from sendback.orders.from_token import order_from_token
from sendback.orders.model import Buyer, Order
from sendback.orders.normalize import norm_order
from sendback.orders.token.verifying import VerifiedToken


def keep_gift(tx: Tx, shop_id: str, verified: VerifiedToken, known: Order | None) -> Order:
    """Give the order that a gift's token speaks of, stored where it was not known.

    What the token says is never newer news: it leaves out prices, and perhaps lines that nobody was given. The units are
    the buyer's: what either of the two returns is gone for both.
    """
    order = order_from_token(verified, new_id(), sealed=True)
    order_id = known.order_id if known else store.save_order(tx, shop_id, _as_old_news(order), norm_order(order.number))
    return as_given(store.get_order(tx, shop_id, order_id), [line.line_id for line in order.lines])


def as_given(order: Order, line_ids: Collection[str]) -> Order:
    """Give an order as the one who was given it may use it: nobody's purchase, and only these lines; none named means all."""
    lines = tuple(line for line in order.lines if not line_ids or line.line_id in line_ids)
    return replace(order, buyer=Buyer(), lines=lines)


def _as_old_news(order: Order) -> Order:
    return replace(order, as_of=from_epoch(0))
