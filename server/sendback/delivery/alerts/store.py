"""Alerts in the database: questions to what they are about, less what somebody put off or away."""

from datetime import datetime, timedelta
from typing import Any

from sendback.database.model import Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.delivery.alerts.model import Alert, AlertKind
from sendback.delivery.alerts.sources_store import SOURCES, Source
from sendback.shops.terms import AlertSetting

HORIZON = timedelta(days=120)
"""How far back boxes are looked for: a label that nobody used for so long is no matter of today."""

MOST_COUNTED = 1000
"""Who has so many cannot tell them apart: counting stops there, so that every page stays quick."""

_MARKED = """LEFT JOIN alert_marks m
ON m.shop_id = x.shop_id AND m.kind = :k AND m.subject = {subject} AND m.since = {since}"""
_SHOWN = "(m.subject IS NULL OR m.until <= :n)"
_PUT_OFF = "m.until > :n"


def list_alerts(
    tx: Tx,
    shop_id: str,
    rules: AlertSetting,
    kind: AlertKind,
    now: datetime,
    after: str = "",
    most: int = 50,
    put_off: bool = False,
) -> list[Alert]:
    """List alerts of one kind, the longest standing first, from the place `after` on; or those that were put off."""
    days = getattr(rules, kind.value)
    if days is None:
        return []
    source, (since, _, subject) = SOURCES[kind], after.partition(".")
    further = f"AND ({source.since} > :a OR {source.since} = :a AND {source.subject} > :b)" if subject else ""
    place = {"a": int(since), "b": subject} if subject and since.isdigit() else {}
    rows = tx.all(
        f"""SELECT {source.subject} AS subject, {source.number} AS number, {source.since} AS since, m.until
        {_where(source, put_off)} {further if place else ""}
        ORDER BY {source.since}, {source.subject} LIMIT :most""",
        **_values(shop_id, kind, source, days, now), **place, most=most,
    )  # fmt: skip
    return [
        Alert(kind, row["subject"], row["number"], from_epoch(row["since"]), from_epoch(row["until"]) if put_off else None)
        for row in rows
    ]


def count_alerts(tx: Tx, shop_id: str, rules: AlertSetting, kind: AlertKind, now: datetime, put_off: bool = False) -> int:
    """Count the alerts of one kind, `MOST_COUNTED` at most."""
    days = getattr(rules, kind.value)
    if days is None:
        return 0
    source = SOURCES[kind]
    row = tx.one(
        f"SELECT COUNT(*) AS n FROM (SELECT 1 AS one {_where(source, put_off)} LIMIT :most) counted",
        **_values(shop_id, kind, source, days, now), most=MOST_COUNTED,
    )  # fmt: skip
    return int(row["n"]) if row else 0


def find_alert(tx: Tx, shop_id: str, rules: AlertSetting, kind: AlertKind, subject: str, now: datetime) -> Alert | None:
    """Find one alert that stands, whether or not it was put off."""
    days, source = getattr(rules, kind.value), SOURCES[kind]
    if days is None:
        return None
    row = tx.one(
        f"""SELECT {source.number} AS number, {source.since} AS since FROM {source.rows}
        WHERE x.shop_id = :s AND {source.is_open} AND {source.since} <= :t AND {source.subject} = :u""",
        s=shop_id, t=to_epoch(now - timedelta(days=days)), u=subject,
    )  # fmt: skip
    return Alert(kind, subject, row["number"], from_epoch(row["since"])) if row else None


def save_mark(tx: Tx, shop_id: str, alert: Alert, until: datetime | None, actor: str, now: datetime) -> None:
    """Remember until when an alert is put off, or that it is put away; what was said of it last counts."""
    tx.run(
        """INSERT INTO alert_marks (shop_id, kind, subject, since, until, made_by, made_at) VALUES (:s, :k, :u, :c, :t, :m, :n)
        ON CONFLICT (shop_id, kind, subject) DO UPDATE
        SET since = excluded.since, until = excluded.until, made_by = excluded.made_by, made_at = excluded.made_at""",
        s=shop_id, k=alert.kind.value, u=alert.subject, c=to_epoch(alert.since), t=to_epoch(until) if until else None,
        m=actor, n=to_epoch(now),
    )  # fmt: skip


def _where(source: Source, put_off: bool) -> str:
    marked = _MARKED.format(subject=source.subject, since=source.since)
    lately = f"AND {source.since} >= :h" if source.ends else ""
    return f"""FROM {source.rows} {marked} WHERE x.shop_id = :s AND {source.is_open}
    AND {source.since} <= :t {lately} AND {_PUT_OFF if put_off else _SHOWN}"""


def _values(shop_id: str, kind: AlertKind, source: Source, days: int, now: datetime) -> dict[str, Any]:
    values = {"s": shop_id, "k": kind.value, "t": to_epoch(now - timedelta(days=days)), "n": to_epoch(now)}
    return {**values, **({"h": to_epoch(now - HORIZON)} if source.ends else {})}
