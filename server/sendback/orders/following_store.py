"""Orders for whoever follows along: the newest first, or all the news since a moment, oldest first."""

from dataclasses import dataclass
from datetime import datetime

from sendback.database.model import Tx
from sendback.database.times import to_epoch
from sendback.orders.model import Order
from sendback.orders.normalize import norm_email, norm_order
from sendback.orders.store import get_order


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
        where.append("lower(email) = :email")
        values["email"] = norm_email(wanted.email)
    if wanted.since is not None:
        second, _, last = wanted.after.partition("-")
        begins = max(int(second) if second.isdigit() else 0, to_epoch(wanted.since))
        where.append("(as_of > :second OR (as_of = :second AND order_id > :last))")
        values |= {"second": begins, "last": last}
    elif wanted.after:
        where.append("order_id < :last")
        values["last"] = wanted.after
    by = "order_id DESC" if wanted.since is None else "as_of, order_id"
    rows = tx.all(f"SELECT order_id FROM orders WHERE {' AND '.join(where)} ORDER BY {by} LIMIT :n", **values)
    return [get_order(tx, shop_id, row["order_id"]) for row in rows]


def mark_order(order: Order, wanted: OrdersWanted) -> str:
    """Mark an order's place in such a list."""
    return order.order_id if wanted.since is None else f"{to_epoch(order.as_of)}-{order.order_id}"
