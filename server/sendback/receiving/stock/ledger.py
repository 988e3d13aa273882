"""The one way into the ledger: a move, its level and its event stand or fall together."""

from collections.abc import Sequence
from datetime import datetime

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.journal.model import Happening
from sendback.journal.store import record_all
from sendback.receiving.stock import level_store, move_store, place_store
from sendback.receiving.stock.model import Change, Move


def write_moves(tx: Tx, shop_id: str, changes: Sequence[Change], actor: str, now: datetime) -> list[Move]:
    """Write changes in their order; the caller says what may be, and holds the stock's lock.

    A change of nothing, as when a count finds what was known, is written too, but it is no news to anybody.
    """
    moves, happenings = [], []
    for change in changes:
        move = Move(
            shop_id=shop_id, move_id=new_id(), spot=change.spot, quantity=change.quantity, because=change.because,
            subject=change.subject, return_id=change.return_id, reason=change.reason, made_by=actor, made_at=now,
        )  # fmt: skip
        moves.append(move)
        if move.quantity:
            happenings.append(_tell(move, level_store.add_to_level(tx, shop_id, move.spot, move.quantity, now)))
    place_store.note_places(tx, shop_id, {move.spot.place for move in moves} - {""}, actor, now)
    move_store.add_moves(tx, moves)
    if happenings:
        record_all(tx, shop_id, happenings, actor, now)
    return moves


def _tell(move: Move, level: int) -> Happening:
    body = {
        "sku": move.spot.sku,
        "place": move.spot.place,
        "condition": move.spot.condition.value,
        "quantity": move.quantity,
        "level": level,
        "move_id": move.move_id,
        "because": move.because.value,
        "return_id": move.return_id,
    }
    return Happening("stock.delta", f"stock:{move.spot.sku}", body)
