"""Batches of shipments in the database: what they print, in the order they were told of."""

import json
from collections.abc import Sequence
from datetime import datetime

from sendback.database.model import Tx
from sendback.database.times import to_epoch


def save_batch(tx: Tx, shop_id: str, batch_id: str, prints: Sequence[tuple[str, str]], now: datetime) -> None:
    """Remember a batch: the order's id and `label` or `slip` of each paper."""
    tx.run(
        "INSERT INTO shipment_batches (shop_id, batch_id, prints, made_at) VALUES (:s, :b, :p, :n)",
        s=shop_id, b=batch_id, p=json.dumps(prints), n=to_epoch(now),
    )  # fmt: skip


def find_batch(tx: Tx, shop_id: str, batch_id: str) -> list[tuple[str, str]] | None:
    """Find what a batch prints: order ids with `label` or `slip`."""
    row = tx.one("SELECT prints FROM shipment_batches WHERE shop_id = :s AND batch_id = :b", s=shop_id, b=batch_id)
    return [(order_id, enclosed) for order_id, enclosed in json.loads(row["prints"])] if row else None
