"""What EasyPost tells when a tracker changes."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from sendback.carriers.model import Milestone, TrackingEvent
from sendback.delivery.tracking.naming_store import Named
from sendback.delivery.tracking.pushing import Word
from sendback.delivery.tracking.sources.fields import read_day, read_moment, read_parts, read_text

_MILESTONES: Mapping[str, Milestone] = MappingProxyType(
    {
        "pre_transit": Milestone.ANNOUNCED,
        "in_transit": Milestone.MOVING,
        "out_for_delivery": Milestone.MOVING,
        "available_for_pickup": Milestone.WAITING,
        "delivered": Milestone.DELIVERED,
        "return_to_sender": Milestone.STRAYED,
        "failure": Milestone.STRAYED,
    }
)


def read_easypost(told: Mapping[str, Any]) -> Sequence[Word]:
    """Read a tracker's details, oldest first."""
    if told.get("description") not in ("tracker.created", "tracker.updated"):
        return ()
    tracker = told.get("result")
    named = Named(tracking_number=read_text(tracker, "tracking_code"))
    if not named.tracking_number:
        raise ValueError("it names no tracking code")
    expected_on = read_day(read_text(tracker, "est_delivery_date"))
    return [Word(named, _read(detail, expected_on)) for detail in read_parts(tracker, "tracking_details")]


def _read(detail: Any, expected_on: date | None) -> TrackingEvent:
    place = detail.get("tracking_location") if isinstance(detail, Mapping) else None
    milestone = _MILESTONES.get(read_text(detail, "status"), Milestone.UNKNOWN)
    at = read_moment(read_text(detail, "datetime"))
    return TrackingEvent(at, milestone, read_text(detail, "message"), read_text(place, "city"), expected_on)
