"""What a rule may ask, each thing by itself: what fits, what does not, and what is not known."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sendback.policy.decide import decide
from sendback.policy.model import LineFacts, Outcome
from tests.policy.policies import make_policy

TODAY = date(2026, 3, 10)
LINE = LineFacts(
    sku="SOAP-1",
    left=2,
    ordered_on=date(2026, 3, 1),
    shipped_on=date(2026, 3, 3),
    delivered_on=date(2026, 3, 5),
    quantity=2,
    price_minor=1000,
    currency="EUR",
    category="Soap",
    tags=("sale", "Summer, late"),
    country="FI",
    reason="broken",
    sub_reason="lid",
    condition="opened",
    resolution="refund",
)


def rule(when: str, then: str = "ask", more: str = "") -> str:
    return f'[[rule]]\nid = "own"\nthen = "{then}"\n{more}\n[rule.when]\n{when}\n'


def is_for(when: str, **changes: Any) -> bool:
    return decide(make_policy(rule(when)), replace(LINE, **changes), TODAY).rule == "own"


@pytest.mark.parametrize(
    ("when", "fits"),
    [
        ("", True),
        ('country = "FI"', True),
        ('country = ["SE", "FI"]', True),
        ('country = "SE"', False),
        ('not = {country = "SE"}', True),
        ('not = {country = ["FI", "SE"]}', False),
        ('sku = "soap-1"', True),
        ('sku = ["A", "SOAP-?"]', True),
        ('sku = "SOAP"', False),
        ('category = "soap"', True),
        ('tag = "SALE"', True),
        ('tag = ["new", "summer, late"]', True),
        ('tag = "sale"\nnot = {tag = "summer, late"}', False),
        ('customer = "consumer"', True),
        ('customer = "b2c"', True),
        ('customer = "b2b"', False),
        ('reason = "broken"', True),
        ('reason = "broken/lid"', True),
        ('reason = "broken/leg"', False),
        ('reason = "lid"', False),
        ('not = {reason = "broken/leg"}', True),
        ('not = {reason = "broken"}', False),
        ('condition = "opened"\nresolution = ["refund", "exchange"]', True),
        ('price_from = "10 EUR"\nprice_to = "10 EUR"', True),
        ('price_from = "10.01 EUR"', False),
        ('price_from = ["1 SEK", "10 EUR"]', True),
        ('price_from = "0 SEK"', False),
        ("quantity_from = 2", True),
        ("quantity_to = 1", False),
        ("ordered_from = 2026-03-01\nordered_to = 2026-03-01", True),
        ("ordered_to = 2026-02-28", False),
        ("delivered_from = 2026-03-06", False),
        ("shipped_from = 2026-03-03\ndelivered_to = 2026-03-05", True),
        ("within_days = 5\ngrace_days = 0", True),
        ("within_days = 4\ngrace_days = 0", False),
        ("within_days = 4", True),  # the terms' grace
        ('within_days = 9\ncounted_from = "ordered"\ngrace_days = 0', True),
        ('within_days = 6\ncounted_from = "shipped"\ngrace_days = 0', False),
    ],
)
def test_a_rule_is_for_what_it_names(when: str, fits: bool) -> None:
    assert is_for(when) is fits


@pytest.mark.parametrize(
    ("when", "unknown"),
    [
        ('country = "FI"', {"country": ""}),
        ('not = {country = "SE"}', {"country": ""}),
        ('reason = "broken"', {"reason": None}),
        ('not = {reason = "small"}', {"reason": None}),
        ('reason = "broken/lid"', {"sub_reason": None}),
        ('condition = "opened"', {"condition": None}),
        ('not = {resolution = "exchange"}', {"resolution": None}),
        ('price_to = "99 EUR"', {"price_minor": None}),
        ('price_to = "99 EUR"', {"currency": ""}),
        ("quantity_from = 1", {"quantity": None}),
        ("ordered_to = 2026-03-09", {"ordered_on": None}),
        ("within_days = 99", {"ordered_on": None, "shipped_on": None, "delivered_on": None}),
    ],
)
def test_what_is_not_known_fits_no_rule_that_asks_for_it(when: str, unknown: dict[str, Any]) -> None:
    assert is_for(when)
    assert not is_for(when, **unknown)


def test_what_a_line_has_none_of_is_not_unknown() -> None:
    assert is_for('not = {category = "soap", tag = "sale"}', category="", tags=())


def test_a_window_counts_from_an_earlier_day_where_its_own_is_unknown() -> None:
    assert is_for("within_days = 7\ngrace_days = 0", delivered_on=None)
    assert not is_for('within_days = 99\ncounted_from = "ordered"', ordered_on=None)


def test_a_rule_that_lets_in_ends_with_the_terms_unless_it_has_a_window_of_its_own() -> None:
    late = date(2026, 9, 1)
    own, terms = (decide(make_policy(rule(when)), LINE, late) for when in ("within_days = 730", ""))
    assert (own.outcome, own.rule, own.day) == (Outcome.ASK, "own", date(2028, 3, 7))
    assert (terms.outcome, terms.rule) == (Outcome.REFUSE, "window")


def test_a_rule_that_refuses_may_begin_later_and_is_foretold() -> None:
    policy = make_policy(rule("later_than_days = 10\ngrace_days = 0", "refuse"))
    before, after = (decide(policy, LINE, date(2026, 3, day)) for day in (15, 16))
    assert (before.outcome, before.rule, before.day) == (Outcome.ALLOW, "window", date(2026, 3, 15))
    assert (after.outcome, after.rule, after.sentence, after.day) == (Outcome.REFUSE, "own", "closed_on", date(2026, 3, 15))


def test_the_first_rule_that_fits_wins_before_the_terms() -> None:
    text = rule('reason = "broken"', "keep") + rule("", "refuse").replace("own", "all")
    policy = make_policy(text, non_returnable_skus=["SOAP*"])
    assert [decide(policy, replace(LINE, reason=reason), TODAY).rule for reason in ("broken", "small")] == ["own", "all"]
    assert decide(policy, replace(LINE, not_returnable=True), TODAY).rule == "marked"
    assert decide(make_policy("", non_returnable_skus=["SOAP*"]), LINE, TODAY).rule == "sku"


def test_a_rule_that_lets_in_needs_nobody_where_every_return_waits() -> None:
    policy = make_policy(rule('tag = "sale"', "allow"), approval="none")
    assert [decide(policy, replace(LINE, tags=tags), TODAY).outcome for tags in (("sale",), ())] == [Outcome.ALLOW, Outcome.ASK]


def test_a_decision_says_all_that_its_rule_says() -> None:
    more = 'fee = "4.90 EUR"\noption = "dhl"\nreturn_to = "outlet"\nagent = "Look."\nshopper = {en = "Well.", fi = "No niin."}'
    decision = decide(make_policy(rule("", "allow", more)), LINE, TODAY)
    assert (decision.fee_minor, decision.fee_currency, decision.option, decision.return_to) == (490, "EUR", "dhl", "outlet")
    assert (decision.said, decision.note, decision.sentence) == ({"en": "Well.", "fi": "No niin."}, "Look.", "open_until")
    assert (decision.policy_version, decision.inputs["tags"]) == (7, '["sale", "Summer, late"]')


@pytest.mark.parametrize(("then", "sentence"), [("keep", "keep"), ("refuse", "not_returnable")])
def test_what_is_not_sent_has_no_last_day(then: str, sentence: str) -> None:
    decision = decide(make_policy(rule("", then)), LINE, TODAY)
    assert (decision.outcome.value, decision.sentence, decision.day) == (then, sentence, None)
