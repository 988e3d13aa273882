"""What became of each order of a file, and what it was before."""

from collections.abc import Sequence
from dataclasses import dataclass

from sendback.database.model import Tx
from sendback.orders.intake.stages import Outcome


@dataclass(frozen=True, slots=True)
class Met:
    """One order of a file, by its number as compared; `order_id` and `before` once it was saved."""

    number_key: str
    first_row: int
    outcome: Outcome
    state: str = "planned"
    order_id: str = ""
    before: str = ""
    reason: str = ""


def find_met(tx: Tx, shop_id: str, import_id: str, number_key: str) -> Met | None:
    """Find what is known of one order of a file."""
    row = tx.one(
        "SELECT * FROM import_orders WHERE shop_id = :s AND import_id = :i AND number_key = :k",
        s=shop_id, i=import_id, k=number_key,
    )  # fmt: skip
    return _met(dict(row)) if row else None


def add_met(tx: Tx, shop_id: str, import_id: str, met: Sequence[Met]) -> None:
    """Write down the orders that were met in a file."""
    tx.run_many(
        """INSERT INTO import_orders (shop_id, import_id, number_key, first_row, outcome, state)
        VALUES (:s, :i, :k, :r, :o, :t)""",
        [
            {"s": shop_id, "i": import_id, "k": one.number_key, "r": one.first_row, "o": one.outcome.value, "t": one.state}
            for one in met
        ],
    )


def save_met(tx: Tx, shop_id: str, import_id: str, met: Sequence[Met]) -> None:
    """Write down what became of orders."""
    tx.run_many(
        """UPDATE import_orders SET outcome = :o, state = :t, order_id = :d, before = :b, reason = :w
        WHERE shop_id = :s AND import_id = :i AND number_key = :k""",
        [
            {
                "o": one.outcome.value, "t": one.state, "d": one.order_id, "b": one.before, "w": one.reason,
                "s": shop_id, "i": import_id, "k": one.number_key,
            }
            for one in met
        ],
    )  # fmt: skip


def list_met(tx: Tx, shop_id: str, import_id: str, state: str, most: int) -> list[Met]:
    """List orders in one state."""
    rows = tx.all(
        """SELECT * FROM import_orders WHERE shop_id = :s AND import_id = :i AND state = :t
        ORDER BY number_key LIMIT :n""",
        s=shop_id, i=import_id, t=state, n=most,
    )  # fmt: skip
    return [_met(dict(row)) for row in rows]


def forget_before(tx: Tx, shop_id: str, import_id: str) -> None:
    """Forget what orders were before, what was wrong, and what the file was called: from then on the import stays."""
    for table in ("import_orders", "import_faults"):
        tx.run(f"DELETE FROM {table} WHERE shop_id = :s AND import_id = :i", s=shop_id, i=import_id)
    tx.run("UPDATE imports SET file_name = '' WHERE shop_id = :s AND import_id = :i", s=shop_id, i=import_id)


def _met(row: dict[str, object]) -> Met:
    return Met(
        str(row["number_key"]), int(str(row["first_row"])), Outcome(str(row["outcome"])), str(row["state"]),
        str(row["order_id"] or ""), str(row["before"] or ""), str(row["reason"]),
    )  # fmt: skip
