"""Moments and days as people of the shop read them, in plain English."""

from datetime import date, datetime, tzinfo

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def write_moment(moment: datetime, zone: tzinfo) -> str:
    """Write a moment in the shop's own time: 24 Nov 2026, 12:00."""
    local = moment.astimezone(zone)
    return f"{write_day(local)}, {local:%H:%M}"


def write_day(day: date) -> str:
    """Write a day: 24 Nov 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
