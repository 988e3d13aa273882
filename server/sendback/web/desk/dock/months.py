"""Whole months in a shop's own time, the newest first."""

from collections.abc import Iterator
from datetime import datetime, tzinfo

from sendback.web.moments import MONTHS


def list_months(now: datetime, zone: tzinfo, most: int) -> Iterator[tuple[str, datetime, datetime]]:
    """Give each month's name, when it began and when it ended; the one at hand has yet to end."""
    year, month = now.astimezone(zone).year, now.astimezone(zone).month
    for _ in range(most):
        following = (year + month // 12, month % 12 + 1)
        yield f"{MONTHS[month - 1]} {year}", datetime(year, month, 1, tzinfo=zone), datetime(*following, 1, tzinfo=zone)
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
