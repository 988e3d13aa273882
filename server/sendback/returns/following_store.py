"""Returns for whoever follows along: the newest first, or all that changed since a moment, oldest change first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sendback.database.model import Tx
from sendback.database.times import to_epoch
from sendback.orders.following_store import read_mark
from sendback.orders.normalize import norm_order
from sendback.returns.model import Return, Status
from sendback.returns.store import get_return

_OF_ORDER = """return_id IN (SELECT l.return_id FROM return_lines l JOIN orders o ON o.shop_id = l.shop_id
AND o.order_id = l.order_id WHERE l.shop_id = :s AND o.number_key = :order)"""
_OF_SKU = "return_id IN (SELECT l.return_id FROM return_lines l WHERE l.shop_id = :s AND l.sku = :sku)"


@dataclass(frozen=True, slots=True)
class ReturnsWanted:
    """Which returns: all that is given must hold; `after` is the mark of the last one seen."""

    status: Status | None = None
    order: str = ""
    sku: str = ""
    made_since: datetime | None = None
    since: datetime | None = None
    after: str = ""


def follow_returns(tx: Tx, shop_id: str, wanted: ReturnsWanted, most: int) -> list[Return]:
    """List returns, by their last change where `since` is given, else by when they were made."""
    where, values = _narrow(wanted)
    if wanted.since is not None:
        where.append("(updated_at > :second OR (updated_at = :second AND return_id > :last))")
        values |= read_mark(wanted.after, wanted.since)
    elif wanted.after:
        where.append("return_id < :last")
        values["last"] = wanted.after
    by = "return_id DESC" if wanted.since is None else "updated_at, return_id"
    statement = f"SELECT return_id FROM returns WHERE {' AND '.join(where)} ORDER BY {by} LIMIT :n"
    return [get_return(tx, shop_id, row["return_id"]) for row in tx.all(statement, s=shop_id, n=most, **values)]


def mark_return(item: Return, wanted: ReturnsWanted) -> str:
    """Mark a return's place in such a list."""
    return item.return_id if wanted.since is None else f"{to_epoch(item.updated_at)}-{item.return_id}"


def _narrow(wanted: ReturnsWanted) -> tuple[list[str], dict[str, Any]]:
    where, values = ["shop_id = :s"], dict[str, Any]()
    if wanted.status is not None:
        where.append("status = :status")
        values["status"] = wanted.status.value
    if wanted.order:
        where.append(_OF_ORDER)
        values["order"] = norm_order(wanted.order)
    if wanted.sku:
        where.append(_OF_SKU)
        values["sku"] = wanted.sku
    if wanted.made_since is not None:
        where.append("created_at >= :made")
        values["made"] = to_epoch(wanted.made_since)
    return where, values
