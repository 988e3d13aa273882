"""What was found in the boxes of a return, as a shopper is told of it: which line, what, how many."""

from dataclasses import dataclass

from sendback.database.model import Tx
from sendback.shops.receiving import Outcome


@dataclass(frozen=True, slots=True)
class Found:
    """Units of a line that were found to be something; `line_id` is empty for what nobody announced."""

    order_id: str
    line_id: str
    title: str
    outcome: Outcome
    quantity: int


def list_found(tx: Tx, shop_id: str, return_id: str) -> list[Found]:
    """Sum what was found and not taken back, line by line."""
    rows = tx.all(
        """SELECT order_id, line_id, title, outcome, SUM(quantity) AS quantity FROM inspections
        WHERE shop_id = :s AND return_id = :r AND undone_at IS NULL
        GROUP BY order_id, line_id, title, outcome ORDER BY order_id, line_id, outcome, title""",
        s=shop_id, r=return_id,
    )  # fmt: skip
    return [Found(row["order_id"], row["line_id"], row["title"], Outcome(row["outcome"]), int(row["quantity"])) for row in rows]


def count_boxes_here(tx: Tx, shop_id: str, return_id: str) -> int:
    """Count the boxes of a return that were taken in."""
    row = tx.one(
        "SELECT COUNT(*) AS n FROM receipts WHERE shop_id = :s AND return_id = :r AND undone_at IS NULL", s=shop_id, r=return_id
    )
    return int(row["n"]) if row else 0
