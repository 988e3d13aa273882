"""The demo's orders as its own pages list them."""

import json
from dataclasses import dataclass
from datetime import date

from sendback.database.model import Row, Tx

_LIST = """SELECT o.number, o.name, o.address, o.delivered_on, SUM(l.quantity) AS units, SUM(l.taken) AS taken
FROM orders o JOIN order_lines l ON l.shop_id = o.shop_id AND l.order_id = o.order_id
WHERE o.shop_id = :s GROUP BY o.number, o.name, o.address, o.delivered_on ORDER BY o.number DESC LIMIT 500"""


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order in a list; `taken` units of it are in returns."""

    number: str
    name: str
    country: str
    postcode: str
    delivered_on: date | None
    units: int
    taken: int


def list_orders(tx: Tx, shop_id: str) -> list[OrderRow]:
    """List a shop's newest 500 orders."""
    return [_row(row) for row in tx.all(_LIST, s=shop_id)]


def _row(row: Row) -> OrderRow:
    address = json.loads(row["address"] or "{}")
    return OrderRow(
        number=row["number"],
        name=row["name"] or "",
        country=address.get("country", ""),
        postcode=address.get("postcode", ""),
        delivered_on=date.fromisoformat(row["delivered_on"]) if row["delivered_on"] else None,
        units=int(row["units"]),
        taken=int(row["taken"]),
    )
