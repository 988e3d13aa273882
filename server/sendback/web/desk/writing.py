"""How the desk writes moments, states and whereabouts in plain English."""

from datetime import date, datetime, tzinfo

from sendback.returns.model import Status

STATES: dict[Status, tuple[str, str]] = {
    Status.REQUESTED: ("Waiting for you", "warn"),
    Status.AUTHORIZED: ("Label ready", ""),
    Status.DECLINED: ("Declined", "off"),
    Status.CANCELED: ("Canceled", "off"),
    Status.CLOSED: ("Closed", "off"),
}
"""Each status as a person says it, and the tone of its badge."""

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def write_moment(moment: datetime, zone: tzinfo) -> str:
    """Write a moment in the shop's own time: 24 Nov 2026, 12:00."""
    local = moment.astimezone(zone)
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}, {local:%H:%M}"


def write_day(day: date) -> str:
    """Write a day: 24 Nov 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
