"""When to try a message again, and when to stop and show it to a person."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sendback.delivery.model import Job, State
from sendback.delivery.trouble import Remedy

MOST_TRIES = 8
LONGEST_WAIT = timedelta(hours=1)
_FIRST_WAIT_SECONDS = 15
_HOLD = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Next:
    """How a job goes on after a failed try; `attempts` is what counts from now on."""

    state: State
    due_at: datetime
    attempts: int


def plan_next(job: Job, remedy: Remedy, now: datetime, jitter: float) -> Next:
    """Plan what follows a failed try; `jitter` is between 0.5 and 1, so that what failed together returns apart.

    A try that met no mail server or no sender does not count: an outage of a night must not fill the dead letters.
    """
    if remedy in (Remedy.SERVER, Remedy.SETTING):
        return Next(State.PENDING, now + _HOLD * jitter, job.attempts - 1)
    if remedy is Remedy.PERSON or job.attempts >= MOST_TRIES:
        return Next(State.DEAD, now, job.attempts)
    return Next(State.PENDING, now + wait_after(job.attempts) * jitter, job.attempts)


def wait_after(tries: int) -> timedelta:
    """Return the longest wait after so many failed tries: 30 s, doubling, at most an hour.

    >>> [int(wait_after(tries).total_seconds()) for tries in (1, 2, 7, 8, 500)]
    [30, 60, 1920, 3600, 3600]
    """
    return min(LONGEST_WAIT, timedelta(seconds=_FIRST_WAIT_SECONDS * 2 ** min(tries, 20)))
