"""What of a shop's returns is looked at, and in which order."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sendback.returns.awaited_store import Awaited
from sendback.returns.model import Status
from sendback.shops.resolutions import Resolution


class Sort(StrEnum):
    """In which order a list stands; the same word in its address."""

    NEWEST = "newest"
    OLDEST = "oldest"
    UPDATED = "updated"


@dataclass(frozen=True, slots=True)
class Filter:
    """What a return must be to be listed: everything that is given must hold, and one of the states."""

    states: tuple[Status, ...] = ()
    reason: str = ""
    """A reason's code, or `reason/closer` as `damaged/cracked`."""
    resolution: Resolution | None = None
    country: str = ""
    option: str = ""
    sku: str = ""
    created_from: datetime | None = None
    created_before: datetime | None = None
    waits_since: datetime | None = None
    """Waits for a decision, and was asked for no later than then."""
    unused_since: datetime | None = None
    """Has a bought label that no carrier saw, bought no later than then."""
    awaited: Awaited | None = None
    """Has such a box on its way or at the door."""
    warehouse: str = ""
    is_due: bool = False
    is_withdrawal: bool = False
    is_mismatched: bool = False
    sort: Sort = Sort.NEWEST

    @property
    def has_dates(self) -> bool:
        """Say whether it names days on which returns were asked for."""
        return self.created_from is not None or self.created_before is not None


@dataclass(frozen=True, slots=True)
class Search:
    """What was typed, and whether who typed it may look for people."""

    text: str = ""
    sees_people: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a list a page begins: after or before the mark of a row; neither is its beginning."""

    after: str = ""
    before: str = ""
