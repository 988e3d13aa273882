"""An order as it was, and putting it back as long as nothing was built on what came after."""

import json
from datetime import datetime

from sendback.database.model import Tx
from sendback.database.times import to_epoch
from sendback.orders.word_store import keep_name

_LINE_FACTS = (
    "position sku title quantity unit_price_minor weight_g returnable_until not_returnable category tags variants picture"
).split()
_USES = (
    ("SELECT 1 AS found FROM returns WHERE shop_id = :s AND order_id = :o AND created_at >= :t LIMIT 1", "has a return"),
    (
        """SELECT 1 AS found FROM return_lines l JOIN returns r ON r.shop_id = l.shop_id AND r.return_id = l.return_id
        WHERE l.shop_id = :s AND l.order_id = :o AND r.created_at >= :t LIMIT 1""",
        "has a return",
    ),
    (
        "SELECT 1 AS found FROM prepared_labels WHERE shop_id = :s AND order_id = :o AND made_at >= :t LIMIT 1",
        "has a label in its box",
    ),
    ("SELECT 1 AS found FROM withdrawals WHERE shop_id = :s AND order_id = :o AND received_at >= :t LIMIT 1", "has a withdrawal"),
    ("SELECT 1 AS found FROM return_photos WHERE shop_id = :s AND order_id = :o AND created_at >= :t LIMIT 1", "has photos"),
)
"""What may be built on an order, and how that is said; each is another step's table, looked at and never written."""


def copy_order(tx: Tx, shop_id: str, order_id: str) -> str:
    """Write down a known order with its lines, as it is."""
    order = tx.one("SELECT * FROM orders WHERE shop_id = :s AND order_id = :o", s=shop_id, o=order_id)
    lines = tx.all("SELECT * FROM order_lines WHERE shop_id = :s AND order_id = :o ORDER BY position", s=shop_id, o=order_id)
    return json.dumps({"order": dict(order or {}), "lines": [dict(line) for line in lines]}, ensure_ascii=False)


def find_use(tx: Tx, shop_id: str, order_id: str, as_of: datetime, since: datetime | None) -> str:
    """Say what was built on an order, empty for nothing; with `since`, only what came after that moment."""
    order = tx.one("SELECT as_of FROM orders WHERE shop_id = :s AND order_id = :o", s=shop_id, o=order_id)
    if order is None:
        return "is gone already"
    if order["as_of"] != to_epoch(as_of):
        return "was told anew since"
    for sql, sentence in _USES:
        if tx.one(sql, s=shop_id, o=order_id, t=to_epoch(since) if since else 0) is not None:
            return sentence
    return ""


def delete_order(tx: Tx, shop_id: str, order_id: str) -> None:
    """Delete an order that nothing was built on, with its lines and the links that open it."""
    keep_name(tx, shop_id, order_id, "")
    for table in ("access_links", "order_lines", "orders"):
        tx.run(f"DELETE FROM {table} WHERE shop_id = :s AND order_id = :o", s=shop_id, o=order_id)


def put_back(tx: Tx, shop_id: str, order_id: str, copy: str) -> None:
    """Make an order what it was when `copy_order` wrote it down; what is in returns stays in them."""
    told = json.loads(copy)
    facts = {name: value for name, value in told["order"].items() if name not in ("shop_id", "order_id")}
    changes = ", ".join(f"{name} = :{name}" for name in facts)
    tx.run(f"UPDATE orders SET {changes} WHERE shop_id = :s AND order_id = :o", s=shop_id, o=order_id, **facts)
    keep_name(tx, shop_id, order_id, facts["name"] or "")
    tx.run("DELETE FROM order_lines WHERE shop_id = :s AND order_id = :o AND taken = 0", s=shop_id, o=order_id)
    values, news = ", ".join(f":{name}" for name in _LINE_FACTS), ", ".join(f"{n} = excluded.{n}" for n in _LINE_FACTS)
    sql = f"""INSERT INTO order_lines (shop_id, order_id, line_id, taken, {", ".join(_LINE_FACTS)})
    VALUES (:shop_id, :order_id, :line_id, 0, {values}) ON CONFLICT (shop_id, order_id, line_id) DO UPDATE SET {news}"""
    names = ("shop_id", "order_id", "line_id", *_LINE_FACTS)
    tx.run_many(sql, [{name: line.get(name, "") for name in names} for line in told["lines"]])
