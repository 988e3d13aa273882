"""What a code on a box may be."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a code may be, in the order in which it is looked up."""

    QR = "qr"
    BOX = "box"
    RMA = "rma"
    SSCC = "sscc"
    TRACKING = "tracking"
    ORDER = "order"


class Sort(StrEnum):
    """What is said of a code that leads to nothing; of several, the first of these."""

    INCOMPLETE = "incomplete"
    """Its check digit is wrong, or it is shorter than such a number can be."""
    CODE = "code"
    ROUTING = "routing"
    """What a carrier sorts by: it says nothing of which parcel it is."""
    LINK = "link"
    """An address that is none of ours."""
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that a code may be, as compared; a QR names its shop, and a label the number of its box (else 0)."""

    kind: Kind
    text: str
    shop: str = ""
    box: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: what to look up, the likeliest first, and what to say if none of it is known."""

    sort: Sort
    candidates: tuple[Candidate, ...]


def gather(readings: list[Reading]) -> Reading:
    """Make one reading of several, each candidate once."""
    kinds, sorts = list(Kind), list(Sort)
    found = dict.fromkeys(each for reading in readings for each in reading.candidates)
    sort = min((reading.sort for reading in readings), key=sorts.index, default=Sort.EMPTY)
    return Reading(sort, tuple(sorted(found, key=lambda each: kinds.index(each.kind))))


@dataclass(frozen=True, slots=True)
class Known:
    """A box that nobody knew was taken in with the same code."""

    receipt_id: str
    made_by: str
    made_at: datetime
