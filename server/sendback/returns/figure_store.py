"""The figures of the desk's first page: how many returns a day, and what is on its way back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from sendback.database.model import Tx
from sendback.database.times import from_epoch, to_epoch

QUARTER_SECONDS = 900
"""A quarter of an hour: no time zone begins its day between two of them."""

ON_THE_WAY_DAYS = 30
"""A parcel that was handed over longer ago is not on its way: it is lost, or arrived and nobody said so."""

_ON_THE_WAY = """FROM parcels p JOIN returns r ON r.shop_id = p.shop_id AND r.return_id = p.return_id
WHERE p.shop_id = :s AND p.seen_at IS NOT NULL AND p.seen_at >= :t AND r.status = 'authorized' AND r.refund_due_at IS NULL"""
_VALUES = f"""SELECT COALESCE(o.currency, '') AS currency, SUM(l.quantity) AS units,
  SUM(l.quantity * COALESCE(l.unit_price_minor, 0)) AS value
FROM (SELECT DISTINCT p.shop_id, p.return_id {_ON_THE_WAY}) w
JOIN return_lines l ON l.shop_id = w.shop_id AND l.return_id = w.return_id
JOIN orders o ON o.shop_id = l.shop_id AND o.order_id = l.order_id GROUP BY 1 ORDER BY 1"""


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """What carriers have and the shop does not; `values` are (currency, minor units)."""

    parcels: int
    units: int
    values: Sequence[tuple[str, int]]


def count_days(tx: Tx, shop_id: str, zone: tzinfo, last: date, days: int) -> list[tuple[date, int]]:
    """Count the returns asked for on each of the last days of the shop's calendar, oldest first."""
    counts = {last - timedelta(days=back): 0 for back in reversed(range(days))}
    begin = datetime.combine(min(counts), datetime.min.time(), zone)
    rows = tx.all(
        f"""SELECT created_at / {QUARTER_SECONDS} AS quarter, COUNT(*) AS n FROM returns
        WHERE shop_id = :s AND created_at >= :t GROUP BY 1""",
        s=shop_id, t=to_epoch(begin),
    )  # fmt: skip
    for row in rows:
        day = from_epoch(int(row["quarter"]) * QUARTER_SECONDS).astimezone(zone).date()
        if day in counts:
            counts[day] += int(row["n"])
    return list(counts.items())


def find_on_the_way(tx: Tx, shop_id: str, now: datetime) -> OnTheWay:
    """Count what a carrier was seen to have and the shop does not have yet."""
    values = {"s": shop_id, "t": to_epoch(now - timedelta(days=ON_THE_WAY_DAYS))}
    row = tx.one(f"SELECT COUNT(*) AS n {_ON_THE_WAY}", **values)
    parcels = int(row["n"]) if row else 0
    rows = tx.all(_VALUES, **values) if parcels else []
    worth = [(row["currency"], int(row["value"])) for row in rows if row["value"]]
    return OnTheWay(parcels, sum(int(row["units"]) for row in rows), worth)
