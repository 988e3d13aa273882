"""Orders as they are forgotten: those that nothing came of go, those with returns keep their lines and lose their buyer."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sendback.database.model import Tx
from sendback.database.times import to_epoch
from sendback.orders.word_store import keep_name
from sendback.privacy.import_store import forget_copies
from sendback.privacy.row_store import forget_addresses

_RETURNED = """(EXISTS (SELECT 1 FROM returns r WHERE r.shop_id = o.shop_id AND r.order_id = o.order_id)
OR EXISTS (SELECT 1 FROM return_lines l WHERE l.shop_id = o.shop_id AND l.order_id = o.order_id)
OR EXISTS (SELECT 1 FROM withdrawals w WHERE w.shop_id = o.shop_id AND w.order_id = o.order_id))"""
_OPEN = """(EXISTS (SELECT 1 FROM returns r WHERE r.shop_id = o.shop_id AND r.order_id = o.order_id AND r.erased_at IS NULL)
OR EXISTS (SELECT 1 FROM return_lines l JOIN returns r ON r.shop_id = l.shop_id AND r.return_id = l.return_id
WHERE l.shop_id = o.shop_id AND l.order_id = o.order_id AND r.erased_at IS NULL))"""
_OVER = """o.shop_id = :s AND o.as_of < :heard AND COALESCE(o.delivered_on, o.shipped_on, o.ordered_on, '') < :day
AND COALESCE(o.returnable_until, '') < :until AND NOT EXISTS (SELECT 1 FROM order_lines l
WHERE l.shop_id = o.shop_id AND l.order_id = o.order_id AND l.returnable_until >= :until)"""
_TELLS = "(o.name <> '' OR o.email <> '' OR o.phone <> '' OR o.postcode_key IS NOT NULL)"


@dataclass(frozen=True, slots=True)
class Over:
    """When an order is over: last heard of, delivered, and returnable only before these."""

    heard: datetime
    day: date
    until: date


def list_unused(tx: Tx, shop_id: str, over: Over, most: int) -> list[str]:
    """List orders that are over and that no return or withdrawal is about."""
    rows = tx.all(f"SELECT o.order_id FROM orders o WHERE {_OVER} AND NOT {_RETURNED} LIMIT :n", **_values(shop_id, over, most))
    return [row["order_id"] for row in rows]


def list_with_buyers(tx: Tx, shop_id: str, over: Over, most: int) -> list[str]:
    """List orders that are over, whose returns are all erased, and which still say whose they were."""
    sql = f"SELECT o.order_id FROM orders o WHERE {_OVER} AND {_RETURNED} AND NOT {_OPEN} AND {_TELLS} LIMIT :n"
    return [row["order_id"] for row in tx.all(sql, **_values(shop_id, over, most))]


def is_unused(tx: Tx, shop_id: str, order_id: str) -> bool:
    """Say whether no return or withdrawal is about an order."""
    return (
        tx.one(
            f"SELECT 1 AS y FROM orders o WHERE o.shop_id = :s AND o.order_id = :o AND NOT {_RETURNED}", **_key(shop_id, order_id)
        )
        is not None
    )


def delete_order(tx: Tx, shop_id: str, order_id: str) -> None:
    """Delete an order that nothing refers to, with its lines, links, prepared label and waiting mails."""
    forget_copies(tx, shop_id, order_id)
    keep_name(tx, shop_id, order_id, "")
    for table in ("access_links", "prepared_labels", "order_lines", "orders"):
        tx.run(f"DELETE FROM {table} WHERE shop_id = :s AND order_id = :o", **_key(shop_id, order_id))
    tx.run("DELETE FROM outbox WHERE shop_id = :s AND subject = :o", **_key(shop_id, order_id))
    forget_addresses(tx, shop_id, order_id)


def erase_buyer(tx: Tx, shop_id: str, order_id: str) -> bool:
    """Take out of an order whose it was; False when it did not say."""
    forget_copies(tx, shop_id, order_id)
    keep_name(tx, shop_id, order_id, "")
    tx.run("DELETE FROM access_links WHERE shop_id = :s AND order_id = :o", **_key(shop_id, order_id))
    tx.run("DELETE FROM outbox WHERE shop_id = :s AND subject = :o", **_key(shop_id, order_id))
    forget_addresses(tx, shop_id, order_id)
    row = tx.one("SELECT address FROM orders WHERE shop_id = :s AND order_id = :o", **_key(shop_id, order_id))
    country = json.loads(row["address"] or "{}").get("country", "") if row else ""
    return bool(
        tx.run(
            """UPDATE orders AS o SET name = '', email = '', phone = '', address = :a, postcode_key = NULL, email_key = ''
            WHERE shop_id = :s AND order_id = :o AND """ + _TELLS,
            a=json.dumps({"country": country} if country else {}), **_key(shop_id, order_id),
        )
    )  # fmt: skip


def _values(shop_id: str, over: Over, most: int) -> dict[str, Any]:
    days = {"day": over.day.isoformat(), "until": over.until.isoformat()}
    return {"s": shop_id, "heard": to_epoch(over.heard), "n": most, **days}


def _key(shop_id: str, order_id: str) -> dict[str, str]:
    return {"s": shop_id, "o": order_id}
