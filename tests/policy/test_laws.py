"""What holds for every policy that can be written, every line and every day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.plain_policy import decide_plainly
from sendback.policy.book import PolicyBook
from sendback.policy.compiling import compile_policy
from sendback.policy.decide import decide
from sendback.policy.inputs import read_inputs
from sendback.policy.model import LineFacts, Outcome
from sendback.shops.terms import PolicySetting
from tests.policy.drawing import books, days, lines, terms


@given(terms, books(), lines, days)
def test_the_index_decides_as_one_rule_after_the_other_does(
    chosen: PolicySetting, book: PolicyBook, line: LineFacts, today: date
) -> None:
    decision = decide(compile_policy(chosen, book, 1), line, today)
    assert (decision.outcome, decision.rule) == decide_plainly(chosen, book, line, today)


@given(terms, books(), lines, days, st.integers(0, 400))
def test_what_is_refused_stays_refused(chosen: PolicySetting, book: PolicyBook, line: LineFacts, today: date, later: int) -> None:
    policy = compile_policy(chosen, book, 1)
    if decide(policy, line, today).outcome is Outcome.REFUSE:
        assert decide(policy, line, today + timedelta(days=later)).outcome is Outcome.REFUSE


@given(terms, books(), lines, days, st.integers(0, 400))
def test_a_day_that_is_promised_is_kept(
    chosen: PolicySetting, book: PolicyBook, line: LineFacts, today: date, later: int
) -> None:
    policy = compile_policy(chosen, book, 1)
    decision = decide(policy, line, today)
    if decision.sentence == "open_until":
        assert decision.day is not None
        assert decision.day >= today
        assert decide(policy, line, min(decision.day, today + timedelta(days=later))).is_returnable


@given(terms, books(), lines, days)
def test_a_decision_can_be_made_again_from_its_inputs_alone(
    chosen: PolicySetting, book: PolicyBook, line: LineFacts, today: date
) -> None:
    policy = compile_policy(chosen, book, 1)
    decision = decide(policy, line, today)
    assert decide(policy, *read_inputs(decision.inputs)) == decision
