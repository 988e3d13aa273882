"""The events of a shop, each chained to the one before."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

BEGINNING = "0" * 64
"""The hash before a shop's first event."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `body` holds names and codes, never personal data."""

    shop_id: str
    seq: int
    event_id: str
    type: str
    subject: str
    subject_seq: int
    at: datetime
    actor: str
    body: Mapping[str, Any]
    hash: str


@dataclass(frozen=True, slots=True)
class Happening:
    """An event about to be written; the journal gives it its place, its time and its hash."""

    type: str
    subject: str
    body: Mapping[str, Any]


def chain_hash(previous: str, facts: Mapping[str, Any]) -> str:
    """Hash the event's facts onto the previous hash: SHA-256(previous ‖ canonical JSON), in hexadecimal."""
    canonical = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(previous.encode() + canonical.encode()).hexdigest()
