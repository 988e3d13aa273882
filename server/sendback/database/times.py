"""Moments as the database keeps them: whole seconds since 1970, UTC."""

from datetime import UTC, datetime


def to_epoch(moment: datetime) -> int:
    """Write an aware moment as epoch seconds, cut to the second."""
    return int(moment.timestamp())


def from_epoch(seconds: int) -> datetime:
    """Read epoch seconds as an aware moment in UTC."""
    return datetime.fromtimestamp(seconds, UTC)
