"""Fields of messages that others wrote, read with care: any may be missing or of another kind."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

MOST_CHARACTERS = 200


def read_text(told: Any, name: str) -> str:
    """Read a text, empty where there is none."""
    value = told.get(name) if isinstance(told, Mapping) else None
    return value[:MOST_CHARACTERS] if isinstance(value, str) else ""


def read_parts(told: Any, name: str) -> Sequence[Any]:
    """Read a list, empty where there is none."""
    value = told.get(name) if isinstance(told, Mapping) else None
    return value if isinstance(value, list) else ()


def read_moment(text: str) -> datetime | None:
    """Read a moment as UTC, which it is called where it does not say; None where it is none."""
    try:
        at = datetime.fromisoformat(text)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def read_day(text: str) -> date | None:
    """Read the day at the beginning of a text; None where there is none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
