"""What lies where, and what moved it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sendback.shops.receiving import Condition


class Cause(StrEnum):
    """Why something moved; the word that the ledger, the event and the files share."""

    INSPECTION = "inspection"
    UNDO = "undo"
    COUNT = "count"
    IMPORT = "import"
    MOVE = "move"
    TAKEN = "taken"
    """Out of the shop's stock: sold, given away, thrown away."""
    ADDED = "added"


class StockReason(StrEnum):
    """Why somebody changed what lies there; a few words to choose from, so that nobody's name is ever typed into a ledger."""

    COUNTED = "counted"
    FOUND = "found"
    LOST = "lost"
    BROKEN = "broken"
    SOLD = "sold"
    GIVEN = "given"
    SCRAPPED = "scrapped"


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A SKU at a place in a condition: what has one level. An empty place is no shelf that anybody named."""

    sku: str
    place: str
    condition: Condition


@dataclass(frozen=True, slots=True)
class Change:
    """What comes to a spot, or with a minus goes from it; `subject` is the inspection, the file or the id its sender gave it."""

    spot: Spot
    quantity: int
    because: Cause
    subject: str
    return_id: str | None = None
    reason: StockReason | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A change that was written into the ledger; it is never changed, what was wrong is moved back."""

    shop_id: str
    move_id: str
    spot: Spot
    quantity: int
    because: Cause
    subject: str
    return_id: str | None
    reason: StockReason | None
    made_by: str
    made_at: datetime

    @property
    def cause_says_it(self) -> bool:
        """Say whether the reason adds nothing: whoever counts has counted."""
        return self.reason is StockReason.COUNTED and self.because in (Cause.COUNT, Cause.IMPORT)


@dataclass(frozen=True, slots=True)
class Level:
    """How much lies at a spot, by all its moves."""

    spot: Spot
    quantity: int
    updated_at: datetime
