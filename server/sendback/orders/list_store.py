"""The list of a shop's orders, newest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sendback.database.model import Row, Tx
from sendback.orders.seeking_store import seek_ids


@dataclass(frozen=True, slots=True)
class Listed:
    """An order as a list shows it."""

    order_id: str
    number: str
    name: str
    email: str
    ordered_on: str
    units: int
    taken: int


_SELECT = """SELECT o.order_id, o.number, o.name, o.email, o.ordered_on, COALESCE(SUM(l.quantity), 0) AS units,
COALESCE(SUM(l.taken), 0) AS taken
FROM (SELECT * FROM orders WHERE shop_id = :s AND {which}) o
LEFT JOIN order_lines l ON l.shop_id = :s AND l.order_id = o.order_id
GROUP BY o.order_id, o.number, o.name, o.email, o.ordered_on ORDER BY o.order_id DESC"""
_PAGE = "order_id < :b ORDER BY order_id DESC LIMIT :n"


def list_orders(tx: Tx, shop_id: str, before: str, most: int) -> list[Listed]:
    """List orders from the one before the id `before` on (an id is less than Z)."""
    return _read(tx, _PAGE, {"s": shop_id, "b": before or "Z", "n": most})


def list_sought(tx: Tx, shop_id: str, sought: str, most: int, sees_people: bool) -> list[Listed]:
    """List the newest orders that are found by a text; who may not see people finds them by number alone."""
    ids = seek_ids(tx, shop_id, sought, most, sees_people)
    values = {f"o{place}": order_id for place, order_id in enumerate(ids)}
    return _read(tx, f"order_id IN ({', '.join(f':{name}' for name in values)})", {"s": shop_id, **values}) if ids else []


def _read(tx: Tx, which: str, values: Mapping[str, str | int]) -> list[Listed]:
    rows: Sequence[Row] = tx.all(_SELECT.format(which=which), **values)
    return [
        Listed(
            row["order_id"], row["number"], row["name"] or "", row["email"] or "", row["ordered_on"] or "",
            int(row["units"]), int(row["taken"]),
        )
        for row in rows
    ]  # fmt: skip
