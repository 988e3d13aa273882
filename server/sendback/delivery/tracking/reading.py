"""Making a carrier's words fit to be kept: a clock that cannot be believed, texts without end, another box's past."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sendback.carriers.model import Milestone, TrackingEvent
from sendback.delivery.tracking.model import LONGEST
from sendback.returns.parcels import Parcel

MOST_EVENTS = 200
"""So many are kept of one box: a journey has some dozens."""
_TEXT, _PLACE = 200, 100
_BEFORE = timedelta(days=2)
"""What is older than the box by more was said of another that had its number before: carriers use numbers again."""


@dataclass(frozen=True, slots=True)
class Word:
    """One event as it is kept; `mark` is the same for whoever says the same again."""

    mark: str
    at: datetime
    milestone: Milestone
    text: str
    place: str


def read_words(parcel: Parcel, events: Sequence[TrackingEvent], now: datetime) -> list[Word]:
    """Read what is told of a box, oldest first; no moment lies before the box was made, and none in the future."""
    begun = parcel.bought_at or parcel.created_at
    own = [event for event in events if event.at is None or event.at >= begun - _BEFORE]
    words = [_read(event, min(begun, now), now) for event in own[-MOST_EVENTS:]]
    return sorted(words, key=lambda word: word.at)


def read_estimate(events: Sequence[TrackingEvent], today: date) -> date | None:
    """Read the day that the carrier named last; None where it named none, or one that cannot be meant."""
    named = [event.expected_on for event in events if event.expected_on is not None]
    return named[-1] if named and today <= named[-1] <= today + LONGEST else None


def _read(event: TrackingEvent, earliest: datetime, now: datetime) -> Word:
    text, place = _clean(event.text, _TEXT), _clean(event.place, _PLACE)
    said = "\n".join((event.at.isoformat() if event.at else "", event.milestone, text, place))
    at = now if event.at is None else max(earliest, min(event.at, now))
    return Word(hashlib.sha256(said.encode()).hexdigest()[:32], at, event.milestone, text, place)


def _clean(text: str, most: int) -> str:
    """Keep what can be printed; half a character of a pair cannot even be stored."""
    return "".join(letter if letter.isprintable() else " " for letter in text).strip()[:most]
