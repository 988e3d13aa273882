"""The ledger in the database: moves are added, read and never changed."""

from collections.abc import Sequence
from typing import Any

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.receiving.stock.model import Cause, Move, Spot, StockReason
from sendback.shops.receiving import Condition

_INSERT = """INSERT INTO stock_moves (shop_id, move_id, sku, place, condition, quantity, because, subject, return_id, reason,
made_by, made_at)
VALUES (:shop_id, :move_id, :sku, :place, :condition, :quantity, :because, :subject, :return_id, :reason, :made_by, :made_at)"""
_AS_THEY_ARE = ("shop_id", "move_id", "quantity", "subject", "return_id", "made_by")


def add_moves(tx: Tx, moves: Sequence[Move]) -> None:
    """Write moves at the end of the ledger."""
    tx.run_many(_INSERT, [_facts(move) for move in moves])


def list_moves_of(tx: Tx, shop_id: str, subject: str) -> list[Move]:
    """List what one inspection, file or sender's id moved, oldest first."""
    rows = tx.all("SELECT * FROM stock_moves WHERE shop_id = :s AND subject = :u ORDER BY move_id", s=shop_id, u=subject)
    return [_move(row) for row in rows]


def find_move_of(tx: Tx, shop_id: str, subject: str) -> Move | None:
    """Find the latest move of one inspection, file or sender's id."""
    row = tx.one(
        "SELECT * FROM stock_moves WHERE shop_id = :s AND subject = :u ORDER BY move_id DESC LIMIT 1", s=shop_id, u=subject
    )
    return _move(row) if row else None


def list_latest_moves(tx: Tx, shop_id: str, sku: str = "", before: str = "", most: int = 50) -> list[Move]:
    """List what moved, newest first, from the move before an id on; of one SKU where it is given."""
    only = " AND sku = :u" * bool(sku) + " AND move_id < :b" * bool(before)
    sql = f"SELECT * FROM stock_moves WHERE shop_id = :s{only} ORDER BY move_id DESC LIMIT :n"
    return [_move(row) for row in tx.all(sql, s=shop_id, u=sku, b=before, n=most)]


def _facts(move: Move) -> dict[str, Any]:
    return {
        **{name: getattr(move, name) for name in _AS_THEY_ARE},
        "sku": move.spot.sku,
        "place": move.spot.place,
        "condition": move.spot.condition.value,
        "because": move.because.value,
        "reason": move.reason.value if move.reason else "",
        "made_at": to_epoch(move.made_at),
    }


def _move(row: Row) -> Move:
    return Move(
        **{name: row[name] for name in _AS_THEY_ARE},
        spot=Spot(row["sku"], row["place"], Condition(row["condition"])),
        because=Cause(row["because"]),
        reason=StockReason(row["reason"]) if row["reason"] else None,
        made_at=from_epoch(row["made_at"]),
    )
