"""Finding orders by what a caller knows of one: its number, or how it begins, an email, a name."""

from collections.abc import Sequence

from sendback.database.model import Tx
from sendback.orders.model import Order
from sendback.orders.normalize import norm_email, norm_order
from sendback.orders.store import find_order, get_order

MOST_FOUND = 12
_LAST = "\U0010fffd"
_WAYS = (
    ("@", "email_key = :sought"),
    ("", "number_key >= :number AND number_key < :after"),
    ("", "lower(name) LIKE :like ESCAPE '!'"),
)


def seek_orders(tx: Tx, shop_id: str, text: str) -> Sequence[Order]:
    """Find the order of this number; else those of this email, those whose number begins so, those of such a name."""
    number = norm_order(text)
    if not text.strip():
        return []
    if exact := find_order(tx, shop_id, number):
        return [exact]
    plain = norm_email(text)
    escaped = plain.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    values = {"sought": plain, "number": number, "after": number + _LAST, "like": f"%{escaped}%"}
    for mark, way in _WAYS:
        if mark not in text or not number:
            continue
        if ids := _list_ids(tx, shop_id, way, values):
            return [get_order(tx, shop_id, order_id) for order_id in ids]
    return []


def _list_ids(tx: Tx, shop_id: str, way: str, values: dict[str, str]) -> list[str]:
    named = {name: value for name, value in values.items() if f":{name}" in way}
    found = f"SELECT order_id FROM orders WHERE shop_id = :s AND {way} ORDER BY ordered_on DESC, order_id DESC LIMIT :n"
    return [row["order_id"] for row in tx.all(found, s=shop_id, n=MOST_FOUND, **named)]
