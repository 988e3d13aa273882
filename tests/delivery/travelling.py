"""Moving a return along as the dock and carriers do, for tests that stand below the dock."""

from datetime import datetime

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.database.times import to_epoch
from sendback.journal.store import record
from sendback.returns.model import Return, ReturnLine, Status


def take_in(tx: Tx, item: Return, now: datetime, parcel: int = 1) -> None:
    """Write a receipt as the dock does, and tell of it."""
    tx.run(
        """INSERT INTO receipts (shop_id, receipt_id, return_id, parcel, warehouse, made_by, made_at, seen_at)
        VALUES (:s, :i, :r, :p, 'main', 'worker', :n, :n)""",
        s=item.shop_id, i=new_id(), r=item.return_id, p=parcel, n=to_epoch(now),
    )  # fmt: skip
    _move(tx, item, Status.RECEIVED, now)
    record(tx, item.shop_id, "return.received", item.return_id, {"rma": item.rma, "parcel": parcel}, "worker", now)


def find(tx: Tx, item: Return, line: ReturnLine | None, outcome: str, quantity: int, now: datetime) -> None:
    """Write a finding as the dock does."""
    tx.run(
        """INSERT INTO inspections (shop_id, inspection_id, return_id, order_id, line_id, sku, title, outcome, quantity,
        warehouse, made_by, made_at, seen_at) VALUES (:s, :i, :r, :o, :l, '', :t, :c, :q, 'main', 'worker', :n, :n)""",
        s=item.shop_id, i=new_id(), r=item.return_id, o=item.order_id, l=line.line_id if line else "",
        t=line.title if line else "Scarf", c=outcome, q=quantity, n=to_epoch(now),
    )  # fmt: skip


def close(tx: Tx, item: Return, now: datetime) -> None:
    """Settle a return, and tell of it."""
    _move(tx, item, Status.CLOSED, now)
    record(tx, item.shop_id, "return.closed", item.return_id, {"rma": item.rma}, "worker", now)


def _move(tx: Tx, item: Return, status: Status, now: datetime) -> None:
    tx.run(
        """UPDATE returns SET status = :t, received_at = COALESCE(received_at, :n) WHERE shop_id = :s AND return_id = :r""",
        t=status.value, n=to_epoch(now), s=item.shop_id, r=item.return_id,
    )  # fmt: skip
