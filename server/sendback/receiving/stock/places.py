"""The shelves of a shop: added, put right, closed, opened again."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.errors import Code, Problem, refuse_field
from sendback.journal.store import record
from sendback.receiving.stock import place_store
from sendback.receiving.stock.level_store import is_empty, lock_stock
from sendback.receiving.stock.wishes import MOST_PLACE
from sendback.shops.text import clean_line
from sendback.shops.warehouse_store import list_warehouses

MOST_NAME = 80


def add_place(tx: Tx, shop_id: str, place: str, warehouse: str, name: str, actor: str, now: datetime) -> None:
    """Add a place in one of the shop's warehouses; Problem invalid-fields for one that is there or cannot be."""
    code = clean_line(place)
    if not code or len(code) > MOST_PLACE:
        raise refuse_field("place", "required", f"Write the place as it stands on the shelf: 1–{MOST_PLACE} characters.")
    called = _check(tx, shop_id, warehouse, name)
    if not place_store.add_place(tx, shop_id, code, warehouse, called, actor, now):
        raise refuse_field("place", "unknown", f"{code} is there already.")
    record(tx, shop_id, "stock.place_added", f"place:{code}", {"place": code, "warehouse": warehouse}, actor, now)


def change_place(tx: Tx, shop_id: str, place: str, warehouse: str, name: str, actor: str, now: datetime) -> None:
    """Say in which warehouse a place is, and its name; what lies there stays. Problem invalid-fields as for a new one."""
    if place_store.change_place(tx, shop_id, place, warehouse, _check(tx, shop_id, warehouse, name)):
        record(tx, shop_id, "stock.place_changed", f"place:{place}", {"place": place, "warehouse": warehouse}, actor, now)


def close_place(tx: Tx, shop_id: str, place: str, actor: str, now: datetime) -> None:
    """Close an empty place: people put nothing there any more. Problem status-conflict where something lies there."""
    lock_stock(tx, shop_id)
    if not is_empty(tx, shop_id, place):
        raise Problem(Code.STATUS_CONFLICT, f"Something lies at {place}. Move it first.")
    if place_store.set_closed(tx, shop_id, place, now):
        record(tx, shop_id, "stock.place_closed", f"place:{place}", {"place": place}, actor, now)


def open_place(tx: Tx, shop_id: str, place: str, actor: str, now: datetime) -> None:
    """Open a closed place again."""
    if place_store.set_closed(tx, shop_id, place, None):
        record(tx, shop_id, "stock.place_opened", f"place:{place}", {"place": place}, actor, now)


def _check(tx: Tx, shop_id: str, warehouse: str, name: str) -> str:
    """Return the cleaned name of a place in one of the shop's open warehouses, or Problem invalid-fields."""
    called = clean_line(name)
    if len(called) > MOST_NAME:
        raise refuse_field("name", "too-long", f"A name has at most {MOST_NAME} characters.")
    if warehouse not in {each.code for each in list_warehouses(tx, shop_id) if each.closed_at is None}:
        raise refuse_field("warehouse", "unknown", "Choose one of your warehouses.")
    return called
