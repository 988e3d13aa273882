"""From what was found to what lies on the shelf, in the transaction of the finding."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.receiving.model import Inspection
from sendback.receiving.stock.ledger import write_moves
from sendback.receiving.stock.level_store import lock_stock
from sendback.receiving.stock.model import Cause, Change, Spot
from sendback.receiving.stock.move_store import list_moves_of
from sendback.receiving.stock.place_store import note_places
from sendback.shops.receiving import Condition, Outcome

NO_SKU = "no-sku/"
"""How the name begins of what has no SKU: it is a stack of its own, named after its finding and never added to another."""


def post_inspection(tx: Tx, inspection: Inspection, now: datetime) -> None:
    """Put what was found on stock, in the condition its disposition gave it; nothing for what is missing or undecided.

    The same inspection twice is put there once.
    """
    if not inspection.is_here or inspection.condition is None:
        return
    if inspection.outcome is Outcome.DAMAGED and inspection.condition is Condition.SELLABLE:
        raise ValueError("what is damaged is never sellable")
    lock_stock(tx, inspection.shop_id)
    if any(move.because is Cause.INSPECTION for move in list_moves_of(tx, inspection.shop_id, inspection.inspection_id)):
        return
    places = [inspection.place] if inspection.place else []
    note_places(tx, inspection.shop_id, places, inspection.made_by, now, inspection.warehouse)
    spot = Spot(name_sku(inspection), inspection.place, inspection.condition)
    change = Change(spot, inspection.quantity, Cause.INSPECTION, inspection.inspection_id, inspection.return_id)
    write_moves(tx, inspection.shop_id, [change], inspection.made_by, now)


def unpost_inspection(tx: Tx, inspection: Inspection, actor: str, now: datetime) -> None:
    """Take off stock again what an inspection put there, where it put it.

    Somebody may have moved or sold it since: the level then falls below zero, which shows that a count is needed; refusing
    would leave a finding that nobody can put right. Taken back twice, it is taken off once.
    """
    lock_stock(tx, inspection.shop_id)
    moves = list_moves_of(tx, inspection.shop_id, inspection.inspection_id)
    if any(move.because is Cause.UNDO for move in moves):
        return
    put = [move for move in moves if move.because is Cause.INSPECTION]
    back = [Change(move.spot, -move.quantity, Cause.UNDO, move.subject, move.return_id) for move in put]
    write_moves(tx, inspection.shop_id, back, actor, now)


def name_sku(inspection: Inspection) -> str:
    """Name what it is kept as: its SKU, or where it has none the finding that it came by."""
    return inspection.sku or f"{NO_SKU}{inspection.inspection_id}"
