"""Where codes are looked up in the database: equality on an index, a query for each shop and kind of code."""

from collections.abc import Iterable
from typing import Any, Final

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch
from sendback.receiving.scanning.model import Known

MOST_FOUND: Final = 20
"""How many returns one code may lead to: an order that came back often."""


def find_by_rma(tx: Tx, shop_id: str, rmas: Iterable[str]) -> list[str]:
    """Find returns by their RMA numbers."""
    return _list(tx, "SELECT return_id FROM returns WHERE shop_id = :s AND rma IN ({}) LIMIT :most", shop_id, rmas)


def find_by_tracking(tx: Tx, shop_id: str, keys: Iterable[str]) -> list[tuple[str, int]]:
    """Find boxes by what their carrier calls them, as (return, box): several where a carrier gave one number to all boxes."""
    found = _query(
        tx,
        """SELECT return_id, number FROM parcels WHERE shop_id = :s AND tracking_key <> '' AND tracking_key IN ({})
        ORDER BY return_id DESC, number LIMIT :most""",
        shop_id,
        keys,
    )
    return [(row["return_id"], row["number"]) for row in found]


def find_by_order(tx: Tx, shop_id: str, keys: Iterable[str]) -> list[str]:
    """Find returns with lines of these orders, the newest first."""
    return _list(
        tx,
        """SELECT DISTINCT l.return_id FROM orders o JOIN return_lines l ON l.shop_id = o.shop_id AND l.order_id = o.order_id
        WHERE o.shop_id = :s AND o.number_key IN ({}) ORDER BY l.return_id DESC LIMIT :most""",
        shop_id,
        keys,
    )


def find_unused(tx: Tx, shop_id: str, rmas: Iterable[str]) -> list[str]:
    """Find the numbers of orders whose label, sent along in their box, no return took."""
    found = _query(
        tx,
        """SELECT o.number FROM prepared_labels p JOIN orders o ON o.shop_id = p.shop_id AND o.order_id = p.order_id
        WHERE p.shop_id = :s AND p.rma IN ({}) AND p.return_id IS NULL LIMIT :most""",
        shop_id,
        rmas,
    )
    return [row["number"] for row in found]


def find_unknown(tx: Tx, shop_id: str, code: str) -> Known | None:
    """Find the box, taken in by somebody who knew no return for it, on which the same was read."""
    row = tx.one(
        """SELECT receipt_id, made_by, made_at FROM receipts WHERE shop_id = :s AND code = :c AND undone_at IS NULL
        AND return_id IS NULL LIMIT 1""",
        s=shop_id, c=code,
    )  # fmt: skip
    return Known(row["receipt_id"], row["made_by"], from_epoch(row["made_at"])) if row else None


def _list(tx: Tx, sql: str, shop_id: str, keys: Iterable[str]) -> list[str]:
    return [row["return_id"] for row in _query(tx, sql, shop_id, keys)]


def _query(tx: Tx, sql: str, shop_id: str, keys: Iterable[str]) -> list[Row]:
    values: dict[str, Any] = {f"k{place}": key for place, key in enumerate(keys)}
    if not values:
        return []
    return tx.all(sql.format(", ".join(f":{name}" for name in values)), s=shop_id, most=MOST_FOUND, **values)
