"""May it come back? The same facts always get the same answer, and the answer says what it looked at."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendback.policy.compiling import Policy
from sendback.policy.decide import decide
from sendback.policy.model import Day, LineFacts, Outcome
from tests.policy.policies import make_policy

POLICY = make_policy()
LINE = LineFacts(sku="WOOL-1", left=2, ordered_on=date(2026, 3, 1), shipped_on=date(2026, 3, 3), delivered_on=date(2026, 3, 5))
LAST = date(2026, 4, 7)

days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
maybe_days = st.none() | days
terms = st.fixed_dictionaries(
    {
        "window_days": st.integers(0, 400),
        "window_from": st.sampled_from([day.value for day in Day]),
        "grace_days": st.integers(0, 30),
        "approval": st.sampled_from(["all", "none"]),
        "non_returnable_skus": st.sampled_from([(), ("GIFT*",)]),
    }
)
policies = terms.map(lambda chosen: make_policy(**chosen))
lines = st.builds(
    LineFacts,
    sku=st.sampled_from(["A", "GIFT-1", ""]),
    left=st.integers(0, 3),
    not_returnable=st.booleans(),
    returnable_until=maybe_days,
    ordered_on=maybe_days,
    shipped_on=maybe_days,
    delivered_on=maybe_days,
)


@pytest.mark.parametrize(
    ("policy", "line", "last"),
    [
        ({}, {}, LAST),
        ({"window_from": "shipped"}, {}, date(2026, 4, 5)),
        ({"window_from": "ordered"}, {}, date(2026, 4, 3)),
        ({}, {"delivered_on": None}, date(2026, 4, 5)),
        ({}, {"delivered_on": None, "shipped_on": None}, date(2026, 4, 3)),
        ({}, {"delivered_on": None, "shipped_on": None, "ordered_on": None}, None),
        ({"window_from": "ordered"}, {"ordered_on": None}, None),
        ({}, {"returnable_until": date(2026, 12, 24)}, date(2026, 12, 24)),
        ({"window_days": 0, "grace_days": 0}, {}, date(2026, 3, 5)),
        ({"window_days": 3650, "grace_days": 365}, {}, date(2037, 3, 2)),
        ({}, {"delivered_on": date(2028, 1, 29)}, date(2028, 3, 2)),
    ],
)
def test_the_last_day_counts_from_the_best_day_that_is_known(
    policy: dict[str, Any], line: dict[str, Any], last: date | None
) -> None:
    assert make_policy(**policy).deadline.find_last_day(replace(LINE, **line)) == last


@pytest.mark.parametrize(
    ("day", "outcome", "sentence"),
    [
        (LAST - timedelta(days=1), Outcome.ALLOW, "open_until"),
        (LAST, Outcome.ALLOW, "open_until"),
        (LAST + timedelta(days=1), Outcome.REFUSE, "closed_on"),
        (date(2020, 1, 1), Outcome.ALLOW, "open_until"),
    ],
)
def test_the_last_day_is_inclusive(day: date, outcome: Outcome, sentence: str) -> None:
    decision = decide(POLICY, LINE, day)
    assert (decision.outcome, decision.rule, decision.sentence, decision.day) == (outcome, "window", sentence, LAST)


@pytest.mark.parametrize(
    ("line", "rule", "sentence"),
    [
        ({"not_returnable": True, "left": 0}, "marked", "not_returnable"),
        ({"sku": "GIFT-50", "left": 0}, "sku", "not_returnable"),
        ({"sku": "gift-50"}, "sku", "not_returnable"),
        ({"left": 0, "delivered_on": date(2020, 1, 1)}, "quantity", "all_taken"),
        ({"delivered_on": date(2020, 1, 1)}, "window", "closed_on"),
    ],
)
def test_the_first_rule_that_fits_wins(line: dict[str, Any], rule: str, sentence: str) -> None:
    decision = decide(make_policy(non_returnable_skus=("GIFT*",)), replace(LINE, **line), date(2026, 3, 10))
    assert (decision.outcome, decision.rule, decision.sentence) == (Outcome.REFUSE, rule, sentence)
    assert not decision.is_returnable


@pytest.mark.parametrize(
    ("pattern", "sku", "refused"),
    [("GIFT*", "GIFT", True), ("GIFT*", "A-GIFT", False), ("*", "", True), ("A?", "A1", True), ("A?", "A12", False),
     ("A.1", "AX1", False), ("[AB]1", "B1", True), ("ÄÖ*", "äö1", True)],
)  # fmt: skip
def test_a_pattern_of_skus_means_what_it_looks_like(pattern: str, sku: str, refused: bool) -> None:
    decision = decide(make_policy(non_returnable_skus=(pattern,)), replace(LINE, sku=sku), date(2026, 3, 10))
    assert (decision.outcome is Outcome.REFUSE) == refused


def test_a_shop_that_looks_first_asks() -> None:
    decision = decide(make_policy(approval="none"), LINE, LAST)
    assert (decision.outcome, decision.is_returnable) == (Outcome.ASK, True)


def test_nothing_known_of_the_days_limits_nothing() -> None:
    decision = decide(POLICY, LineFacts(sku="A", left=1), date(2099, 1, 1))
    assert (decision.outcome, decision.sentence, decision.day) == (Outcome.ALLOW, "open", None)


def test_the_because_keeps_what_was_looked_at() -> None:
    decision = decide(POLICY, LINE, LAST)
    assert decision.policy_version == 7
    assert decision.inputs == {
        "sku": "WOOL-1",
        "left": "2",
        "ordered_on": "2026-03-01",
        "shipped_on": "2026-03-03",
        "delivered_on": "2026-03-05",
        "today": "2026-04-07",
    }


def test_the_because_of_a_refusal_for_quantity_shows_that_none_is_left() -> None:
    assert decide(POLICY, replace(LINE, left=0), LAST).inputs["left"] == "0"


@given(policies, lines, days, st.integers(0, 800))
def test_what_is_too_late_stays_too_late(policy: Policy, line: LineFacts, today: date, later: int) -> None:
    first, second = (decide(policy, line, day) for day in (today, today + timedelta(days=later)))
    if first.outcome is Outcome.REFUSE:
        assert second.outcome is Outcome.REFUSE
        assert second.rule == first.rule


@given(policies, lines, days)
def test_the_same_facts_get_the_same_answer(policy: Policy, line: LineFacts, today: date) -> None:
    assert decide(policy, line, today) == decide(policy, line, today)


@given(policies, lines, days)
def test_a_day_that_is_promised_is_kept(policy: Policy, line: LineFacts, today: date) -> None:
    decision = decide(policy, line, today)
    if decision.sentence == "open_until":
        assert decision.day is not None
        assert decide(policy, line, decision.day).is_returnable
        assert not decide(policy, line, decision.day + timedelta(days=1)).is_returnable


@given(terms, lines, days, st.integers(1, 30))
def test_more_grace_never_refuses_more(chosen: dict[str, Any], line: LineFacts, today: date, more: int) -> None:
    kinder = make_policy(**{**chosen, "grace_days": chosen["grace_days"] + more})
    if decide(make_policy(**chosen), line, today).is_returnable:
        assert decide(kinder, line, today).is_returnable
