"""The money that is due, that went back, or that is not due after all."""

from collections.abc import Sequence
from datetime import datetime

from sendback.database.model import Tx
from sendback.database.times import to_epoch

MOST_SUMMED = 1000
"""Who owes so many people needs no sum to begin, and no page waits for one."""
_DUE = "SELECT return_id FROM returns WHERE shop_id = :s AND refund_due_at IS NOT NULL AND refunded_at IS NULL LIMIT :n"
_SUM = f"""SELECT COALESCE(o.currency, '') AS currency, SUM(CASE WHEN l.unit_price_minor IS NULL THEN 0
  WHEN l.unit_price_minor * l.quantity > l.fee_minor THEN l.unit_price_minor * l.quantity - l.fee_minor ELSE 0 END) AS due
FROM ({_DUE}) r CROSS JOIN return_lines l CROSS JOIN orders o
WHERE l.shop_id = :s AND l.return_id = r.return_id AND l.resolution IN ('refund', 'store_credit')
AND o.shop_id = :s AND o.order_id = l.order_id GROUP BY 1 ORDER BY 1"""


def sum_due(tx: Tx, shop_id: str) -> Sequence[tuple[str, int]]:
    """Sum what is due and not noted as given back, fees taken off, as (currency, minor units); unknown prices count as none.

    Nothing where it is due to more than `MOST_SUMMED`.
    """
    row = tx.one(f"SELECT COUNT(*) AS n FROM ({_DUE}) few", s=shop_id, n=MOST_SUMMED + 1)
    if row is None or int(row["n"]) > MOST_SUMMED:
        return ()
    return [(row["currency"], int(row["due"])) for row in tx.all(_SUM, s=shop_id, n=MOST_SUMMED) if row["due"]]


def save_refund_due(tx: Tx, shop_id: str, return_id: str, now: datetime) -> bool:
    """Store since when money is due, once: False when it was stored before, or somebody said that nothing is."""
    return bool(
        tx.run(
            """UPDATE returns SET refund_due_at = :n WHERE shop_id = :s AND return_id = :r AND refund_due_at IS NULL
            AND refund_waived_at IS NULL""",
            n=to_epoch(now), s=shop_id, r=return_id,
        )
    )  # fmt: skip


def save_refunded(tx: Tx, shop_id: str, return_id: str, now: datetime) -> bool:
    """Store when money that was due went back, once: False where none is due, or it was stored before."""
    return bool(
        tx.run(
            """UPDATE returns SET refunded_at = :n WHERE shop_id = :s AND return_id = :r AND refund_due_at IS NOT NULL
            AND refunded_at IS NULL""",
            n=to_epoch(now), s=shop_id, r=return_id,
        )
    )  # fmt: skip


def save_waived(tx: Tx, shop_id: str, return_id: str, now: datetime) -> bool:
    """Store that nothing is due after all: False where nothing was, or it went back already."""
    return bool(
        tx.run(
            """UPDATE returns SET refund_due_at = NULL, refund_waived_at = :n WHERE shop_id = :s AND return_id = :r
            AND refund_due_at IS NOT NULL AND refunded_at IS NULL""",
            n=to_epoch(now), s=shop_id, r=return_id,
        )
    )  # fmt: skip
