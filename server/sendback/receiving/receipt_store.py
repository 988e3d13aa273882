"""Boxes that were taken in, in the database."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.receiving.model import Receipt

_AS_IS = "shop_id receipt_id return_id parcel warehouse code weight_g note device made_by".split()
_TIMES = "made_at seen_at joined_at undone_at".split()
_COLUMNS = [*_AS_IS, *_TIMES]
_INSERT = f"""INSERT INTO receipts ({", ".join(_COLUMNS)}) VALUES ({", ".join(f":{name}" for name in _COLUMNS)})
ON CONFLICT (shop_id, receipt_id) DO NOTHING"""


def add_receipt(tx: Tx, receipt: Receipt) -> bool:
    """Store a box that was taken in; False where there is one of that id."""
    facts = asdict(receipt)
    return bool(tx.run(_INSERT, **facts | {name: to_epoch(facts[name]) if facts[name] else None for name in _TIMES}))


def find_receipt(tx: Tx, shop_id: str, receipt_id: str) -> Receipt | None:
    """Find a box by the id of what took it in, one that was taken back too."""
    row = tx.one("SELECT * FROM receipts WHERE shop_id = :s AND receipt_id = :i", s=shop_id, i=receipt_id)
    return as_receipt(row) if row else None


def list_receipts(tx: Tx, shop_id: str, return_id: str) -> list[Receipt]:
    """List the boxes of a return in the order in which they came, those that were taken back too."""
    rows = tx.all(
        "SELECT * FROM receipts WHERE shop_id = :s AND return_id = :r ORDER BY made_at, receipt_id", s=shop_id, r=return_id
    )
    return [as_receipt(row) for row in rows]


def list_unknown(tx: Tx, shop_id: str, most: int = 500) -> list[Receipt]:
    """List the boxes that nobody knows, the oldest first."""
    rows = tx.all(
        """SELECT * FROM receipts WHERE shop_id = :s AND undone_at IS NULL AND return_id IS NULL
        ORDER BY made_at, receipt_id LIMIT :n""",
        s=shop_id, n=most,
    )  # fmt: skip
    return [as_receipt(row) for row in rows]


def count_unknown(tx: Tx, shop_id: str) -> int:
    """Count the boxes that nobody knows."""
    row = tx.one("SELECT COUNT(*) AS n FROM receipts WHERE shop_id = :s AND undone_at IS NULL AND return_id IS NULL", s=shop_id)
    return int(row["n"]) if row else 0


def save_joined(tx: Tx, receipt: Receipt, joined_by: str) -> bool:
    """Store whose box it turned out to be; False where somebody found out before, or it was taken back."""
    assert receipt.joined_at is not None
    return bool(
        tx.run(
            """UPDATE receipts SET return_id = :r, parcel = :p, code = :c, note = :o, joined_at = :n, joined_by = :b
            WHERE shop_id = :s AND receipt_id = :i AND return_id IS NULL AND undone_at IS NULL""",
            r=receipt.return_id, p=receipt.parcel, c=receipt.code, o=receipt.note, n=to_epoch(receipt.joined_at), b=joined_by,
            s=receipt.shop_id, i=receipt.receipt_id,
        )
    )  # fmt: skip


def save_receipt_undone(tx: Tx, receipt: Receipt, undone_by: str, now: datetime) -> bool:
    """Store that a box was not taken in after all; False where that is known."""
    return bool(
        tx.run(
            """UPDATE receipts SET undone_at = :n, undone_by = :b
            WHERE shop_id = :s AND receipt_id = :i AND undone_at IS NULL""",
            n=to_epoch(now), b=undone_by, s=receipt.shop_id, i=receipt.receipt_id,
        )
    )  # fmt: skip


def as_receipt(row: Row) -> Receipt:
    """Read a row of a box."""
    facts: dict[str, Any] = {name: row[name] for name in _AS_IS}
    times: dict[str, Any] = {name: None if row[name] is None else from_epoch(row[name]) for name in _TIMES}
    return Receipt(**facts, **times)
