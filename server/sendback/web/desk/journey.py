"""A box's journey as the desk shows it: where it is, when it should arrive, and the carrier's words, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from sendback.carriers.model import Milestone
from sendback.delivery.tracking.arriving import Why
from sendback.delivery.tracking.reading import Word
from sendback.returns.parcels import Parcel
from sendback.web.desk.carrier_pages import find_carrier_page
from sendback.web.moments import write_day, write_moment

MILESTONES = {
    Milestone.ANNOUNCED: "Announced to the carrier",
    Milestone.MOVING: "On the way",
    Milestone.WAITING: "Waits to be picked up",
    Milestone.DELIVERED: "Delivered",
    Milestone.STRAYED: "Astray or held",
    Milestone.UNKNOWN: "Told of",
}
HOW_KNOWN = {
    Why.HERE: "It stands here",
    Why.CARRIER_SAID: "The carrier told us",
    Why.NO_TRACKING: "Tracking does not work",
}
"""How somebody knows that a box arrived."""
_BY = {
    "carrier": "as the carrier says",
    "country": "as boxes from there took",
    "shop": "as your boxes took",
    "usual": "a guess",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was told: when, what, in whose words and where; words are empty for who may not see people."""

    at: str
    iso: str
    milestone: str
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Journey:
    """All of it; `where` says it in a line, `url` leads to the carrier's own page."""

    where: str
    steps: Sequence[Step]
    url: str
    can_arrive: bool


def show_journey(parcel: Parcel, words: Sequence[Word], zone: tzinfo, sees_words: bool, is_open: bool, is_here: bool) -> Journey:
    """Show what was heard of a box. Carriers name who signed, so their words are for those alone who may see people."""
    steps = [
        Step(
            write_moment(word.at, zone),
            word.at.isoformat(),
            MILESTONES[word.milestone],
            word.text if sees_words else "",
            word.place if sees_words else "",
        )
        for word in words
    ]
    url = find_carrier_page(parcel.carrier, parcel.tracking_number) if sees_words else ""
    where = "Taken in" if is_here else say_where(parcel, zone)
    return Journey(where, steps, url, is_open and not is_here and parcel.delivered_at is None)


def say_where(parcel: Parcel, zone: tzinfo) -> str:
    """Say in a line where a box is; empty while no carrier has it."""
    if parcel.delivered_at is not None:
        return f"Delivered {write_moment(parcel.delivered_at, zone)}"
    if parcel.seen_at is None:
        return MILESTONES[Milestone.ANNOUNCED] if parcel.milestone == Milestone.ANNOUNCED else ""
    where = MILESTONES[Milestone(parcel.milestone or Milestone.MOVING)]
    if parcel.expected_on is None:
        return where
    return f"{where}, expected {write_day(parcel.expected_on)} ({_BY.get(parcel.expected_by, '')})"
