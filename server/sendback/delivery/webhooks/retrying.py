"""When a delivery is tried again, and how long an endpoint that fails is left in peace."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

WAITS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""After the first try, the second …: ten tries over 75 hours (Standard Webhooks, "Deliverability and reliability")."""

MOST_FAILURES = 20
"""So many failed tries in a row pause an endpoint."""

LONGEST_REST = timedelta(minutes=5)
LONGEST_ASKED = timedelta(hours=24)
GONE = 410
_MAY_ASK = (429, 503)


def wait_after(attempts: int) -> timedelta | None:
    """Return how long to wait after so many failed tries; None when it is tried no more.

    >>> wait_after(1), wait_after(9), wait_after(10)
    (datetime.timedelta(seconds=5), datetime.timedelta(days=1), None)
    """
    return WAITS[attempts - 1] if attempts <= len(WAITS) else None


def rest_after(failures: int) -> timedelta:
    """Return how long an endpoint rests after so many failures in a row: 2 s, doubling, at most 5 minutes.

    A receiver that is restarted is so not taken for a dead one, however much happens meanwhile.
    """
    return min(LONGEST_REST, timedelta(seconds=2 ** min(failures, 20)))


def read_retry_after(status: int, headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """Read how long a receiver asks to be left alone (RFC 9110, 10.2.3), at most a day; None where it asks nothing."""
    text = headers.get("retry-after", "").strip()
    if status not in _MAY_ASK or not text:
        return None
    if text.isascii() and text.isdecimal():
        asked = timedelta(seconds=min(int(text[:9]), int(LONGEST_ASKED.total_seconds())))
    else:
        try:
            asked = parsedate_to_datetime(text) - now
        except (ValueError, TypeError):  # no date, or one without a zone
            return None
    return max(timedelta(), min(asked, LONGEST_ASKED))
