"""Orders for whoever follows along: the newest first, or all the news since a moment, oldest first."""

from dataclasses import dataclass
from datetime import datetime

from sendback.database.model import Tx
from sendback.database.times import to_epoch
from sendback.orders.model import Order
from sendback.orders.normalize import norm_email, norm_order
from sendback.orders.store import get_order

_MOST_DIGITS = 12


@dataclass(frozen=True, slots=True)
class OrdersWanted:
    """Which orders: all that is given must hold; `after` is the mark of the last one seen."""

    number: str = ""
    email: str = ""
    since: datetime | None = None
    after: str = ""


def follow_orders(tx: Tx, shop_id: str, wanted: OrdersWanted, most: int) -> list[Order]:
    """List orders, by when they were last told of where `since` is given, else by when they were first."""
    where, values = ["shop_id = :s"], dict[str, str | int](s=shop_id, n=most)
    if wanted.number:
        where.append("number_key = :number")
        values["number"] = norm_order(wanted.number)
    if wanted.email:
        where.append("email_key = :email")
        values["email"] = norm_email(wanted.email)
    if wanted.since is not None:
        where.append("(as_of > :second OR (as_of = :second AND order_id > :last))")
        values |= read_mark(wanted.after, wanted.since)
    elif wanted.after:
        where.append("order_id < :last")
        values["last"] = wanted.after
    by = "order_id DESC" if wanted.since is None else "as_of, order_id"
    rows = tx.all(f"SELECT order_id FROM orders WHERE {' AND '.join(where)} ORDER BY {by} LIMIT :n", **values)
    return [get_order(tx, shop_id, row["order_id"]) for row in rows]


def read_mark(after: str, since: datetime) -> dict[str, str | int]:
    """Read the mark of the last one seen, `second-id`; what is none is the beginning of what is asked for."""
    second, _, last = after.partition("-")
    begins = int(second) if second.isascii() and second.isdigit() and len(second) <= _MOST_DIGITS else 0
    return {"second": begins, "last": last} if begins >= to_epoch(since) else {"second": to_epoch(since), "last": ""}


def mark_order(order: Order, wanted: OrdersWanted) -> str:
    """Mark an order's place in such a list."""
    return order.order_id if wanted.since is None else f"{to_epoch(order.as_of)}-{order.order_id}"
