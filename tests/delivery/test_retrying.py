"""When a failed message is tried again, and when it waits for a person."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendback.delivery.model import Job, Kind, State
from sendback.delivery.retrying import LONGEST_WAIT, MOST_TRIES, plan_next
from sendback.delivery.trouble import Remedy
from tests.factories import NOW


def make_job(attempts: int) -> Job:
    return Job("shop", "job", Kind.LABEL, "return", {}, State.PENDING, NOW, attempts, "", NOW)


def test_a_refused_address_is_dead_at_once() -> None:
    assert plan_next(make_job(1), Remedy.PERSON, NOW, 1).state is State.DEAD


def test_the_last_try_is_the_eighth() -> None:
    states = [plan_next(make_job(n), Remedy.LATER, NOW, 1).state for n in range(1, MOST_TRIES + 1)]
    assert states == [State.PENDING] * 7 + [State.DEAD]


def test_waits_grow_from_half_a_minute_to_half_an_hour() -> None:
    waits = [plan_next(make_job(n), Remedy.LATER, NOW, 1).due_at - NOW for n in range(1, MOST_TRIES)]
    assert [wait.total_seconds() for wait in waits] == [30, 60, 120, 240, 480, 960, 1920]


@pytest.mark.parametrize("remedy", [Remedy.SERVER, Remedy.SETTING])
def test_a_try_without_a_server_or_a_sender_does_not_count(remedy: Remedy) -> None:
    planned = plan_next(make_job(MOST_TRIES), remedy, NOW, 1)
    assert (planned.state, planned.attempts) == (State.PENDING, MOST_TRIES - 1)
    assert planned.due_at == NOW + timedelta(minutes=1)


@given(st.integers(1, 10_000), st.sampled_from(Remedy), st.floats(0.5, 1))
def test_a_pending_job_is_tried_within_the_hour_and_never_at_once(attempts: int, remedy: Remedy, jitter: float) -> None:
    planned = plan_next(make_job(attempts), remedy, NOW, jitter)
    if planned.state is State.PENDING:
        assert timedelta(seconds=15) <= planned.due_at - NOW <= LONGEST_WAIT
