"""Whether a chain of events is whole: what was changed, taken out, put in or moved shows at its place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sendback.journal.model import BEGINNING, chain_hash


class Break(StrEnum):
    """How an event does not fit; the word that `sendback journal verify --json` gives."""

    CHANGED = "changed"
    MISSING = "missing"
    APPENDED = "appended"
    HEAD_CHANGED = "head-changed"
    REWRITTEN = "rewritten"


SENTENCES: Mapping[Break, str] = {
    Break.CHANGED: "it, or its place, was changed: it does not follow from the one before",
    Break.MISSING: "it is missing",
    Break.APPENDED: "it was put behind the head by another way than the program's",
    Break.HEAD_CHANGED: "the head names another hash for it",
    Break.REWRITTEN: "it is not the one that the given head names: what came before it was written anew, or cut off",
}


Batch = tuple[Sequence[Mapping[str, Any]], int, str]
"""Rows in the order of their `seq`, and the head's place and hash in the same picture of the database."""


@dataclass(frozen=True, slots=True)
class Fault:
    """The first event that does not fit, and how."""

    seq: int
    what: Break

    def __str__(self) -> str:
        """Say it as a sentence."""
        return f"event {self.seq}: {SENTENCES[self.what]}"


def check_chain(batches: Iterable[Batch]) -> Fault | None:
    """Walk a chain in batches, the last one without rows; give the first event that does not fit, or None.

    Each batch brings the head as it was when its rows were read, so that a shop may go on while it is checked.
    """
    previous, expected = BEGINNING, 1
    for rows, head_seq, head_hash in batches:
        for row in rows:
            if row["seq"] != expected:
                return Fault(expected, Break.MISSING)
            if expected > head_seq:
                return Fault(expected, Break.APPENDED)
            facts = {key: value for key, value in row.items() if key != "hash"}
            if chain_hash(previous, facts) != row["hash"]:
                return Fault(expected, Break.CHANGED)
            previous, expected = row["hash"], expected + 1
        if not rows and expected <= head_seq:
            return Fault(expected, Break.MISSING)
        if not rows and previous != head_hash:
            return Fault(max(head_seq, 1), Break.HEAD_CHANGED)
    return None
