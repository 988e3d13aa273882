"""When a carrier is asked for a box again: seldom while nobody has it, often while it moves, never once it arrived."""

from datetime import datetime, timedelta

from sendback.returns.arrivals import LONGEST
from sendback.returns.parcels import Parcel, ParcelState

_UNSEEN = ((timedelta(days=14), timedelta(hours=6)), (LONGEST, timedelta(hours=24)))
_QUIET = ((timedelta(days=3), timedelta(hours=3)), (timedelta(days=10), timedelta(hours=12)), (LONGEST, timedelta(hours=24)))
"""For so long as the first says, it is asked for again after the second: since the purchase, or since anything new was heard."""
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=15), timedelta(days=1)


def plan_question(parcel: Parcel, now: datetime) -> datetime | None:
    """Plan the next question about a box; None where there is nothing to ask, or no hope left."""
    if parcel.state is not ParcelState.BOUGHT or not parcel.tracking_number or parcel.delivered_at or not parcel.bought_at:
        return None
    since = parcel.bought_at if parcel.seen_at is None else parcel.heard_at or parcel.seen_at
    steps = _UNSEEN if parcel.seen_at is None else _QUIET
    return next((now + pause for lasts, pause in steps if now - since < lasts), None)


def wait_after(failures: int) -> timedelta:
    """Say how long a box is left alone after its carrier failed so often in a row.

    >>> [int(wait_after(failures).total_seconds()) for failures in (1, 2, 7, 99)]
    [1800, 3600, 86400, 86400]
    """
    return min(_LONGEST_WAIT, _FIRST_WAIT * (1 << min(failures, 20)))
