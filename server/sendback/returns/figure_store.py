"""What is on its way back, for the desk's first page."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sendback.database.model import Tx
from sendback.database.times import from_epoch, to_epoch

ON_THE_WAY_DAYS = 30
"""A parcel that was handed over longer ago is not on its way: it is lost, or arrived and nobody said so."""

MOST_AT_ONCE = 500
"""So many parcels are counted for each page; where there are more, the worker counts them once an hour."""

_ON_THE_WAY = """FROM parcels p CROSS JOIN returns r
WHERE p.shop_id = :s AND p.seen_at IS NOT NULL AND p.seen_at >= :t AND r.shop_id = p.shop_id AND r.return_id = p.return_id
AND r.status = 'authorized' AND r.refund_due_at IS NULL"""
_VALUES = f"""SELECT COALESCE(o.currency, '') AS currency, SUM(l.quantity) AS units,
  SUM(l.quantity * COALESCE(l.unit_price_minor, 0)) AS value
FROM (SELECT DISTINCT p.shop_id, p.return_id {_ON_THE_WAY}) w CROSS JOIN return_lines l CROSS JOIN orders o
WHERE l.shop_id = :s AND l.return_id = w.return_id AND o.shop_id = :s AND o.order_id = l.order_id GROUP BY 1 ORDER BY 1"""
# CROSS JOIN keeps SQLite to the order in which it is written: from the few boxes to their lines, never through all lines.


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """What carriers have and the shop does not; `values` are (currency, minor units)."""

    parcels: int
    units: int
    values: Sequence[tuple[str, int]]
    counted_at: datetime | None = None
    """When it was counted, where that was not just now."""


def find_on_the_way(tx: Tx, shop_id: str, now: datetime) -> OnTheWay:
    """Count what a carrier was seen to have and the shop does not have yet; where that is much, as it was counted last."""
    row = tx.one(f"SELECT COUNT(*) AS n FROM (SELECT 1 AS one {_ON_THE_WAY} LIMIT {MOST_AT_ONCE}) few", **_since(shop_id, now))
    if row is None or int(row["n"]) < MOST_AT_ONCE:
        return count_on_the_way(tx, shop_id, now)
    kept = tx.one("SELECT * FROM on_the_way WHERE shop_id = :s", s=shop_id)
    if kept is None:
        return OnTheWay(MOST_AT_ONCE, 0, (), now)
    worth = [(currency, int(minor)) for currency, minor in json.loads(kept["worth"])]
    return OnTheWay(int(kept["parcels"]), int(kept["units"]), worth, from_epoch(kept["counted_at"]))


def count_on_the_way(tx: Tx, shop_id: str, now: datetime) -> OnTheWay:
    """Count it all, however much it is."""
    row = tx.one(f"SELECT COUNT(*) AS n {_ON_THE_WAY}", **_since(shop_id, now))
    rows = tx.all(_VALUES, **_since(shop_id, now))
    worth = [(row["currency"], int(row["value"])) for row in rows if row["value"]]
    return OnTheWay(int(row["n"]) if row else 0, sum(int(each["units"]) for each in rows), worth)


def keep_on_the_way(tx: Tx, shop_id: str, counted: OnTheWay, now: datetime) -> None:
    """Keep a count for the pages of the next hour."""
    tx.run(
        """INSERT INTO on_the_way (shop_id, parcels, units, worth, counted_at) VALUES (:s, :p, :u, :w, :n)
        ON CONFLICT (shop_id) DO UPDATE
        SET parcels = excluded.parcels, units = excluded.units, worth = excluded.worth, counted_at = excluded.counted_at""",
        s=shop_id, p=counted.parcels, u=counted.units, w=json.dumps(list(counted.values)), n=to_epoch(now),
    )  # fmt: skip


def _since(shop_id: str, now: datetime) -> dict[str, Any]:
    return {"s": shop_id, "t": to_epoch(now - timedelta(days=ON_THE_WAY_DAYS))}
