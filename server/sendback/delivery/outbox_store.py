"""The outbox in the database: how far the journal was acted on, and what waits to be sent."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sendback.database.ids import new_id
from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.delivery.model import Job, Kind, State

LEASE = timedelta(minutes=5)
"""How long a claimed job is left alone: longer than any single try can take, so that only a crash gives it back."""

_INSERT = """INSERT INTO outbox (shop_id, job_id, kind, subject, body, state, due_at, attempts, last_error, created_at)
VALUES (:s, :j, :k, :u, :b, 'pending', :n, 0, '', :n)"""
_CLAIM = """UPDATE outbox SET due_at = :lease, attempts = attempts + 1
WHERE shop_id = :s AND job_id = (
  SELECT job_id FROM outbox WHERE shop_id = :s AND state = 'pending' AND due_at <= :n AND kind {lane}
  ORDER BY due_at, job_id LIMIT 1 {skip_locked}) RETURNING *"""
# `= (…)` and not `IN (…)`: PostgreSQL may run the latter once per row, and would lease jobs that nobody then sends.
_LANES = {True: "LIKE 'mail.%'", False: "NOT LIKE 'mail.%'"}
_SKIP_LOCKED = {"postgres": "FOR UPDATE SKIP LOCKED", "sqlite": ""}  # SQLite's writers stand in line anyway


def list_shops_to_act_on(tx: Tx) -> list[str]:
    """List the shops whose journals have events that the outbox has not seen."""
    return [row["shop_id"] for row in tx.all("SELECT shop_id FROM shop_heads WHERE acted_seq < journal_seq ORDER BY shop_id")]


def list_shops_with_due_jobs(tx: Tx, now: datetime, mail: bool = True) -> list[str]:
    """List the shops that have something to send now, or some errand to run."""
    due = f"SELECT DISTINCT shop_id FROM outbox WHERE state = 'pending' AND due_at <= :n AND kind {_LANES[mail]} ORDER BY shop_id"
    rows = tx.all(due, n=to_epoch(now))
    return [row["shop_id"] for row in rows]


def lock_cursor(tx: Tx, shop_id: str) -> int | None:
    """Return the last event acted on and keep others out until the end of the transaction; None when there is no newer."""
    row = tx.one(
        "UPDATE shop_heads SET acted_seq = acted_seq WHERE shop_id = :s AND acted_seq < journal_seq RETURNING acted_seq",
        s=shop_id,
    )
    return int(row["acted_seq"]) if row else None


def read_cursor(tx: Tx, shop_id: str) -> int:
    """Read which event of a shop was acted on last."""
    row = tx.one("SELECT acted_seq FROM shop_heads WHERE shop_id = :s", s=shop_id)
    return int(row["acted_seq"]) if row else 0


def move_cursor(tx: Tx, shop_id: str, seq: int) -> None:
    """Remember that everything up to `seq` was acted on."""
    tx.run("UPDATE shop_heads SET acted_seq = :q WHERE shop_id = :s", q=seq, s=shop_id)


def add_job(
    tx: Tx, shop_id: str, kind: Kind, subject: str, now: datetime, body: Mapping[str, Any] | None = None, job_id: str = ""
) -> str:
    """Put a message into the outbox, due at once, and return the job's id."""
    chosen = job_id or new_id()
    tx.run(_INSERT, s=shop_id, j=chosen, k=kind.value, u=subject, b=json.dumps(body or {}), n=to_epoch(now))
    return chosen


def claim_job(tx: Tx, engine: str, shop_id: str, now: datetime, mail: bool = True) -> Job | None:
    """Take the mail, or errand, that is due longest and lease it; its try counts from now on, so that a crash counts as one."""
    claim = _CLAIM.format(skip_locked=_SKIP_LOCKED[engine], lane=_LANES[mail])
    row = tx.one(claim, s=shop_id, n=to_epoch(now), lease=to_epoch(now + LEASE))
    return _job(row) if row else None


def delete_job(tx: Tx, shop_id: str, job_id: str) -> bool:
    """Take a job out; False when it is out already."""
    return bool(tx.run("DELETE FROM outbox WHERE shop_id = :s AND job_id = :j", s=shop_id, j=job_id))


def save_failure(tx: Tx, job: Job, state: State, due_at: datetime, attempts: int, error: str) -> bool:
    """Write down that a try failed; False when the lease ran out and somebody else has the job."""
    changed = tx.run(
        """UPDATE outbox SET state = :state, due_at = :due, attempts = :attempts, last_error = :error
        WHERE shop_id = :s AND job_id = :j AND attempts = :mine AND state = 'pending'""",
        state=state.value, due=to_epoch(due_at), attempts=attempts, error=error,
        s=job.shop_id, j=job.job_id, mine=job.attempts,
    )  # fmt: skip
    return bool(changed)


def revive_job(tx: Tx, shop_id: str, job_id: str, now: datetime) -> Job | None:
    """Make a dead job pending and due, with all its tries before it; None when there is no such dead job."""
    row = tx.one(
        """UPDATE outbox SET state = 'pending', due_at = :n, attempts = 0
        WHERE shop_id = :s AND job_id = :j AND state = 'dead' RETURNING *""",
        n=to_epoch(now), s=shop_id, j=job_id,
    )  # fmt: skip
    return _job(row) if row else None


def list_jobs(tx: Tx, shop_id: str, state: State, most: int = 100, after: str = "") -> list[Job]:
    """List a shop's jobs in one state, oldest first, from the one after the id `after` on."""
    rows = tx.all(
        "SELECT * FROM outbox WHERE shop_id = :s AND state = :t AND job_id > :a ORDER BY job_id LIMIT :n",
        s=shop_id, t=state.value, a=after, n=most,
    )  # fmt: skip
    return [_job(row) for row in rows]


def count_dead(tx: Tx, shop_id: str) -> int:
    """Count what failed for good and waits for a person."""
    row = tx.one("SELECT COUNT(*) AS n FROM outbox WHERE shop_id = :s AND state = 'dead'", s=shop_id)
    return int(row["n"]) if row else 0


def list_jobs_about(tx: Tx, shop_id: str, subject: str) -> list[Job]:
    """List what waits or failed for one return or order."""
    rows = tx.all("SELECT * FROM outbox WHERE shop_id = :s AND subject = :u ORDER BY job_id", s=shop_id, u=subject)
    return [_job(row) for row in rows]


def find_oldest_due(tx: Tx) -> datetime | None:
    """Find since when the longest waiting job of the installation is due."""
    row = tx.one("SELECT MIN(due_at) AS due FROM outbox WHERE state = 'pending'")
    return from_epoch(row["due"]) if row and row["due"] is not None else None


def list_sent(tx: Tx, shop_id: str, subject: str, since: datetime) -> Sequence[datetime]:
    """List when mails about one return went out to its shopper, oldest first."""
    rows = tx.all(
        """SELECT at, body FROM journal WHERE shop_id = :s AND subject = :u AND type = 'mail.sent' AND at > :t
        ORDER BY subject_seq""",
        s=shop_id, u=subject, t=to_epoch(since),
    )  # fmt: skip
    return [from_epoch(row["at"]) for row in rows if json.loads(row["body"]).get("kind") != Kind.APPROVAL]


def _job(row: Row) -> Job:
    names = ("shop_id", "job_id", "subject", "attempts", "last_error")
    facts: dict[str, Any] = {name: row[name] for name in names}
    return Job(
        **facts,
        kind=Kind(row["kind"]),
        body=json.loads(row["body"]),
        state=State(row["state"]),
        due_at=from_epoch(row["due_at"]),
        created_at=from_epoch(row["created_at"]),
    )
