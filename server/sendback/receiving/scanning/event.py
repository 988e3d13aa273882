"""What a device says that somebody did, and what it was answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

VERSION: Final = 1
"""Of an event's body. An app that is older or newer than this says so, and is looked at by somebody."""


class State(StrEnum):
    """What became of an event."""

    APPLIED = "applied"
    REFUSED = "refused"
    """It is kept with the reason, for the worker and the desk to see."""
    HELD = "held"
    """Somebody at the desk has to look at it."""
    DISCARDED = "discarded"
    """Somebody at the desk did."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing done at a dock, as the device tells it; `seen_at` is its clock put right, `shop` a slug or an id."""

    event_id: str
    number: int
    shop: str
    shift_id: str
    kind: str
    version: int
    device_at: datetime
    seen_at: datetime
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """What an event is answered with; `by` is a name to show."""

    state: State
    code: str = ""
    sentence: str = ""
    return_id: str = ""
    by: str = ""
    at: str = ""
    is_again: bool = False

    def as_json(self) -> dict[str, Any]:
        """Write it as it is kept."""
        return {"code": self.code, "sentence": self.sentence, "return_id": self.return_id, "by": self.by, "at": self.at}


@dataclass(frozen=True, slots=True)
class Kept:
    """An event as stored, in the shop whose parcel it is about."""

    shop_id: str
    event_id: str
    home: str
    device_id: str
    shift_id: str
    number: int
    kind: str
    body: Mapping[str, Any] = field(repr=False)
    device_at: datetime
    seen_at: datetime
    arrived_at: datetime
    said: Said
    digest: str
    """Of all that the device said, so that another event under the same id is noticed."""
