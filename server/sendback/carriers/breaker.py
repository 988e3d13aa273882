"""A circuit breaker: a carrier that keeps failing is left alone for a while, then tried with one call.

Pure: a breaker is a fact, and each verb gives the next one.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class BreakerRules:
    """After `failures` within `window` it opens for `rest`; each failed probe doubles the rest, up to `longest_rest`."""

    failures: int = 5
    window: timedelta = timedelta(minutes=1)
    rest: timedelta = timedelta(seconds=30)
    longest_rest: timedelta = timedelta(minutes=10)


class BreakerState(StrEnum):
    """Closed lets every call through, open none, half open one probe."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


@dataclass(frozen=True, slots=True)
class Breaker:
    """What is remembered of a carrier: when it failed lately, until when it rests, and how often it has rested in a row."""

    failed_at: tuple[datetime, ...] = ()
    rests_until: datetime | None = None
    rests: int = 0
    probed_at: datetime | None = None


def get_state(breaker: Breaker, now: datetime) -> BreakerState:
    """Tell the state at a time."""
    if breaker.rests_until is None:
        return BreakerState.CLOSED
    return BreakerState.OPEN if now < breaker.rests_until else BreakerState.HALF_OPEN


def admit(breaker: Breaker, rules: BreakerRules, now: datetime) -> tuple[Breaker, bool]:
    """Decide whether a call may go out. A probe that was never answered for makes room for another after a rest."""
    state = get_state(breaker, now)
    if state is BreakerState.CLOSED:
        return breaker, True
    probing = breaker.probed_at is not None and now < breaker.probed_at + rules.longest_rest
    if state is BreakerState.OPEN or probing:
        return breaker, False
    return replace(breaker, probed_at=now), True


def note_success(breaker: Breaker, now: datetime) -> Breaker:
    """Close after a probe that went well; a call that began before the carrier was left alone proves nothing of it."""
    return breaker if get_state(breaker, now) is BreakerState.OPEN else Breaker()


def note_failure(breaker: Breaker, rules: BreakerRules, now: datetime) -> Breaker:
    """Count a failure, and open when there are too many of them or the probe failed."""
    state = get_state(breaker, now)
    if state is BreakerState.OPEN:
        return breaker
    recent = tuple(at for at in breaker.failed_at if at > now - rules.window)[-rules.failures :]
    failed = (*recent, now)
    if state is BreakerState.CLOSED and len(failed) < rules.failures:
        return replace(breaker, failed_at=failed)
    rest = min(rules.rest * 2 ** min(breaker.rests, 10), rules.longest_rest)
    return Breaker(rests_until=now + rest, rests=breaker.rests + 1)
