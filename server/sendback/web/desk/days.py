"""Days as they are typed, or stand in an address."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo


def begin_day(text: str, zone: tzinfo, days: int = 0) -> datetime | None:
    """Say when a day began in the shop's zone, or the one so many days later; None for what is no day.

    >>> begin_day("2026-11-27", UTC, days=1), begin_day("soon", UTC)
    (datetime.datetime(2026, 11, 28, 0, 0, tzinfo=datetime.timezone.utc), None)
    """
    try:
        day = date.fromisoformat(text) + timedelta(days=days)
        return datetime.combine(day, time(), zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
