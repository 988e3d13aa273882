"""Boxes and findings of a shop in pages, newest first."""

from sendback.database.model import Tx
from sendback.receiving.inspection_store import as_inspection
from sendback.receiving.model import Inspection, Receipt
from sendback.receiving.receipt_store import as_receipt

Mark = tuple[int, str]
"""Where a page ended: when that was made, in epoch seconds, and its id."""


def list_latest_receipts(tx: Tx, shop_id: str, return_id: str, before: Mark | None, most: int) -> list[Receipt]:
    """List boxes that were taken in, newest first; of one return where it is named."""
    sql = _compose("receipts", "receipt_id", return_id, before)
    seconds, mark = before or (0, "")
    return [as_receipt(row) for row in tx.all(sql, s=shop_id, r=return_id, t=seconds, i=mark, n=most)]


def list_latest_inspections(tx: Tx, shop_id: str, return_id: str, before: Mark | None, most: int) -> list[Inspection]:
    """List what was found, newest first; of one return where it is named."""
    sql = _compose("inspections", "inspection_id", return_id, before)
    seconds, mark = before or (0, "")
    return [as_inspection(row) for row in tx.all(sql, s=shop_id, r=return_id, t=seconds, i=mark, n=most)]


def _compose(table: str, key: str, return_id: str, before: Mark | None) -> str:
    only = " AND return_id = :r" * bool(return_id) + f" AND (made_at, {key}) < (:t, :i)" * bool(before)
    return f"SELECT * FROM {table} WHERE shop_id = :s{only} ORDER BY made_at DESC, {key} DESC LIMIT :n"
