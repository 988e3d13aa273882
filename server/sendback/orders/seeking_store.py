"""Finding orders by what a caller knows of one: its number, or how it begins, an email, a name."""

from collections.abc import Sequence

from sendback.database.model import Tx
from sendback.orders.model import Order
from sendback.orders.naming_store import find_named
from sendback.orders.normalize import norm_email, norm_order
from sendback.orders.store import find_order, get_order

MOST_FOUND = 12
_LAST = "\U0010fffd"
_BY_EMAIL = "SELECT order_id FROM orders WHERE shop_id = :s AND email_key = :k ORDER BY order_id DESC LIMIT :n"
_BY_NUMBER = """SELECT order_id FROM orders WHERE shop_id = :s AND number_key >= :k AND number_key < :b
ORDER BY number_key DESC LIMIT :n"""


def seek_orders(tx: Tx, shop_id: str, text: str) -> Sequence[Order]:
    """Find the order of this number; else those of this email, those whose number begins so, those of such a name."""
    number = norm_order(text)
    if number and (exact := find_order(tx, shop_id, number)):
        return [exact]
    return [get_order(tx, shop_id, order_id) for order_id in seek_ids(tx, shop_id, text, MOST_FOUND, True)]


def seek_ids(tx: Tx, shop_id: str, text: str, most: int, sees_people: bool) -> list[str]:
    """Find the ids of orders by number, or how it begins; who may see people finds them by email and name too."""
    number, sought = norm_order(text), text.strip()
    if not number or not sought:
        return []
    if "@" in sought and sees_people and (ids := _list(tx, _BY_EMAIL, s=shop_id, k=norm_email(sought), n=most)):
        return ids
    if ids := _list(tx, _BY_NUMBER, s=shop_id, k=number, b=number + _LAST, n=most):
        return ids
    return find_named(tx, shop_id, sought, most) if sees_people else []


def _list(tx: Tx, sql: str, **values: str | int) -> list[str]:
    return [row["order_id"] for row in tx.all(sql, **values)]
