"""How many returns each of the last days saw: counted once an hour, and what came since for each page."""

import json
from collections import Counter
from datetime import date, datetime, timedelta, tzinfo

from sendback.database.model import Tx
from sendback.database.times import from_epoch, to_epoch

DAYS = 30
QUARTER_SECONDS = 900
"""A quarter of an hour: no time zone begins its day between two of them."""


def count_days(tx: Tx, shop_id: str, zone: tzinfo, last: date, days: int = DAYS) -> list[tuple[date, int]]:
    """Count the returns asked for on each of the last days of the shop's calendar, oldest first."""
    wanted = [last - timedelta(days=back) for back in reversed(range(days))]
    kept = tx.one("SELECT zone, until, days FROM day_figures WHERE shop_id = :s", s=shop_id)
    begin, counts = to_epoch(_midnight(wanted[0], zone)), Counter[str]()
    if kept and days <= DAYS and kept["zone"] == str(zone) and begin <= kept["until"] <= to_epoch(_midnight(last, zone, 1)):
        begin, counts = kept["until"], Counter(json.loads(kept["days"]))
    counts.update(_count_from(tx, shop_id, zone, begin))
    return [(day, counts[day.isoformat()]) for day in wanted]


def keep_days(tx: Tx, shop_id: str, zone: tzinfo, now: datetime) -> None:
    """Count them up to an hour ago, so that what was committed late is in one part or the other, and keep that for the pages."""
    until = to_epoch(now) // QUARTER_SECONDS * QUARTER_SECONDS - 3600
    begin = to_epoch(_midnight(now.astimezone(zone).date(), zone, 1 - DAYS))
    counts = _count_from(tx, shop_id, zone, begin, until)
    tx.run(
        """INSERT INTO day_figures (shop_id, zone, until, days) VALUES (:s, :z, :u, :d)
        ON CONFLICT (shop_id) DO UPDATE SET zone = excluded.zone, until = excluded.until, days = excluded.days""",
        s=shop_id, z=str(zone), u=until, d=json.dumps(counts),
    )  # fmt: skip


def _count_from(tx: Tx, shop_id: str, zone: tzinfo, begin: int, until: int | None = None) -> Counter[str]:
    ends = "AND created_at < :u" if until is not None else ""
    rows = tx.all(
        f"""SELECT created_at / {QUARTER_SECONDS} AS quarter, COUNT(*) AS n FROM returns
        WHERE shop_id = :s AND created_at >= :t {ends} GROUP BY 1""",
        s=shop_id, t=begin, **({"u": until} if until is not None else {}),
    )  # fmt: skip
    counts = Counter[str]()
    for row in rows:
        counts[from_epoch(int(row["quarter"]) * QUARTER_SECONDS).astimezone(zone).date().isoformat()] += int(row["n"])
    return counts


def _midnight(day: date, zone: tzinfo, later: int = 0) -> datetime:
    return datetime.combine(day + timedelta(days=later), datetime.min.time(), zone)
