"""The log of tries: what was sent and what was answered, kept for a month."""

import json
from datetime import datetime, timedelta

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.delivery.webhooks.model import Try

KEPT = timedelta(days=30)
MOST_FORGOTTEN = 5000
"""How many deliveries are forgotten at once, so that no writer waits long behind it."""

_INSERT = """INSERT INTO webhook_tries (shop_id, delivery_id, number, at, headers, status, reason, answer, took_ms)
VALUES (:s, :d, :number, :at, :headers, :status, :reason, :answer, :took)"""


def save_try(tx: Tx, shop_id: str, delivery_id: str, made: Try) -> None:
    """Keep what came of a try."""
    tx.run(
        _INSERT, s=shop_id, d=delivery_id, number=made.number, at=to_epoch(made.at), headers=json.dumps(dict(made.headers)),
        status=made.status, reason=made.reason, answer=made.answer, took=made.took_ms,
    )  # fmt: skip


def list_tries(tx: Tx, shop_id: str, delivery_id: str) -> list[Try]:
    """List the tries of a delivery, newest first."""
    sql = "SELECT * FROM webhook_tries WHERE shop_id = :s AND delivery_id = :d ORDER BY number DESC LIMIT 200"
    return [_try(row) for row in tx.all(sql, s=shop_id, d=delivery_id)]


def find_last_tries(tx: Tx, shop_id: str, delivery_ids: list[str]) -> dict[str, Try]:
    """Find the newest try of each of several deliveries."""
    found = {}
    for delivery_id in delivery_ids:
        sql = "SELECT * FROM webhook_tries WHERE shop_id = :s AND delivery_id = :d ORDER BY number DESC LIMIT 1"
        if row := tx.one(sql, s=shop_id, d=delivery_id):
            found[delivery_id] = _try(row)
    return found


def delete_deliveries_of(tx: Tx, shop_id: str, endpoint_id: str) -> None:
    """Take away everything that was for an endpoint."""
    mine = "SELECT delivery_id FROM webhook_deliveries WHERE shop_id = :s AND endpoint_id = :e"
    tx.run(f"DELETE FROM webhook_tries WHERE shop_id = :s AND delivery_id IN ({mine})", s=shop_id, e=endpoint_id)
    tx.run("DELETE FROM webhook_deliveries WHERE shop_id = :s AND endpoint_id = :e", s=shop_id, e=endpoint_id)


def forget_deliveries(tx: Tx, shop_id: str, now: datetime) -> int:
    """Forget deliveries older than a month with their tries, waiting ones too; the events themselves stay to be polled."""
    until = to_epoch(now - KEPT)
    old = "SELECT delivery_id FROM webhook_deliveries WHERE shop_id = :s AND created_at < :t ORDER BY delivery_id LIMIT :n"
    ids = [row["delivery_id"] for row in tx.all(old, s=shop_id, t=until, n=MOST_FORGOTTEN)]
    if not ids:
        return 0
    last = {"s": shop_id, "t": until, "last": ids[-1]}
    mine = "SELECT delivery_id FROM webhook_deliveries WHERE shop_id = :s AND created_at < :t AND delivery_id <= :last"
    tx.run(f"DELETE FROM webhook_tries WHERE shop_id = :s AND delivery_id IN ({mine})", **last)
    tx.run("DELETE FROM webhook_deliveries WHERE shop_id = :s AND created_at < :t AND delivery_id <= :last", **last)
    return len(ids)


def _try(row: Row) -> Try:
    names = ("number", "status", "reason", "answer", "took_ms")
    return Try(**{name: row[name] for name in names}, at=from_epoch(row["at"]), headers=json.loads(row["headers"]))
