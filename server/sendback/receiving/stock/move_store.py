"""The ledger in the database: moves are added, read and never changed."""

from collections.abc import Sequence
from typing import Any

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.receiving.stock.model import Because, Move, Spot
from sendback.shops.receiving import Condition

_INSERT = """INSERT INTO stock_moves (shop_id, move_id, sku, place, condition, quantity, because, subject, return_id, made_by,
made_at) VALUES (:shop_id, :move_id, :sku, :place, :condition, :quantity, :because, :subject, :return_id, :made_by, :made_at)"""


def add_moves(tx: Tx, moves: Sequence[Move]) -> None:
    """Write moves at the end of the ledger."""
    tx.run_many(_INSERT, [_facts(move) for move in moves])


def list_moves_of(tx: Tx, shop_id: str, subject: str) -> list[Move]:
    """List what one inspection, file or sender's id moved, oldest first."""
    rows = tx.all("SELECT * FROM stock_moves WHERE shop_id = :s AND subject = :u ORDER BY move_id", s=shop_id, u=subject)
    return [_move(row) for row in rows]


def _facts(move: Move) -> dict[str, Any]:
    names = ("shop_id", "move_id", "quantity", "subject", "return_id", "made_by")
    return {
        **{name: getattr(move, name) for name in names},
        "sku": move.spot.sku,
        "place": move.spot.place,
        "condition": move.spot.condition.value,
        "because": move.because.value,
        "made_at": to_epoch(move.made_at),
    }


def _move(row: Row) -> Move:
    names = ("shop_id", "move_id", "quantity", "subject", "return_id", "made_by")
    return Move(
        **{name: row[name] for name in names},
        spot=Spot(row["sku"], row["place"], Condition(row["condition"])),
        because=Because(row["because"]),
        made_at=from_epoch(row["made_at"]),
    )
