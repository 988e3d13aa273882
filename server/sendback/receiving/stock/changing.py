"""What people and the shop's systems do to stock: count it, add to it, take from it, move it."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.errors import Problem, refuse_field
from sendback.receiving.stock.ledger import write_moves
from sendback.receiving.stock.level_store import find_level, lock_stock
from sendback.receiving.stock.model import Cause, Change, Move
from sendback.receiving.stock.place_store import is_closed
from sendback.receiving.stock.wishes import Deed, StockWish
from sendback.shops.receiving import Condition


def change_stock(tx: Tx, shop_id: str, wish: StockWish, subject: str, actor: str, now: datetime) -> list[Move]:
    """Do what is wished and return the moves it took; Problem invalid-fields names what cannot be.

    Nobody takes more than lies there, nothing comes to a closed place, and no move makes a thing sellable: only a finding, a
    count or goods that come in say that.
    """
    lock_stock(tx, shop_id)
    changes = _plan(tx, shop_id, wish, subject)
    for change in changes:
        _refuse_impossible(tx, shop_id, change)
    return write_moves(tx, shop_id, changes, actor, now)


def _plan(tx: Tx, shop_id: str, wish: StockWish, subject: str) -> list[Change]:
    spot, units, reason = wish.spot, wish.quantity, wish.reason
    if wish.kind is Deed.COUNT:
        return [Change(spot, units - find_level(tx, shop_id, spot), Cause.COUNT, subject, reason=reason)]
    if not units:
        raise refuse_field("quantity", "range", "Say how many: one or more.")
    if wish.kind is Deed.ADD:
        return [Change(spot, units, Cause.ADDED, subject, reason=reason)]
    if wish.kind is Deed.TAKE:
        return [Change(spot, -units, Cause.TAKEN, subject, reason=reason)]
    if wish.target == spot:
        raise refuse_field("to_place", "required", "Say where it goes, or into which condition.")
    if wish.target.condition is Condition.SELLABLE and spot.condition is not Condition.SELLABLE:
        raise refuse_field("to_condition", "range", "A move makes nothing sellable. Take it out, then count it in as sellable.")
    return [
        Change(spot, -units, Cause.MOVE, subject, reason=reason),
        Change(wish.target, units, Cause.MOVE, subject, reason=reason),
    ]


def _refuse_impossible(tx: Tx, shop_id: str, change: Change) -> None:
    if change.quantity < 0 and change.because is not Cause.COUNT:
        there = find_level(tx, shop_id, change.spot)
        if there + change.quantity < 0:
            raise refuse_field("quantity", "range", f"Only {max(there, 0)} of {change.spot.sku} lie there.")
    if change.quantity > 0 and is_closed(tx, shop_id, change.spot.place):
        raise _closed(change.spot.place)


def _closed(place: str) -> Problem:
    return refuse_field("place", "unknown", f"The place {place} is closed. Open it again, or choose another.")
