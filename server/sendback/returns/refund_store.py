"""The money that is due and was not given back."""

from collections.abc import Sequence

from sendback.database.model import Tx

_SUM = """SELECT COALESCE(o.currency, '') AS currency, SUM(CASE WHEN l.unit_price_minor IS NULL THEN 0
  WHEN l.unit_price_minor * l.quantity > l.fee_minor THEN l.unit_price_minor * l.quantity - l.fee_minor ELSE 0 END) AS due
FROM returns r CROSS JOIN return_lines l CROSS JOIN orders o
WHERE l.shop_id = r.shop_id AND l.return_id = r.return_id AND l.resolution IN ('refund', 'store_credit')
AND o.shop_id = l.shop_id AND o.order_id = l.order_id
AND r.shop_id = :s AND r.refund_due_at IS NOT NULL AND r.refunded_at IS NULL GROUP BY 1 ORDER BY 1"""


def sum_due(tx: Tx, shop_id: str) -> Sequence[tuple[str, int]]:
    """Sum what is due and not noted as given back, fees taken off, as (currency, minor units); unknown prices count as none."""
    return [(row["currency"], int(row["due"])) for row in tx.all(_SUM, s=shop_id) if row["due"]]
