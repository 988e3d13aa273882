"""The systems that tell of boxes by themselves, in the database, each with the secret that it proves itself by."""

from dataclasses import dataclass
from datetime import datetime

from sendback.database.model import Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.delivery.tracking.sources.kinds import SourceKind
from sendback.journal.store import record


@dataclass(frozen=True, slots=True)
class TrackingSource:
    """One of them: its sealed secret, when it was last heard, and what was wrong with its last message."""

    kind: SourceKind
    secret: str
    heard_at: datetime | None
    trouble: str


def secret_place(shop_id: str, kind: SourceKind) -> str:
    """Name the place a secret is sealed to."""
    return f"tracking_sources/{shop_id}/{kind.value}"


def find_source(tx: Tx, shop_id: str, kind: SourceKind) -> TrackingSource | None:
    """Find one that was set up."""
    row = tx.one("SELECT * FROM tracking_sources WHERE shop_id = :s AND source = :k", s=shop_id, k=kind.value)
    if row is None:
        return None
    heard_at = from_epoch(row["heard_at"]) if row["heard_at"] is not None else None
    return TrackingSource(kind, row["secret"], heard_at, row["trouble"])


def save_source(tx: Tx, shop_id: str, kind: SourceKind, sealed: str, actor: str, now: datetime) -> None:
    """Keep a secret, in place of an earlier one."""
    tx.run(
        """INSERT INTO tracking_sources (shop_id, source, secret, made_at) VALUES (:s, :k, :x, :n)
        ON CONFLICT (shop_id, source) DO UPDATE SET secret = excluded.secret, made_at = excluded.made_at, trouble = ''""",
        s=shop_id, k=kind.value, x=sealed, n=to_epoch(now),
    )  # fmt: skip
    record(tx, shop_id, "tracking_source.saved", "settings", {"source": kind.value}, actor, now)


def remove_source(tx: Tx, shop_id: str, kind: SourceKind, actor: str, now: datetime) -> None:
    """Believe a source no more."""
    if tx.run("DELETE FROM tracking_sources WHERE shop_id = :s AND source = :k", s=shop_id, k=kind.value):
        record(tx, shop_id, "tracking_source.removed", "settings", {"source": kind.value}, actor, now)


def note_heard(tx: Tx, shop_id: str, kind: SourceKind, trouble: str, now: datetime) -> None:
    """Remember when a source was heard, and what was wrong with what it said."""
    tx.run(
        "UPDATE tracking_sources SET heard_at = :n, trouble = :t WHERE shop_id = :s AND source = :k",
        n=to_epoch(now), t=trouble[:200], s=shop_id, k=kind.value,
    )  # fmt: skip
