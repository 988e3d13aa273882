"""The breaker: opens after too many failures, probes once, closes when the carrier is back."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendback.carriers.breaker import Breaker, BreakerRules, BreakerState, admit, get_state, note_failure, note_success

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
RULES = BreakerRules(failures=3, window=timedelta(seconds=60), rest=timedelta(seconds=30), longest_rest=timedelta(seconds=100))


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def fail(*seconds: float, breaker: Breaker | None = None) -> Breaker:
    breaker = breaker or Breaker()
    for second in seconds:
        breaker = note_failure(breaker, RULES, at(second))
    return breaker


@pytest.mark.parametrize(
    ("failures", "asked_at", "state"),
    [
        ((), 0, BreakerState.CLOSED),
        ((0, 1), 1, BreakerState.CLOSED),
        ((0, 1, 2), 2, BreakerState.OPEN),
        ((0, 1, 2), 31.9, BreakerState.OPEN),
        ((0, 1, 2), 32, BreakerState.HALF_OPEN),
        ((0, 1, 70), 70, BreakerState.CLOSED),
        ((0, 59, 70, 71), 71, BreakerState.OPEN),
        ((0, 1, 2, 32), 91, BreakerState.OPEN),
        ((0, 1, 2, 32), 92, BreakerState.HALF_OPEN),
        ((0, 1, 2, 32, 92), 191, BreakerState.OPEN),
        ((0, 1, 2, 32, 92), 192, BreakerState.HALF_OPEN),
    ],
)
def test_failures_open_it_and_time_half_opens_it(failures: tuple[float, ...], asked_at: float, state: BreakerState) -> None:
    assert get_state(fail(*failures), at(asked_at)) is state


def test_half_open_lets_one_call_through() -> None:
    breaker = fail(0, 1, 2)
    assert admit(breaker, RULES, at(20)) == (breaker, False)
    probing, admitted = admit(breaker, RULES, at(40))
    assert admitted
    assert admit(probing, RULES, at(41)) == (probing, False)
    assert note_success(probing, at(42)) == Breaker()
    assert admit(note_failure(probing, RULES, at(42)), RULES, at(43))[1] is False


def test_a_probe_that_was_never_answered_for_does_not_keep_it_shut_for_ever() -> None:
    probing, _ = admit(fail(0, 1, 2), RULES, at(40))
    assert admit(probing, RULES, at(140))[1]


def test_an_answer_from_before_the_rest_neither_closes_nor_lengthens_it() -> None:
    breaker = fail(0, 1, 2)
    assert note_success(breaker, at(3)) == breaker
    assert fail(3, 4, breaker=breaker) == breaker


def test_a_success_forgets_earlier_failures() -> None:
    assert get_state(fail(2, 3, breaker=note_success(fail(0, 1), at(1))), at(3)) is BreakerState.CLOSED


STEPS = st.lists(st.tuples(st.floats(0, 200), st.booleans()), max_size=60)


@given(STEPS)
def test_it_never_stays_shut_longer_than_the_longest_rest(steps: list[tuple[float, bool]]) -> None:
    breaker, now = Breaker(), NOON
    for pause, worked in steps:
        now += timedelta(seconds=pause)
        breaker, admitted = admit(breaker, RULES, now)
        if admitted:
            breaker = note_success(breaker, now) if worked else note_failure(breaker, RULES, now)
        assert len(breaker.failed_at) < RULES.failures
        assert admit(breaker, RULES, now + RULES.longest_rest)[1]


@given(STEPS)
def test_a_carrier_that_works_is_never_left_alone(steps: list[tuple[float, bool]]) -> None:
    breaker, now = Breaker(), NOON
    for pause, _ in steps:
        now += timedelta(seconds=pause)
        breaker, admitted = admit(breaker, RULES, now)
        assert admitted
        breaker = note_success(breaker, now)
