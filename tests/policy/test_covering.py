"""A rule that is said to be covered really never decides; what is hard to tell is not said."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.plain_policy import fits
from sendback.policy.covering import are_opposed, covers, find_earlier
from sendback.policy.globs import is_covered
from sendback.policy.index import index_facts
from sendback.policy.model import LineFacts, Outcome
from sendback.policy.rules import Rule, When
from sendback.shops.terms import PolicySetting
from tests.policy.drawing import days, lines, rules, terms

EMPTY: dict[str, Any] = {"prices": (), "quantity": None, "days": ()}


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Rule, Rule]:
    """Draw a rule, and another like it that asks for less, or for something else."""
    narrow, other = draw(rules("narrow")), draw(rules("wide"))
    when = {name: getattr(draw(st.sampled_from([narrow, other])).when, name) for name in ("any_of", "none_of", "within")}
    when |= {name: draw(st.sampled_from([getattr(narrow.when, name), empty])) for name, empty in EMPTY.items()}
    if narrow.then is Outcome.REFUSE:
        when |= {"within": None, "later_than": narrow.when.later_than}
    return replace(other, then=narrow.then, fee=None, when=When(**when)), narrow


@given(terms, pairs(), lines, days)
def test_what_is_covered_fits_wherever_the_narrow_one_does(
    chosen: PolicySetting, pair: tuple[Rule, Rule], line: LineFacts, today: date
) -> None:
    wide, narrow = pair
    if covers(wide, narrow) and fits(chosen, (), narrow, line, today):
        assert fits(chosen, (), wide, line, today)


@given(rules("wide"), rules("narrow"))
def test_looking_for_what_covers_misses_nothing(wide: Rule, narrow: Rule) -> None:
    pair = (wide, narrow)
    found = find_earlier(index_facts(pair), pair, 1)
    assert found or not (covers(wide, narrow) or are_opposed(wide, narrow))


@given(rules())
def test_every_rule_covers_itself(rule: Rule) -> None:
    assert covers(rule, rule)
    assert not are_opposed(rule, rule)


@pytest.mark.parametrize(
    ("pattern", "wider", "covered"),
    [("a", "*", True), ("*", "*", True), ("a*", "*", True), ("*", "a*", False), ("ab*", "a*", True), ("a*", "a?", False),
     ("a[cd]b", "a*c*", False), ("a[cd]b", "a*", True), ("ab", "a?", True), ("[ab]", "[ab]", True), ("a", "b", False)],
)  # fmt: skip
def test_a_pattern_covers_another_where_that_is_sure(pattern: str, wider: str, covered: bool) -> None:
    assert is_covered(pattern, wider) is covered
