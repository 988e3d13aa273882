"""What is worth a second look is said with the line of the rule; a policy without such says nothing."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sendback.policy.inspecting import NoticeCode, inspect_policy
from sendback.policy.known import Known
from sendback.policy.model import Choices
from sendback.policy.reading import read_policy

KNOWN = Known(
    Choices(("small", "broken", "broken/lid"), ("opened",), ("refund",)), frozenset({"any_post"}), frozenset({"FI", "SE"})
)
EXAMPLE = Path(__file__).parents[2] / "examples" / "policy.toml"


def rule(name: str, then: str, when: str = "", more: str = "") -> str:
    return f'[[rule]]\nid = "{name}"\nthen = "{then}"\nwhen = {{{when}}}\n{more}\n'


def look(text: str) -> list[tuple[int, str, str]]:
    notices = inspect_policy(read_policy(text), KNOWN, date(2026, 6, 1))
    return [(notice.line, notice.rule, notice.code.value) for notice in notices]


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        (rule("a", "refuse", 'tag = "x"'), rule("b", "allow", 'tag = "x"'), NoticeCode.CONTRADICTION),
        (rule("a", "allow", 'tag = "x"'), rule("b", "refuse", 'tag = "x"'), NoticeCode.CONTRADICTION),
        (rule("a", "ask", 'sku = ["A*", "B"]'), rule("b", "allow", 'sku = ["B", "A*"]'), NoticeCode.CONTRADICTION),
        (rule("a", "refuse"), rule("b", "allow", 'tag = "x"'), NoticeCode.UNREACHABLE),
        (rule("a", "allow", 'sku = "A*"'), rule("b", "ask", 'sku = "AB-*", tag = "x"'), NoticeCode.UNREACHABLE),
        (rule("a", "ask", 'reason = "broken"'), rule("b", "keep", 'reason = "broken/lid"'), NoticeCode.UNREACHABLE),
        (rule("a", "allow", "within_days = 30"), rule("b", "ask", "within_days = 20"), NoticeCode.UNREACHABLE),
        (rule("a", "refuse", "later_than_days = 10"), rule("b", "refuse", "later_than_days = 20"), NoticeCode.UNREACHABLE),
        (rule("a", "ask", 'price_from = "10 EUR"'), rule("b", "keep", 'price_from = "20 EUR"'), NoticeCode.UNREACHABLE),
        (rule("a", "ask", 'not = {country = "FI"}'), rule("b", "keep", 'country = "SE"'), NoticeCode.UNREACHABLE),
    ],
)
def test_a_rule_that_an_earlier_one_leaves_nothing_is_told(first: str, second: str, code: NoticeCode) -> None:
    assert look(first + second) == [(6, "b", code.value)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (rule("a", "allow", "within_days = 14"), rule("b", "refuse")),
        (rule("a", "allow", "within_days = 14"), rule("b", "ask", "within_days = 30")),
        (rule("a", "allow", 'sku = "AB*"'), rule("b", "ask", 'sku = "A*"')),
        (rule("a", "allow", 'tag = "x"'), rule("b", "ask", 'not = {tag = "y"}')),
        (rule("a", "allow", "", 'fee = "1 EUR"'), rule("b", "ask")),
        (rule("a", "ask", 'reason = "broken/lid"'), rule("b", "keep", 'reason = "broken"')),
        (rule("a", "allow", 'price_from = "10 EUR"'), rule("b", "ask", 'price_from = "10 SEK"')),
    ],
)
def test_a_rule_that_still_decides_something_is_not(first: str, second: str) -> None:
    assert look(first + second) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (rule("a", "ask", 'price_from = "20 EUR", price_to = "10 EUR"'), NoticeCode.NEVER_FITS),
        (rule("a", "ask", "quantity_from = 3, quantity_to = 2"), NoticeCode.NEVER_FITS),
        (rule("a", "ask", "ordered_from = 2026-02-01, ordered_to = 2026-01-01"), NoticeCode.NEVER_FITS),
        (rule("a", "ask", 'tag = "x", not = {tag = ["y", "X"]}'), NoticeCode.NEVER_FITS),
        (rule("a", "ask", 'reason = "broken/lid", not = {reason = "broken"}'), NoticeCode.NEVER_FITS),
        (rule("a", "ask", 'reason = "colour"'), NoticeCode.UNKNOWN_NAME),
        (rule("a", "ask", 'not = {reason = "broken/leg"}'), NoticeCode.UNKNOWN_NAME),
        (rule("a", "ask", 'condition = "new"'), NoticeCode.UNKNOWN_NAME),
        (rule("a", "ask", 'resolution = "repair"'), NoticeCode.UNKNOWN_NAME),
        (rule("a", "ask", 'country = "XX"'), NoticeCode.UNKNOWN_NAME),
        (rule("a", "ask", 'country = "DE"'), NoticeCode.UNKNOWN_NAME),
        (rule("a", "ask", more='option = "pigeon"'), NoticeCode.UNKNOWN_NAME),
        (rule("a", "ask", more='return_to = "outlet"'), NoticeCode.UNKNOWN_NAME),
    ],
)
def test_what_nothing_fulfils_or_nobody_has_is_told(text: str, code: NoticeCode) -> None:
    assert look(text) == [(1, "a", code.value)]


@pytest.mark.parametrize(
    ("bought_from", "bought_to", "until", "codes"),
    [
        ("2025-11-01", "2025-12-24", "2026-01-31", [NoticeCode.SEASON_ENDED]),
        ("2025-12-24", "2025-11-01", "2026-07-31", [NoticeCode.SEASON_EMPTY]),
        ("2026-05-01", "2026-06-30", "2026-04-30", [NoticeCode.SEASON_EMPTY]),
        ("2026-05-01", "2026-06-30", "2026-07-31", []),
    ],
)
def test_a_season_that_makes_nothing_longer_is_told(
    bought_from: str, bought_to: str, until: str, codes: list[NoticeCode]
) -> None:
    text = f'[[season]]\nname = "s"\nbought_from = {bought_from}\nbought_to = {bought_to}\nuntil = {until}\n'
    assert look(text) == [(1, "", code.value) for code in codes]


def test_a_file_can_be_looked_at_without_a_shop() -> None:
    assert inspect_policy(read_policy(rule("a", "ask", 'reason = "colour"'))) == []


def test_the_example_needs_no_second_look() -> None:
    assert inspect_policy(read_policy(EXAMPLE.read_text("utf-8"))) == []


def test_an_address_may_be_an_open_warehouse() -> None:
    text = rule("a", "allow", "", 'return_to = "outlet"')
    assert [notice.code for notice in inspect_policy(read_policy(text), KNOWN)] == [NoticeCode.UNKNOWN_NAME]
    assert inspect_policy(read_policy(text), replace(KNOWN, warehouses=frozenset({"outlet"}))) == []
