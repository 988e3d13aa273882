"""Warehouses in the database."""

import json
from datetime import datetime

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.errors import Code, Problem
from sendback.shops.address import address_from
from sendback.shops.warehouses import MAIN, Warehouse


def add_main(tx: Tx, shop_id: str, actor: str, now: datetime) -> None:
    """Give a new shop the warehouse that it begins with."""
    tx.run(
        "INSERT INTO warehouses (shop_id, warehouse, name, made_by, made_at) VALUES (:s, :w, 'Main warehouse', :a, :n)",
        s=shop_id, w=MAIN, a=actor, n=to_epoch(now),
    )  # fmt: skip


def list_warehouses(tx: Tx, shop_id: str) -> list[Warehouse]:
    """List a shop's warehouses, those that are closed too; the main one first."""
    rows = tx.all("SELECT * FROM warehouses WHERE shop_id = :s", s=shop_id)
    return sorted(map(_warehouse, rows), key=lambda each: (each.code != MAIN, each.name.lower()))


def find_warehouse(tx: Tx, shop_id: str, code: str) -> Warehouse | None:
    """Find one of a shop's warehouses, also one that is closed."""
    row = tx.one("SELECT * FROM warehouses WHERE shop_id = :s AND warehouse = :w", s=shop_id, w=code)
    return _warehouse(row) if row else None


def get_open_warehouse(tx: Tx, shop_id: str, code: str) -> Warehouse:
    """Return a warehouse where something may stand or arrive; Problem not-found where it is closed or never was."""
    warehouse = find_warehouse(tx, shop_id, code)
    if warehouse is None or warehouse.closed_at is not None:
        raise Problem(Code.NOT_FOUND, "There is no such warehouse.")
    return warehouse


def _warehouse(row: Row) -> Warehouse:
    closed = row["closed_at"]
    return Warehouse(
        shop_id=row["shop_id"],
        code=row["warehouse"],
        name=row["name"],
        address=address_from(json.loads(row["address"])) if row["address"] else None,
        closed_at=from_epoch(closed) if closed is not None else None,
    )
