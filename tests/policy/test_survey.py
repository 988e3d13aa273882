"""The table of terms says for every choice what would be decided, in as few entries as there are differences."""

from dataclasses import replace
from datetime import date
from itertools import product

from hypothesis import given

from sendback.policy.book import PolicyBook
from sendback.policy.compiling import Policy, compile_policy
from sendback.policy.decide import decide
from sendback.policy.model import Choices, Decision, LineFacts, Outcome, Term
from sendback.policy.survey import survey
from sendback.shops.terms import PolicySetting
from tests.policy.drawing import books, days, lines, terms
from tests.policy.policies import make_policy

CHOICES = Choices(("broken", "broken/lid", "broken/leg", "small"), ("opened", "worn"), ("refund", "exchange"))
LINE = LineFacts(sku="A1", left=1, delivered_on=date(2026, 3, 1), price_minor=9900, currency="EUR")
TODAY = date(2026, 3, 10)


def look_up(table: tuple[Term, ...], reason: str, condition: str | None, resolution: str | None) -> Decision:
    """Read the table as the widget does: the first entry whose lists hold the choice."""

    def holds(codes: tuple[str, ...] | None, *names: str | None) -> bool:
        return codes is None or any(name in codes for name in names)

    return next(
        term.decision
        for term in table
        if holds(term.reasons, reason, reason.partition("/")[0])
        and holds(term.conditions, condition)
        and holds(term.resolutions, resolution)
    )


def ask(policy: Policy, line: LineFacts, today: date, reason: str, condition: str | None, resolution: str | None) -> Decision:
    said, _, closer = reason.partition("/")
    facts = replace(line, reason=said, sub_reason=closer or None, condition=condition, resolution=resolution)
    return decide(policy, facts, today)


def gist(decision: Decision) -> tuple[object, ...]:
    return (decision.outcome, decision.rule, decision.sentence, decision.day, decision.fee_minor)


@given(terms, books(), lines, days)
def test_every_choice_finds_its_decision(chosen: PolicySetting, book: PolicyBook, line: LineFacts, today: date) -> None:
    policy = compile_policy(chosen, book, 1)
    table = survey(policy, line, today, CHOICES)
    for choice in product(CHOICES.reasons, CHOICES.conditions, CHOICES.resolutions):
        assert gist(look_up(table, *choice)) == gist(ask(policy, line, today, *choice)), choice


@given(terms, books(), lines, days)
def test_a_shop_that_asks_for_a_reason_only_has_a_table_of_reasons(
    chosen: PolicySetting, book: PolicyBook, line: LineFacts, today: date
) -> None:
    policy = compile_policy(chosen, book, 1)
    table = survey(policy, line, today, Choices(reasons=CHOICES.reasons))
    for reason in CHOICES.reasons:
        assert gist(look_up(table, reason, None, None)) == gist(ask(policy, line, today, reason, None, None)), reason


def test_where_no_rule_looks_at_choices_there_is_one_term() -> None:
    policy = make_policy('[[rule]]\nid = "sale"\nthen = "ask"\nwhen.tag = "sale"\n')
    for line in (LINE, replace(LINE, tags=("sale",)), replace(LINE, left=0), replace(LINE, not_returnable=True)):
        assert survey(policy, line, TODAY, CHOICES) == (Term(None, None, None, decide(policy, line, TODAY)),)


def test_a_closer_reason_comes_before_its_reason() -> None:
    lid = '[[rule]]\nid = "lid"\nthen = "keep"\nwhen.reason = "broken/lid"\n'
    policy = make_policy(lid + '[[rule]]\nid = "broken"\nthen = "ask"\nwhen.reason = "broken"')
    table = survey(policy, LINE, TODAY, CHOICES)
    assert [(term.reasons, term.decision.rule) for term in table] == [
        (("broken/lid",), "lid"),
        (("broken",), "broken"),
        (None, "window"),
    ]


def test_what_a_rule_excludes_is_told_apart() -> None:
    policy = make_policy('[[rule]]\nid = "worn"\nthen = "refuse"\nwhen = {condition = "worn", not = {reason = "broken"}}')
    table = survey(policy, LINE, TODAY, CHOICES)
    assert [(term.reasons, term.conditions, term.resolutions) for term in table] == [(("small",), ("worn",), None), (None,) * 3]
    assert [term.decision.outcome for term in table] == [Outcome.REFUSE, Outcome.ALLOW]


def test_the_fee_of_a_term_is_for_one_unit() -> None:
    policy = make_policy('[[rule]]\nid = "mind"\nthen = "allow"\nfee = "10 %"\nwhen.reason = "small"')
    assert survey(policy, replace(LINE, left=3), TODAY, CHOICES)[0].decision.fee_minor == 990
