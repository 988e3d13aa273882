"""Counting in the database: each question reads one index, and no further than it is told to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sendback.database.model import Row, Tx
from sendback.database.times import to_epoch
from sendback.returns.model import BY_RIGHT

_COUNTED = "r.status NOT IN ('declined', 'canceled') AND r.because NOT LIKE :by_right"
"""Not what came to nothing, and not what a withdrawal brought back: to use a right counts against nobody."""
_BY_RIGHT = f'{{"rule":"{BY_RIGHT}"%'
_OF_ORDER = f"""SELECT DISTINCT r.return_id, r.rma, r.name FROM return_lines l
JOIN returns r ON r.shop_id = l.shop_id AND r.return_id = l.return_id
WHERE l.shop_id = :s AND l.order_id = :o AND {_COUNTED} ORDER BY r.return_id DESC LIMIT :n"""
_OF_EMAIL = f"""SELECT r.return_id, r.rma, r.name FROM returns r WHERE r.shop_id = :s AND r.email_key = :k AND r.created_at > :t
AND {_COUNTED} ORDER BY r.created_at DESC, r.return_id DESC LIMIT :n"""
_OF_ADDRESS = f"""SELECT r.return_id, r.rma, r.name FROM returns r WHERE r.shop_id = :s AND r.address_key = :k
AND r.created_at > :t AND {_COUNTED} ORDER BY r.created_at DESC, r.return_id DESC LIMIT :n"""
_WORTH = f"""SELECT SUM(l.quantity * l.unit_price_minor) AS worth FROM ({_OF_EMAIL}) r
JOIN return_lines l ON l.shop_id = :s AND l.return_id = r.return_id
JOIN orders o ON o.shop_id = :s AND o.order_id = l.order_id WHERE o.currency = :c"""


@dataclass(frozen=True, slots=True)
class Seen:
    """An earlier return that a fact counts."""

    return_id: str
    rma: str
    name: str


def list_of_order(tx: Tx, shop_id: str, order_id: str, most: int) -> Sequence[Seen]:
    """List the returns with lines of an order, newest first."""
    return _seen(tx.all(_OF_ORDER, s=shop_id, o=order_id, n=most, by_right=_BY_RIGHT))


def list_of_email(tx: Tx, shop_id: str, email_key: str, since: datetime, most: int) -> Sequence[Seen]:
    """List the returns of an e-mail address, newest first."""
    return _seen(tx.all(_OF_EMAIL, s=shop_id, k=email_key, t=to_epoch(since), n=most, by_right=_BY_RIGHT))


def list_of_address(tx: Tx, shop_id: str, address_key: str, since: datetime, most: int) -> Sequence[Seen]:
    """List the returns that came from an address, newest first."""
    return _seen(tx.all(_OF_ADDRESS, s=shop_id, k=address_key, t=to_epoch(since), n=most, by_right=_BY_RIGHT))


def sum_of_email(tx: Tx, shop_id: str, email_key: str, since: datetime, currency: str, most: int) -> int:
    """Sum what the newest returns of an e-mail address were worth in one currency."""
    row = tx.one(_WORTH, s=shop_id, k=email_key, t=to_epoch(since), c=currency, n=most, by_right=_BY_RIGHT)
    return int(row["worth"] or 0) if row else 0


def _seen(rows: list[Row]) -> list[Seen]:
    return [Seen(row["return_id"], row["rma"], row["name"]) for row in rows]
