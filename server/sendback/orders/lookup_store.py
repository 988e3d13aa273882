"""Where a shop is asked for orders that are not known, and the circuit breaker that spares it when it does not answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sendback.database.model import Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.journal.store import record

MOST_FAILURES, WITHIN, PAUSE = 5, timedelta(seconds=30), timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Lookup:
    """One shop's hook; `after_minutes` says from which age on news is asked for again, 0 for never."""

    url: str
    secret: str
    after_minutes: int
    open_until: datetime
    asked_at: datetime | None
    trouble: str


def lookup_place(shop_id: str) -> str:
    """Name the place a hook's secret is sealed to."""
    return f"order_lookups/{shop_id}"


def find_lookup(tx: Tx, shop_id: str) -> Lookup | None:
    """Find a shop's hook, if it has one."""
    row = tx.one("SELECT * FROM order_lookups WHERE shop_id = :s", s=shop_id)
    if row is None:
        return None
    asked_at = from_epoch(row["asked_at"]) if row["asked_at"] is not None else None
    return Lookup(row["url"], row["secret"], row["after_minutes"], from_epoch(row["open_until"]), asked_at, row["trouble"])


def save_lookup(tx: Tx, shop_id: str, url: str, sealed: str, after_minutes: int, actor: str, now: datetime) -> None:
    """Keep where and how the shop is asked; it is asked at once, whatever happened to an earlier address."""
    tx.run(
        """INSERT INTO order_lookups (shop_id, url, secret, after_minutes) VALUES (:s, :u, :x, :m)
        ON CONFLICT (shop_id) DO UPDATE SET url = excluded.url, secret = excluded.secret,
        after_minutes = excluded.after_minutes, failures = 0, open_until = 0, trouble = ''""",
        s=shop_id, u=url, x=sealed, m=after_minutes,
    )  # fmt: skip
    record(tx, shop_id, "order_lookup.saved", "settings", {"after_minutes": after_minutes}, actor, now)


def remove_lookup(tx: Tx, shop_id: str, actor: str, now: datetime) -> None:
    """Ask the shop no more."""
    if tx.run("DELETE FROM order_lookups WHERE shop_id = :s", s=shop_id):
        record(tx, shop_id, "order_lookup.removed", "settings", {}, actor, now)


def note_answer(tx: Tx, shop_id: str, now: datetime) -> None:
    """Remember that the shop answered: what failed before counts no more."""
    tx.run(
        "UPDATE order_lookups SET failures = 0, open_until = 0, trouble = '', asked_at = :n WHERE shop_id = :s",
        n=to_epoch(now), s=shop_id,
    )  # fmt: skip


def note_failure(tx: Tx, shop_id: str, trouble: str, now: datetime) -> None:
    """Count a failure; the fifth within half a minute lets nobody ask for a minute.

    In the database, for the processes of an installation are many and each would have to learn it anew.
    """
    tx.run(
        """UPDATE order_lookups SET trouble = :t, asked_at = :n,
        failures = CASE WHEN failed_at > :since THEN failures + 1 ELSE 1 END,
        failed_at = CASE WHEN failed_at > :since THEN failed_at ELSE :n END WHERE shop_id = :s""",
        t=trouble[:200], n=to_epoch(now), since=to_epoch(now - WITHIN), s=shop_id,
    )  # fmt: skip
    tx.run(
        "UPDATE order_lookups SET failures = 0, failed_at = 0, open_until = :u WHERE shop_id = :s AND failures >= :most",
        u=to_epoch(now + PAUSE), s=shop_id, most=MOST_FAILURES,
    )  # fmt: skip
