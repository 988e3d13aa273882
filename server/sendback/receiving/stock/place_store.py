"""The shelves of a shop in the database."""

from collections.abc import Iterable
from datetime import datetime

from sendback.database.model import Tx
from sendback.database.times import to_epoch
from sendback.shops.warehouses import MAIN

_ADD = """INSERT INTO stock_places (shop_id, place, warehouse, name, made_by, made_at) VALUES (:s, :p, :w, :m, :a, :n)
ON CONFLICT (shop_id, place) DO NOTHING"""


def note_places(tx: Tx, shop_id: str, places: Iterable[str], actor: str, now: datetime) -> None:
    """List places that something was put on and that nobody had listed."""
    rows = [{"s": shop_id, "p": place, "w": MAIN, "m": "", "a": actor, "n": to_epoch(now)} for place in sorted(places)]
    if rows:
        tx.run_many(_ADD, rows)
