"""Counting what comes: for each page where that is little, else once an hour."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.returns.arrivals import LONGEST, Arrival, Arrivals, Coming, judge
from sendback.returns.awaited_store import AT_DOOR, AWAITED, TRAVELS

MOST_AT_ONCE = 1500
"""So many boxes are looked at for each page; where carriers had more lately, the worker counts them once an hour."""

_WAYS = {Coming.EXPECTED: (TRAVELS, "p.expected_on"), Coming.AT_DOOR: (AT_DOOR, "''")}
_FIRST = """p.number = (SELECT MIN(q.number) FROM parcels q
WHERE q.shop_id = :s AND q.return_id = p.return_id AND q.state <> 'voided')"""
"""All of a return stands with its first box, for nobody knows what is in which."""
_LINES = f"""FROM (SELECT p.return_id, a.warehouse, {{}} AS day {AWAITED} AND {_FIRST}) w
CROSS JOIN return_lines l CROSS JOIN orders o
WHERE l.shop_id = :s AND l.return_id = w.return_id AND l.resolution <> 'keep' AND l.because NOT LIKE '%"outcome":"keep"%'
AND o.shop_id = :s AND o.order_id = l.order_id"""
_Place = tuple[str, str]


def find_arrivals(tx: Tx, shop_id: str, today: date, now: datetime) -> Arrivals:
    """Count what comes; where that is much, give it as it was counted last."""
    kept = None if _is_little(tx, shop_id, now) else tx.one("SELECT * FROM on_the_way WHERE shop_id = :s", s=shop_id)
    if kept is None or not kept["arrivals"]:
        return Arrivals(judge(count_arrivals(tx, shop_id, now), today))
    rows = [_read(row) for row in json.loads(kept["arrivals"])]
    return Arrivals(judge(rows, today), from_epoch(kept["counted_at"]))


def count_arrivals(tx: Tx, shop_id: str, now: datetime) -> list[Arrival]:
    """Count it all, however much it is; whether a day is over is not said yet."""
    values = {"s": shop_id, "lately": to_epoch(now - LONGEST)}
    return [row for state in _WAYS for row in _count(tx, state, values)]


def keep_arrivals(tx: Tx, shop_id: str, rows: list[Arrival], now: datetime) -> None:
    """Keep a count for the pages of the next hour."""
    told = [[row.state, row.day.isoformat() if row.day else "", row.warehouse, row.parcels, row.units, row.worth] for row in rows]
    tx.run(
        """INSERT INTO on_the_way (shop_id, arrivals, counted_at) VALUES (:s, :a, :n)
        ON CONFLICT (shop_id) DO UPDATE SET arrivals = excluded.arrivals, counted_at = excluded.counted_at""",
        s=shop_id, a=json.dumps(told), n=to_epoch(now),
    )  # fmt: skip


def claim_telling(tx: Tx, shop_id: str, day: date) -> bool:
    """Take the telling of a day to the shop's systems; of several workers one gets it, once."""
    return bool(
        tx.run(
            """INSERT INTO on_the_way (shop_id, counted_at, told_on) VALUES (:s, 0, :d)
            ON CONFLICT (shop_id) DO UPDATE SET told_on = excluded.told_on WHERE on_the_way.told_on < excluded.told_on""",
            s=shop_id, d=day.isoformat(),
        )
    )  # fmt: skip


def _is_little(tx: Tx, shop_id: str, now: datetime) -> bool:
    """Look whether few boxes travel, and few were delivered lately."""
    few = [
        f"SELECT * FROM (SELECT 1 AS one FROM parcels p WHERE p.shop_id = :s AND {test} LIMIT :n) few_{place}"
        for place, test in enumerate((TRAVELS, AT_DOOR))
    ]
    row = tx.one(
        f"SELECT COUNT(*) AS n FROM ({' UNION ALL '.join(few)}) both_kinds",
        s=shop_id, lately=to_epoch(now - LONGEST), n=MOST_AT_ONCE + 1,
    )  # fmt: skip
    return row is None or int(row["n"]) <= MOST_AT_ONCE


def _count(tx: Tx, state: Coming, values: Mapping[str, Any]) -> list[Arrival]:
    test, day = _WAYS[state]
    awaited = AWAITED.format(test)
    parcels = tx.all(f"SELECT a.warehouse, {day} AS day, COUNT(*) AS n {awaited} GROUP BY 1, 2", **values)
    lines = tx.all(
        f"""SELECT w.warehouse, w.day, COALESCE(o.currency, '') AS currency, SUM(l.quantity) AS units,
        SUM(l.quantity * COALESCE(l.unit_price_minor, 0)) AS worth {_LINES.format(day, test)} GROUP BY 1, 2, 3 ORDER BY 3""",
        **values,
    )
    by_place: dict[_Place, list[Row]] = {}
    for line in lines:
        by_place.setdefault((line["warehouse"], line["day"]), []).append(line)
    return [_arrival(state, row, by_place.get((row["warehouse"], row["day"]), [])) for row in parcels]


def _arrival(state: Coming, row: Row, lines: list[Row]) -> Arrival:
    worth = [(line["currency"], int(line["worth"])) for line in lines if line["worth"] and line["currency"]]
    units = sum(int(line["units"]) for line in lines)
    return Arrival(state, _day(row["day"]), row["warehouse"], int(row["n"]), units, worth)


def _read(row: list[Any]) -> Arrival:
    state, day, warehouse, parcels, units, worth = row
    return Arrival(Coming(state), _day(day), warehouse, parcels, units, [(currency, minor) for currency, minor in worth])


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
