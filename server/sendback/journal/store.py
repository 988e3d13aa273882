"""Writing events beside the change they tell of, and checking the chain."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sendback.database.ids import new_id
from sendback.database.model import Database, Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.journal.checking import Batch, Break, Fault, check_chain
from sendback.journal.heads import Head
from sendback.journal.model import BEGINNING, Event, Happening, chain_hash

_HEAD = """UPDATE shop_heads SET journal_seq = journal_seq + :n WHERE shop_id = :shop_id
RETURNING journal_seq - :n AS seq, journal_hash"""
_PLACE = "SELECT COALESCE(MAX(subject_seq), 0) AS n FROM journal WHERE shop_id = :shop_id AND subject = :subject"
_INSERT = """INSERT INTO journal (shop_id, seq, event_id, type, subject, subject_seq, at, actor, body, hash)
VALUES (:shop_id, :seq, :event_id, :type, :subject, :subject_seq, :at, :actor, :body, :hash)"""


def open_journal(tx: Tx, shop_id: str) -> None:
    """Give a new shop its empty chain and its RMA counter."""
    tx.run(
        "INSERT INTO shop_heads (shop_id, rma_last, journal_seq, journal_hash, acted_seq) VALUES (:s, 10000000, 0, :h, 0)",
        s=shop_id,
        h=BEGINNING,
    )


def record(tx: Tx, shop_id: str, type_: str, subject: str, body: Mapping[str, Any], actor: str, now: datetime) -> None:
    """Append one event in the caller's transaction."""
    record_all(tx, shop_id, [Happening(type_, subject, body)], actor, now)


def record_all(tx: Tx, shop_id: str, happenings: Sequence[Happening], actor: str, now: datetime) -> None:
    """Append events, in order, in the caller's transaction.

    Taking the head row first serializes a shop's writers on PostgreSQL; on SQLite they already stand in line.
    """
    head = tx.one(_HEAD, shop_id=shop_id, n=len(happenings))
    assert head is not None, "a shop has a head row from its first transaction"
    previous, places, rows = str(head["journal_hash"]), _Places(tx, shop_id), []
    for seq, happening in enumerate(happenings, int(head["seq"]) + 1):
        facts = {
            "shop_id": shop_id,
            "seq": seq,
            "event_id": new_id(),
            "type": happening.type,
            "subject": happening.subject,
            "subject_seq": places.next(happening.subject),
            "at": to_epoch(now),
            "actor": actor,
            "body": json.dumps(happening.body, sort_keys=True, separators=(",", ":"), ensure_ascii=False),
        }
        previous = chain_hash(previous, facts)
        rows.append({**facts, "hash": previous})
    tx.run_many(_INSERT, rows)
    tx.run("UPDATE shop_heads SET journal_hash = :h WHERE shop_id = :shop_id", h=previous, shop_id=shop_id)


class _Places:
    """Count each subject's events, asking the database once per subject."""

    def __init__(self, tx: Tx, shop_id: str) -> None:
        self._tx, self._shop_id = tx, shop_id
        self._last: dict[str, int] = {}

    def next(self, subject: str) -> int:
        if subject not in self._last:
            row = self._tx.one(_PLACE, shop_id=self._shop_id, subject=subject)
            self._last[subject] = int(row["n"]) if row else 0
        self._last[subject] += 1
        return self._last[subject]


def list_events(tx: Tx, shop_id: str, subject: str) -> list[Event]:
    """List what happened to one subject, oldest first."""
    rows = tx.all("SELECT * FROM journal WHERE shop_id = :s AND subject = :u ORDER BY subject_seq", s=shop_id, u=subject)
    return [_event(row) for row in rows]


def list_events_after(tx: Tx, shop_id: str, seq: int, most: int) -> list[Event]:
    """List a shop's events that follow `seq`, oldest first."""
    rows = tx.all("SELECT * FROM journal WHERE shop_id = :s AND seq > :q ORDER BY seq LIMIT :n", s=shop_id, q=seq, n=most)
    return [_event(row) for row in rows]


def find_broken_link(database: Database, shop_id: str) -> Fault | None:
    """Walk a shop's whole chain; give the first event that does not fit, or None."""
    return check_chain(_walk(database, shop_id))


def read_head(tx: Tx, shop_id: str, now: datetime) -> Head:
    """Read up to where a shop's journal goes now."""
    row = tx.one("SELECT journal_seq, journal_hash FROM shop_heads WHERE shop_id = :s", s=shop_id)
    assert row is not None, "a shop has a head row from its first transaction"
    return Head(shop_id, row["journal_seq"], row["journal_hash"], now)


def find_rewriting(tx: Tx, head: Head) -> Fault | None:
    """Say whether the event that an older head names is still the same; with a chain that holds, so is all before it."""
    if head.seq == 0:
        return None if head.hash == BEGINNING else Fault(1, Break.REWRITTEN)
    row = tx.one("SELECT hash FROM journal WHERE shop_id = :s AND seq = :q", s=head.shop_id, q=head.seq)
    return None if row and row["hash"] == head.hash else Fault(head.seq, Break.REWRITTEN)


def _walk(database: Database, shop_id: str) -> Iterator[Batch]:
    last, rows = 0, None
    while rows is None or rows:
        rows, head_seq, head_hash = database.read(_read_batch, shop_id, last)
        yield rows, head_seq, head_hash
        last = rows[-1]["seq"] if rows else last


def _read_batch(tx: Tx, shop_id: str, after: int) -> Batch:
    head = tx.one("SELECT journal_seq, journal_hash FROM shop_heads WHERE shop_id = :s", s=shop_id)
    assert head is not None, "a shop has a head row from its first transaction"
    rows = tx.all("SELECT * FROM journal WHERE shop_id = :s AND seq > :q ORDER BY seq LIMIT 1000", s=shop_id, q=after)
    return rows, head["journal_seq"], head["journal_hash"]


def _event(row: Row) -> Event:
    facts = {**row, "at": from_epoch(row["at"]), "body": json.loads(row["body"])}
    return Event(**facts)
