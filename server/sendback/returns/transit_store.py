"""How many days boxes are on their way, as this shop's own boxes were: learnt once a day from those that arrived."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, tzinfo
from statistics import median_low

from sendback.database.model import Tx
from sendback.database.times import from_epoch, to_epoch

USUAL_DAYS = 5
"""What is expected of a shop that knows nothing yet."""
LEAST_KNOWN = 20
"""From so many boxes on their median says more than a guess."""
_SINCE = timedelta(days=180)
_MOST = 5000
WHOLE_SHOP = ""
"""The country under which the days of all countries together stand."""


def find_transit_days(tx: Tx, shop_id: str, country: str) -> tuple[int, str]:
    """Find how many days a box from there takes, and by what that is known: `country`, `shop` or `usual`."""
    known = read_transit(tx, shop_id)
    if country and country in known:
        return known[country][0], "country"
    return (known[WHOLE_SHOP][0], "shop") if WHOLE_SHOP in known else (USUAL_DAYS, "usual")


def read_transit(tx: Tx, shop_id: str) -> Mapping[str, tuple[int, int]]:
    """Read what was learnt: days and how many boxes they come from, by country."""
    row = tx.one("SELECT transit FROM on_the_way WHERE shop_id = :s", s=shop_id)
    return {country: (days, boxes) for country, (days, boxes) in json.loads(row["transit"]).items()} if row else {}


def learn_transit(tx: Tx, shop_id: str, zone: tzinfo, now: datetime) -> None:
    """Learn anew from the boxes that were delivered last; those that were known only when they arrived taught nothing."""
    rows = tx.all(
        """SELECT p.seen_at, p.delivered_at, r.address FROM parcels p JOIN returns r
        ON r.shop_id = p.shop_id AND r.return_id = p.return_id
        WHERE p.shop_id = :s AND p.delivered_at >= :t AND p.expected_on <> '' ORDER BY p.delivered_at DESC LIMIT :n""",
        s=shop_id, t=to_epoch(now - _SINCE), n=_MOST,
    )  # fmt: skip
    took: dict[str, list[int]] = {}
    for row in rows:
        days = (_day(row["delivered_at"], zone) - _day(row["seen_at"], zone)).days
        for country in {WHOLE_SHOP, str(json.loads(row["address"]).get("country", ""))}:
            took.setdefault(country, []).append(days)
    tx.run(
        """INSERT INTO on_the_way (shop_id, counted_at, transit) VALUES (:s, 0, :j)
        ON CONFLICT (shop_id) DO UPDATE SET transit = excluded.transit""",
        s=shop_id, j=json.dumps(_middle(took.items())),
    )  # fmt: skip


def _middle(took: Iterable[tuple[str, list[int]]]) -> dict[str, tuple[int, int]]:
    return {country: (median_low(days), len(days)) for country, days in took if len(days) >= LEAST_KNOWN}


def _day(moment: int, zone: tzinfo) -> datetime:
    return datetime.combine(from_epoch(moment).astimezone(zone).date(), datetime.min.time())
