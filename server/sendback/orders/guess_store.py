"""Counting wrong proofs, and forgetting them when they no longer matter."""

from collections.abc import Sequence

from sendback.database.model import Tx
from sendback.orders.guessing import LONGEST, Subject

_BUCKET_SECONDS = 60
_LOCK = {"postgres": "SELECT pg_advisory_xact_lock(hashtextextended('guesses/' || :s, 0))", "sqlite": ""}


def stand_in_line(tx: Tx, engine: str, shop_id: str) -> None:
    """Keep out until the end of the transaction whoever else tries in this shop; SQLite's writers stand in line anyway."""
    if lock := _LOCK[engine]:
        tx.one(lock, s=shop_id)


def list_failures(tx: Tx, shop_id: str, subjects: Sequence[Subject], now: int) -> list[tuple[Subject, list[tuple[int, int]]]]:
    """List each subject's failures as (second, count) pairs, one per minute."""
    since = now - int(LONGEST.total_seconds())
    found = []
    for subject in subjects:
        rows = tx.all(
            "SELECT bucket, failures FROM guesses WHERE shop_id = :s AND subject = :u AND bucket > :t",
            s=shop_id, u=subject.digest, t=since,
        )  # fmt: skip
        found.append((subject, [(int(row["bucket"]), int(row["failures"])) for row in rows]))
    return found


def count_failure(tx: Tx, shop_id: str, subjects: Sequence[Subject], now: int) -> None:
    """Count one failure against every subject, and forget this shop's oldest."""
    bucket = now - now % _BUCKET_SECONDS
    for subject in subjects:
        tx.run(
            """INSERT INTO guesses (shop_id, subject, bucket, failures) VALUES (:s, :u, :b, 1)
            ON CONFLICT (shop_id, subject, bucket) DO UPDATE SET failures = guesses.failures + 1""",
            s=shop_id, u=subject.digest, b=bucket,
        )  # fmt: skip
    oldest = now - int(LONGEST.total_seconds()) - _BUCKET_SECONDS
    tx.run("DELETE FROM guesses WHERE shop_id = :s AND bucket < :t", s=shop_id, t=oldest)


def take_back(tx: Tx, shop_id: str, subjects: Sequence[Subject], now: int) -> None:
    """Uncount what was counted at `now` before it was known to be right."""
    for subject in subjects:
        tx.run(
            "UPDATE guesses SET failures = failures - 1 WHERE shop_id = :s AND subject = :u AND bucket = :b AND failures > 0",
            s=shop_id, u=subject.digest, b=now - now % _BUCKET_SECONDS,
        )  # fmt: skip


def measure_top_postcode(tx: Tx, shop_id: str) -> tuple[int, int]:
    """Return how many orders share the shop's most common postcode, and how many have one at all."""
    top = tx.one(
        """SELECT COUNT(*) AS n FROM orders WHERE shop_id = :s AND postcode_key IS NOT NULL
        GROUP BY postcode_key ORDER BY n DESC LIMIT 1""",
        s=shop_id,
    )
    every = tx.one("SELECT COUNT(*) AS n FROM orders WHERE shop_id = :s AND postcode_key IS NOT NULL", s=shop_id)
    return (int(top["n"]) if top else 0, int(every["n"]) if every else 0)
