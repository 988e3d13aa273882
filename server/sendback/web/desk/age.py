"""How long something waits, as a person says it."""

from datetime import datetime, timedelta

_STEPS = ((timedelta(days=2), timedelta(days=1), "days"), (timedelta(hours=2), timedelta(hours=1), "hours"))


def say_age(since: datetime, now: datetime) -> str:
    """Say how long ago something was, roughly.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
    >>> say_age(noon, noon + timedelta(days=3, hours=5)), say_age(noon, noon + timedelta(minutes=119))
    ('3 days', '119 minutes')
    """
    age = now - since
    for least, unit, name in _STEPS:
        if age >= least:
            return f"{age // unit} {name}"
    minutes = max(1, age // timedelta(minutes=1))
    return f"{minutes} minutes" if minutes > 1 else "a minute"
