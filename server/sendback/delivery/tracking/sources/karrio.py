"""What karrio's server tells when a tracker changes."""

from collections.abc import Mapping, Sequence
from typing import Any

from sendback.carriers.karrio_answers import MILESTONES
from sendback.carriers.model import Milestone, TrackingEvent
from sendback.delivery.tracking.naming_store import Named
from sendback.delivery.tracking.pushing import Word
from sendback.delivery.tracking.sources.fields import read_day, read_moment, read_parts, read_text

_EVENTS = ("tracker_created", "tracker_updated")


def read_karrio(told: Mapping[str, Any]) -> Sequence[Word]:
    """Read a tracker's events, oldest first."""
    if told.get("event") not in _EVENTS:
        return ()
    tracker = told.get("data")
    named = Named(tracking_number=read_text(tracker, "tracking_number"))
    if not named.tracking_number:
        raise ValueError("it names no tracking number")
    expected_on = read_day(read_text(tracker, "estimated_delivery"))
    events = [
        TrackingEvent(
            read_moment(read_text(event, "timestamp") or read_text(event, "date")),
            MILESTONES.get(read_text(event, "status"), Milestone.UNKNOWN),
            read_text(event, "description"),
            read_text(event, "location"),
            expected_on,
        )
        for event in read_parts(tracker, "events")
    ]
    return [Word(named, event) for event in events]
