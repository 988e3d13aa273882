"""The money that is due and was not given back."""

from collections.abc import Sequence

from sendback.database.model import Tx

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
