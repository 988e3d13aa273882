"""The shelves of a shop in the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sendback.database.model import Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.shops.warehouses import MAIN

_ADD = """INSERT INTO stock_places (shop_id, place, warehouse, name, made_by, made_at) VALUES (:s, :p, :w, :m, :a, :n)
ON CONFLICT (shop_id, place) DO NOTHING"""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A place that things lie at: its code as it stands there, a name for people, and how much lies there now."""

    place: str
    warehouse: str
    name: str
    closed_at: datetime | None
    units: int
    skus: int


def note_places(tx: Tx, shop_id: str, places: Iterable[str], actor: str, now: datetime, warehouse: str = MAIN) -> None:
    """List places that something was put on and that nobody had listed, in the warehouse where that was, if it is known."""
    rows = [{"s": shop_id, "p": place, "w": warehouse, "m": "", "a": actor, "n": to_epoch(now)} for place in sorted(places)]
    if rows:
        tx.run_many(_ADD, rows)


def add_place(tx: Tx, shop_id: str, place: str, warehouse: str, name: str, actor: str, now: datetime) -> bool:
    """Add a place; False where it is listed already."""
    return bool(tx.run(_ADD, s=shop_id, p=place, w=warehouse, m=name, a=actor, n=to_epoch(now)))


def change_place(tx: Tx, shop_id: str, place: str, warehouse: str, name: str) -> bool:
    """Say where a place is and what people call it; False where there is none, or it is so already."""
    sql = """UPDATE stock_places SET warehouse = :w, name = :m
    WHERE shop_id = :s AND place = :p AND (warehouse != :w OR name != :m)"""
    return bool(tx.run(sql, s=shop_id, p=place, w=warehouse, m=name))


def set_closed(tx: Tx, shop_id: str, place: str, closed_at: datetime | None) -> bool:
    """Close a place or open it again; False where there is none, or it is so already."""
    was = "IS NULL" if closed_at else "IS NOT NULL"
    moment = to_epoch(closed_at) if closed_at else None
    sql = f"UPDATE stock_places SET closed_at = :c WHERE shop_id = :s AND place = :p AND closed_at {was}"
    return bool(tx.run(sql, s=shop_id, p=place, c=moment))


def is_closed(tx: Tx, shop_id: str, place: str) -> bool:
    """Say whether nothing more is to be put at a place."""
    row = tx.one("SELECT closed_at FROM stock_places WHERE shop_id = :s AND place = :p", s=shop_id, p=place)
    return row is not None and row["closed_at"] is not None


def list_shelves(tx: Tx, shop_id: str) -> list[Shelf]:
    """List all places with what lies there, those in use first."""
    rows = tx.all(
        """SELECT p.place, p.warehouse, p.name, p.closed_at, COALESCE(l.units, 0) AS units, COALESCE(l.skus, 0) AS skus
        FROM stock_places p LEFT JOIN (SELECT place, SUM(quantity) AS units, COUNT(DISTINCT sku) AS skus FROM stock_levels
        WHERE shop_id = :s AND quantity != 0 GROUP BY place) l ON l.place = p.place
        WHERE p.shop_id = :s ORDER BY p.closed_at IS NOT NULL, p.place""",
        s=shop_id,
    )
    return [
        Shelf(
            row["place"], row["warehouse"], row["name"],
            from_epoch(row["closed_at"]) if row["closed_at"] is not None else None, int(row["units"]), int(row["skus"]),
        )
        for row in rows
    ]  # fmt: skip


def list_open_places(tx: Tx, shop_id: str) -> list[str]:
    """List the places that something may be put at."""
    rows = tx.all("SELECT place FROM stock_places WHERE shop_id = :s AND closed_at IS NULL ORDER BY place", s=shop_id)
    return [row["place"] for row in rows]
