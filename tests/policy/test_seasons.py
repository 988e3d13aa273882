"""Seasons make windows longer for what was bought between two days, both of them included."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from sendback.policy.decide import decide
from sendback.policy.model import LineFacts, Outcome
from tests.policy.policies import make_policy

CHRISTMAS = '[[season]]\nname = "Christmas"\nbought_from = 2026-11-01\nbought_to = 2026-12-24\nuntil = 2027-01-31\n'
LINE = LineFacts(sku="A", left=1, ordered_on=date(2026, 11, 10), delivered_on=date(2026, 11, 12))


@pytest.mark.parametrize(
    ("line", "last"),
    [
        ({"ordered_on": date(2026, 10, 31)}, date(2026, 12, 15)),
        ({"ordered_on": date(2026, 11, 1)}, date(2027, 1, 31)),
        ({"ordered_on": date(2026, 12, 24), "delivered_on": date(2026, 12, 28)}, date(2027, 1, 31)),
        ({"ordered_on": date(2026, 12, 24), "delivered_on": date(2027, 1, 10)}, date(2027, 2, 12)),
        ({"ordered_on": date(2026, 12, 25), "delivered_on": date(2026, 12, 28)}, date(2027, 1, 30)),
        ({"ordered_on": None}, date(2027, 1, 31)),
        ({"returnable_until": date(2026, 12, 1)}, date(2026, 12, 1)),
    ],
)
def test_what_was_bought_in_the_season_may_come_back_until_its_end(line: dict[str, Any], last: date) -> None:
    policy, bought = make_policy(CHRISTMAS), replace(LINE, **line)
    assert decide(policy, bought, last).is_returnable
    assert decide(policy, bought, last).day == last
    assert not decide(policy, bought, last + timedelta(days=1)).is_returnable


def test_of_two_seasons_the_kinder_counts() -> None:
    other = CHRISTMAS.replace("2027-01-31", "2027-02-28")
    assert decide(make_policy(CHRISTMAS + other), LINE, date(2027, 2, 28)).is_returnable


@pytest.mark.parametrize(("more", "rule"), [("", "own"), ("seasons = false", "window")])
def test_a_rules_own_window_is_extended_too_unless_it_says_no(more: str, rule: str) -> None:
    text = f'{CHRISTMAS}[[rule]]\nid = "own"\nthen = "ask"\n[rule.when]\nwithin_days = 7\n{more}\n'
    assert decide(make_policy(text), LINE, date(2027, 1, 20)).rule == rule


def test_a_rule_that_refuses_what_is_late_waits_for_the_end_of_the_season() -> None:
    policy = make_policy(f'{CHRISTMAS}[[rule]]\nid = "own"\nthen = "refuse"\nwhen.later_than_days = 7\n')
    outcomes = [decide(policy, LINE, day).outcome for day in (date(2027, 1, 31), date(2027, 2, 1))]
    assert outcomes == [Outcome.ALLOW, Outcome.REFUSE]
