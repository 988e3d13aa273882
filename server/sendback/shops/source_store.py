"""Sources in the database."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.journal.store import record
from sendback.shops.sources import K, Source, SourceKind


def find_source(tx: Tx, shop_id: str, kind: K) -> Source[K] | None:
    """Find a source that was set up."""
    row = tx.one("SELECT * FROM sources WHERE shop_id = :s AND kind = :k", s=shop_id, k=kind.value)
    if row is None:
        return None
    heard_at = from_epoch(row["heard_at"]) if row["heard_at"] is not None else None
    return Source(kind, row["secret"], heard_at, row["trouble"])


def save_source(tx: Tx, shop_id: str, kind: SourceKind, sealed: str, actor: str, now: datetime) -> None:
    """Keep a source's secret, in place of an earlier one."""
    tx.run(
        """INSERT INTO sources (shop_id, kind, secret, made_at) VALUES (:s, :k, :x, :n)
        ON CONFLICT (shop_id, kind) DO UPDATE SET secret = excluded.secret, made_at = excluded.made_at, trouble = ''""",
        s=shop_id, k=kind.value, x=sealed, n=to_epoch(now),
    )  # fmt: skip
    record(tx, shop_id, f"{kind.area}_source.saved", "settings", {"source": kind.value}, actor, now)


def remove_source(tx: Tx, shop_id: str, kind: SourceKind, actor: str, now: datetime) -> None:
    """Believe a source no more."""
    if tx.run("DELETE FROM sources WHERE shop_id = :s AND kind = :k", s=shop_id, k=kind.value):
        record(tx, shop_id, f"{kind.area}_source.removed", "settings", {"source": kind.value}, actor, now)


def note_heard(tx: Tx, shop_id: str, kind: SourceKind, trouble: str, now: datetime) -> None:
    """Remember when a source was heard, and what was wrong with what it said."""
    tx.run(
        "UPDATE sources SET heard_at = :n, trouble = :t WHERE shop_id = :s AND kind = :k",
        n=to_epoch(now), t=trouble[:200], s=shop_id, k=kind.value,
    )  # fmt: skip
