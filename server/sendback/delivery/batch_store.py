"""Batches of shipments in the database: what they print, in the order they were told of."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sendback.database.model import Tx
from sendback.database.times import from_epoch, to_epoch


@dataclass(frozen=True, slots=True)
class Batch:
    """What is printed for shipments that were told of together: order ids, each with `label` or `slip`."""

    batch_id: str
    prints: tuple[tuple[str, str], ...]
    made_at: datetime


def save_batch(tx: Tx, shop_id: str, batch_id: str, prints: Sequence[tuple[str, str]], now: datetime) -> None:
    """Remember what a batch prints."""
    tx.run(
        "INSERT INTO shipment_batches (shop_id, batch_id, prints, made_at) VALUES (:s, :b, :p, :n)",
        s=shop_id, b=batch_id, p=json.dumps(prints), n=to_epoch(now),
    )  # fmt: skip


def find_batch(tx: Tx, shop_id: str, batch_id: str) -> Batch | None:
    """Find what a batch prints."""
    row = tx.one("SELECT * FROM shipment_batches WHERE shop_id = :s AND batch_id = :b", s=shop_id, b=batch_id)
    if row is None:
        return None
    prints = tuple((order_id, enclosed) for order_id, enclosed in json.loads(row["prints"]))
    return Batch(batch_id, prints, from_epoch(row["made_at"]))
