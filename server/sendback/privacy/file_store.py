"""Files that nothing names any more: written down in the transaction that dropped them, deleted from the store afterwards."""

from collections.abc import Sequence
from datetime import datetime

from sendback.database.model import Row, Tx
from sendback.database.times import to_epoch


def forget_files_of(tx: Tx, shop_id: str, rows: Sequence[Row], now: datetime) -> None:
    """Have the files named by rows deleted from the document store."""
    tx.run_many(
        "INSERT INTO files_to_forget (shop_id, name, since) VALUES (:s, :f, :n) ON CONFLICT (shop_id, name) DO NOTHING",
        [{"s": shop_id, "f": row["name"], "n": to_epoch(now)} for row in rows],
    )


def list_files_to_forget(tx: Tx, shop_id: str, most: int) -> list[str]:
    """List names that the document store is to delete; not those that a paper made meanwhile has again."""
    rows = tx.all(
        """SELECT f.name FROM files_to_forget f WHERE f.shop_id = :s AND NOT EXISTS (
        SELECT 1 FROM documents d WHERE d.shop_id = f.shop_id AND d.name = f.name) ORDER BY f.name LIMIT :n""",
        s=shop_id, n=most,
    )  # fmt: skip
    return [row["name"] for row in rows]


def note_forgotten(tx: Tx, shop_id: str, names: Sequence[str]) -> None:
    """Note that these files are gone."""
    tx.run_many("DELETE FROM files_to_forget WHERE shop_id = :s AND name = :f", [{"s": shop_id, "f": name} for name in names])
