"""The desk's inbox: statements about one number stand together, so that a thousand of them are one entry."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sendback.database.model import Tx
from sendback.database.times import to_epoch
from sendback.orders.normalize import norm_order
from sendback.withdrawals.model import Withdrawal
from sendback.withdrawals.store import get_withdrawal, read_withdrawal

MOST_BESIDE = 50


class View(StrEnum):
    """What the inbox can be narrowed to."""

    OPEN = "open"
    TO_CHECK = "to-check"
    UNMATCHED = "unmatched"
    DUE = "due"
    DONE = "done"


_WHERE = {
    View.OPEN: "handled_at IS NULL",
    View.TO_CHECK: "handled_at IS NULL AND tie = 'to-check'",
    View.UNMATCHED: "handled_at IS NULL AND tie = 'unmatched'",
    View.DUE: "handled_at IS NULL AND refunded_at IS NULL",
    View.DONE: "handled_at IS NOT NULL",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the inbox: a statement, and how many there are about its number; the oldest of them where money is due."""

    item: Withdrawal
    count: int


def list_inbox(tx: Tx, shop_id: str, view: View, before: str = "", most: int = 50) -> list[Entry]:
    """List entries, newest first from the one before an id on; money due is listed oldest first, for it is due first."""
    pick, order, past = ("MIN", "ASC", ">") if view is View.DUE else ("MAX", "DESC", "<")
    having = f"HAVING {pick}(withdrawal_id) {past} :b" if before else ""
    rows = tx.all(
        f"""SELECT {pick}(withdrawal_id) AS id, COUNT(*) AS n FROM withdrawals WHERE shop_id = :s AND {_WHERE[view]}
        GROUP BY number_key {having} ORDER BY {pick}(withdrawal_id) {order} LIMIT :n""",
        s=shop_id, n=most, **({"b": before} if before else {}),
    )  # fmt: skip
    return [Entry(get_withdrawal(tx, shop_id, row["id"]), int(row["n"])) for row in rows]


def count_views(tx: Tx, shop_id: str) -> dict[View, int]:
    """Count the statements in each view."""
    counts = ", ".join(f"COUNT(CASE WHEN {where} THEN 1 END) AS v{place}" for place, where in enumerate(_WHERE.values()))
    row = tx.one(f"SELECT {counts} FROM withdrawals WHERE shop_id = :s", s=shop_id)
    return {view: int(row[f"v{place}"]) if row else 0 for place, view in enumerate(_WHERE)}


def count_open(tx: Tx, shop_id: str) -> int:
    """Count the statements that nobody has finished with; every page of the desk asks, so it reads those alone."""
    row = tx.one("SELECT COUNT(*) AS n FROM withdrawals WHERE shop_id = :s AND handled_at IS NULL", s=shop_id)
    return int(row["n"]) if row else 0


def find_longest_unpaid(tx: Tx, shop_id: str) -> Withdrawal | None:
    """Find the open statement whose money is longest owed."""
    row = tx.one(
        """SELECT * FROM withdrawals WHERE shop_id = :s AND handled_at IS NULL AND refunded_at IS NULL
        ORDER BY received_at LIMIT 1""",
        s=shop_id,
    )
    return read_withdrawal(row) if row else None


def list_beside(tx: Tx, item: Withdrawal) -> list[Withdrawal]:
    """List the other open statements about the same number, newest first, as many as a page can show."""
    rows = tx.all(
        """SELECT * FROM withdrawals WHERE shop_id = :s AND number_key = :k AND withdrawal_id <> :w AND handled_at IS NULL
        ORDER BY withdrawal_id DESC LIMIT :n""",
        s=item.shop_id, k=norm_order(item.statement.order_number), w=item.withdrawal_id, n=MOST_BESIDE,
    )  # fmt: skip
    return [read_withdrawal(row) for row in rows]


def list_unpaid(tx: Tx, shop_id: str, received_until: datetime, most: int) -> list[Withdrawal]:
    """List open statements received until a moment whose money is not back, and of which the journal has not told."""
    rows = tx.all(
        """SELECT * FROM withdrawals WHERE shop_id = :s AND refunded_at IS NULL AND handled_at IS NULL AND due_told_at IS NULL
        AND received_at <= :t ORDER BY received_at LIMIT :n""",
        s=shop_id, t=to_epoch(received_until), n=most,
    )  # fmt: skip
    return [read_withdrawal(row) for row in rows]


def mark_told(tx: Tx, item: Withdrawal, now: datetime) -> None:
    """Remember that the journal told of a statement's money."""
    tx.run(
        "UPDATE withdrawals SET due_told_at = :n WHERE shop_id = :s AND withdrawal_id = :w",
        n=to_epoch(now), s=item.shop_id, w=item.withdrawal_id,
    )  # fmt: skip
