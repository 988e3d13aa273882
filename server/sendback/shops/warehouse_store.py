"""Warehouses in the database."""

import json
from datetime import datetime

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.errors import Code, Problem
from sendback.shops.address import Address, address_from
from sendback.shops.warehouses import MAIN, Warehouse


def add_main(tx: Tx, shop_id: str, actor: str, now: datetime) -> None:
    """Give a new shop the warehouse that it begins with."""
    tx.run(
        "INSERT INTO warehouses (shop_id, warehouse, name, made_by, made_at) VALUES (:s, :w, 'Main warehouse', :a, :n)",
        s=shop_id, w=MAIN, a=actor, n=to_epoch(now),
    )  # fmt: skip


def add_warehouse(tx: Tx, warehouse: Warehouse, actor: str, now: datetime) -> None:
    """Keep another warehouse of a shop."""
    tx.run(
        """INSERT INTO warehouses (shop_id, warehouse, name, address, made_by, made_at)
        VALUES (:s, :w, :name, :address, :a, :n)""",
        s=warehouse.shop_id, w=warehouse.code, name=warehouse.name, address=_json(warehouse.address), a=actor,
        n=to_epoch(now),
    )  # fmt: skip


def change_warehouse(tx: Tx, warehouse: Warehouse) -> None:
    """Keep another name and address of a warehouse."""
    tx.run(
        "UPDATE warehouses SET name = :name, address = :address WHERE shop_id = :s AND warehouse = :w",
        name=warehouse.name, address=_json(warehouse.address), s=warehouse.shop_id, w=warehouse.code,
    )  # fmt: skip


def set_closed(tx: Tx, shop_id: str, code: str, now: datetime | None) -> bool:
    """Close a warehouse, or with None open it again; False where it is so already, or never was."""
    before = "IS NULL" if now else "IS NOT NULL"
    return bool(
        tx.run(
            f"UPDATE warehouses SET closed_at = :n WHERE shop_id = :s AND warehouse = :w AND closed_at {before}",
            n=to_epoch(now) if now else None, s=shop_id, w=code,
        )
    )  # fmt: skip


def list_warehouses(tx: Tx, shop_id: str) -> list[Warehouse]:
    """List a shop's warehouses, those that are closed too; the main one first."""
    rows = tx.all("SELECT * FROM warehouses WHERE shop_id = :s", s=shop_id)
    return sorted(map(_warehouse, rows), key=lambda each: (each.code != MAIN, each.name.lower()))


def list_places(tx: Tx, shop_id: str) -> dict[str, Address | None]:
    """List the warehouses that are open by their code; None is the shop's return address."""
    return {each.code: each.address for each in list_warehouses(tx, shop_id) if each.closed_at is None}


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


def _json(address: Address | None) -> str:
    return json.dumps(address.as_json(), ensure_ascii=False) if address else ""


def _warehouse(row: Row) -> Warehouse:
    closed = row["closed_at"]
    return Warehouse(
        shop_id=row["shop_id"],
        code=row["warehouse"],
        name=row["name"],
        address=address_from(json.loads(row["address"])) if row["address"] else None,
        closed_at=from_epoch(closed) if closed is not None else None,
    )
