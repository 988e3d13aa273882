"""Warehouses are added, renamed, moved and opened again."""

import re
from datetime import datetime

from sendback.database.model import Tx
from sendback.errors import Code, FieldError, Problem, refuse_field
from sendback.journal import store as journal
from sendback.shops import warehouse_store
from sendback.shops.address import Address
from sendback.shops.text import clean_line
from sendback.shops.warehouses import Warehouse

MOST = 200
MOST_NAME = 60
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


def add_warehouse(tx: Tx, wish: Warehouse, actor: str, now: datetime) -> None:
    """Add a place where boxes arrive; Problem invalid-fields where its code is taken, or is none."""
    if not _CODE.fullmatch(wish.code):
        raise refuse_field("code", "format", "A code has small letters a–z, digits, - and _, and is at most 60 long.")
    if warehouse_store.find_warehouse(tx, wish.shop_id, wish.code):
        raise refuse_field("code", "format", "There is a warehouse of this code already.")
    if len(warehouse_store.list_warehouses(tx, wish.shop_id)) >= MOST:
        raise Problem(Code.STATUS_CONFLICT, f"A shop has at most {MOST} warehouses.")
    _check(wish, needs_address=True)
    warehouse_store.add_warehouse(tx, wish, actor, now)
    journal.record(tx, wish.shop_id, "warehouse.added", wish.code, {}, actor, now)


def change_warehouse(tx: Tx, wish: Warehouse, actor: str, now: datetime) -> None:
    """Give a warehouse another name or address; the main one may go without, and has the shop's return address then."""
    before = warehouse_store.get_open_warehouse(tx, wish.shop_id, wish.code)
    _check(wish, needs_address=not before.is_main)
    if (before.name, before.address) != (wish.name, wish.address):
        warehouse_store.change_warehouse(tx, wish)
        journal.record(tx, wish.shop_id, "warehouse.changed", wish.code, {}, actor, now)


def open_warehouse(tx: Tx, shop_id: str, code: str, actor: str, now: datetime) -> None:
    """Open a warehouse again that was closed."""
    if warehouse_store.find_warehouse(tx, shop_id, code) is None:
        raise Problem(Code.NOT_FOUND, "There is no such warehouse.")
    if warehouse_store.set_closed(tx, shop_id, code, None):
        journal.record(tx, shop_id, "warehouse.opened", code, {}, actor, now)


def clean_address(address: Address) -> Address | None:
    """Return an address as it is kept; None where nothing of it was said."""
    texts = {name: clean_line(getattr(address, name))[:80] for name in ("name", "company", "city", "district", "region")}
    lines = tuple(line for line in (clean_line(each)[:80] for each in address.lines[:4]) if line)
    cleaned = Address(lines=lines, postcode=clean_line(address.postcode)[:16], country=address.country[:2].upper(), **texts)
    return cleaned if cleaned != Address(country=cleaned.country) else None


def _check(wish: Warehouse, *, needs_address: bool) -> None:
    errors = []
    if not 1 <= len(wish.name) <= MOST_NAME:
        errors.append(FieldError("name", "required", f"Give it a name of 1–{MOST_NAME} characters."))
    if wish.address is None and needs_address:
        errors.append(FieldError("street", "required", "Say where it is: boxes go there."))
    if wish.address and not wish.address.lines:
        errors.append(FieldError("street", "required", "An address needs a street."))
    if wish.address and not wish.address.country:
        errors.append(FieldError("country", "required", "An address needs a country."))
    if errors:
        raise Problem(Code.INVALID_FIELDS, "Something is missing.", errors=errors)
