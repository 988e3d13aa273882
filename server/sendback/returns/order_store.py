"""The returns that have lines of one order, whatever became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sendback.database.model import Tx
from sendback.database.times import from_epoch
from sendback.returns.model import Status


@dataclass(frozen=True, slots=True)
class ReturnOfOrder:
    """One return as an order's page names it."""

    return_id: str
    rma: str
    status: Status
    created_at: datetime


def list_returns_of_order(tx: Tx, shop_id: str, order_id: str, most: int) -> Sequence[ReturnOfOrder]:
    """List the returns with lines of an order, newest first."""
    rows = tx.all(
        """SELECT DISTINCT r.return_id, r.rma, r.status, r.created_at FROM return_lines l
        JOIN returns r ON r.shop_id = l.shop_id AND r.return_id = l.return_id
        WHERE l.shop_id = :s AND l.order_id = :o ORDER BY r.return_id DESC LIMIT :n""",
        s=shop_id, o=order_id, n=most,
    )  # fmt: skip
    return [ReturnOfOrder(row["return_id"], row["rma"], Status(row["status"]), from_epoch(row["created_at"])) for row in rows]
