"""A policy is read whole, or every fault is told with its line, its column and a sentence; never anything else."""

import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendback.policy.faults import FaultCode, PolicyFaults
from sendback.policy.reading import read_policy
from sendback.policy.text.places import find_places
from sendback.policy.text.toml import MOST_RULES
from sendback.shops.terms import PolicySetting

RULE = '[[rule]]\nid = "a"\nthen = "allow"\n'


def faults(text: str) -> list[tuple[int, int, str]]:
    with pytest.raises(PolicyFaults) as caught:
        read_policy(text)
    assert all(fault.detail.endswith((".", '".', ").")) for fault in caught.value.faults), caught.value.faults
    return [(fault.line, fault.column, fault.code.value) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("[terms]\nwindow_days = \n", 2, 15),
        ("[terms\n", 1, 7),
        ("a = 1\na = 2\n", 2, 6),
        ('\n\n  x = "open\n', 3, 12),
        ("[[season]]\nuntil = 2026-02-30\n", 2, 9),
        ("[[season]]\nuntil = 2026-13-01\n", 2, 13),
        ("[terms]\n[terms]\n", 2, 7),
        ("x", 1, 2),
        ("# only this\n\x00", 2, 1),
        ("x = " + "9" * 5000, 1, 5005),
    ],
)
def test_broken_toml_is_told_by_line_and_column(text: str, line: int, column: int) -> None:
    assert faults(text) == [(line, column, "syntax")]


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "2025-02-29"])
def test_a_day_that_does_not_exist_is_named(day: str) -> None:
    with pytest.raises(PolicyFaults, match=f"no day {day}"):
        read_policy(f"[[season]]\nbought_from = 2024-02-29\nuntil = {day}\n")


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("colour = 1\n", 1, "unknown-key"),
        ("[terms]\nwindow_day = 1\n", 2, "unknown-key"),
        ("[terms]\nwindow_days = -1\n", 2, "out-of-range"),
        ("[terms]\nwindow_days = 3651\n", 2, "out-of-range"),
        ("[terms]\nwindow_days = true\n", 2, "wrong-type"),
        ('[terms]\napproval = "some"\n', 2, "wrong-value"),
        ('[terms]\nnever = [""]\n', 2, "missing"),
        ('[terms]\nnever = ["a\\u0000b"]\n', 2, "wrong-value"),
        ('[[rule]]\nid = "a"\nthen = "ask"\nagent = "\\u001b[31m"\n', 4, "wrong-value"),
        ("[terms]\n[terms.thresholds]\ndays = 0\n", 3, "out-of-range"),
        ("terms.window_days = 3\n", 1, "wrong-type"),
        ("[terms]\nthresholds = {days = 3}\n", 2, "wrong-type"),
        ("rule = 3\n", 1, "wrong-type"),
        ("rule = [3]\n", 1, "wrong-type"),
        ("[rule]\n", 1, "wrong-type"),
        ('[[rule]]\nid = "a"\n', 1, "missing"),
        ('[[rule]]\nid = "A"\nthen = "ask"\n', 2, "wrong-value"),
        ('[[rule]]\nid = "window"\nthen = "ask"\n', 1, "wrong-value"),
        (RULE + RULE, 5, "duplicate"),
        (RULE + 'fee = "4.9"\n', 4, "wrong-value"),
        (RULE + 'fee = "4.905 EUR"\n', 4, "wrong-value"),
        (RULE + 'fee = "0.50 JPY"\n', 4, "wrong-value"),
        (RULE + 'fee = "101 %"\n', 4, "wrong-value"),
        (RULE + 'fee = ["1 EUR", "2 EUR"]\n', 4, "wrong-value"),
        (RULE + "fee = 4.90\n", 4, "wrong-type"),
        (RULE + "[rule.when]\nwithin_days = 3.5\n", 5, "wrong-type"),
        (RULE + "[rule.when]\nlater_than_days = 3\n", 1, "wrong-value"),
        (RULE + "[rule.when]\ngrace_days = 3\n", 4, "wrong-value"),
        (RULE + '[rule.when]\ncountry = "fi"\n', 5, "wrong-value"),
        (RULE + "[rule.when]\ncountry = []\n", 5, "missing"),
        (RULE + '[rule.when]\nreason = "a/b/c"\n', 5, "wrong-value"),
        (RULE + '[rule.when]\nordered_from = "2026-01-01"\n', 5, "wrong-type"),
        (RULE + "[rule.when]\nordered_from = 2026-01-01T00:00:00\n", 5, "wrong-type"),
        (RULE + '[rule.when.not]\ncolour = "red"\n', 5, "unknown-key"),
        (RULE + '[rule.when.not]\nnot = {tag = "x"}\n', 5, "unknown-key"),
        (RULE + '[rule.shopper]\nxx = "?"\n', 5, "wrong-value"),
        (RULE + f'[rule.shopper]\nen = "{"a" * 501}"\n', 5, "out-of-range"),
        ('[[rule]]\nid = "a"\nthen = "refuse"\nfee = "1 EUR"\n', 1, "wrong-value"),
        ('[[rule]]\nid = "a"\nthen = "keep"\nreturn_to = "x"\n', 1, "wrong-value"),
        ('[[rule]]\nid = "a"\nthen = "refuse"\nwhen.within_days = 3\n', 1, "wrong-value"),
        ('[address.home]\ncity = "Helsinki"\n', 1, "wrong-value"),
        ('[[example]]\nexpect = "yes"\n', 2, "wrong-value"),
        ('[[example]]\nexpect = "ask"\ndelivered = 2026-01-01\n', 1, "wrong-value"),
        ('[[example]]\nexpect = "ask"\ndays = 3\ndelivered = 2026-01-01\ntoday = 2026-01-02\n', 1, "wrong-value"),
    ],
)
def test_what_cannot_be_is_told_by_its_line(text: str, line: int, code: str) -> None:
    assert [(fault[0], fault[2]) for fault in faults(text)] == [(line, code)]


def test_all_faults_are_told_at_once_in_the_order_of_the_text() -> None:
    text = '[[rule]]\nid = "A"\nthen = "maybe"\n[terms]\nwindow_days = "3"\n'
    assert [fault[0] for fault in faults(text)] == [2, 3, 5]


def test_no_more_are_told_than_somebody_can_mend() -> None:
    assert len(faults("".join(f"key{number} = 1\n" for number in range(1000)))) == 50


MANY = {
    "a million rules": RULE * 1_000_000,
    "as many as fit": "[[rule]]\n" * 50_000,
    "inline": "rule = [" + "{}," * 160_000 + "]",
    "lists in lists": "a = " + "[" * 400_000,
    "tables in tables": "a = " + "{a = " * 90_000,
    "a name of many parts": ".".join("a" * 240_000) + " = 1",
    "a quoted name of many parts": ".".join(['"!"'] * 120_000) + " = 1",
    "one long word": "a" * 499_999,
    "quotes": '"' * 499_999,
    "unknown keys": "".join(f"k{number} = 1\n" for number in range(40_000)),
}


@pytest.mark.parametrize("name", MANY)
def test_a_bomb_is_refused_soon(name: str) -> None:
    start = time.process_time()
    faults(MANY[name])
    assert time.process_time() - start < 6  # a second or less on a machine of its own


def test_a_million_rules_take_no_room() -> None:
    tracemalloc.start()
    faults(MANY["a million rules"])
    faults(MANY["as many as fit"])
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10_000_000


def test_one_rule_too_many_is_told_where_it_stands() -> None:
    text = "".join(f'[[rule]]\nid = "r{number}"\nthen = "ask"\n' for number in range(MOST_RULES + 1))
    assert faults(text) == [(3 * MOST_RULES + 1, 1, "too-many")]
    assert len(read_policy(text.removesuffix(f'[[rule]]\nid = "r{MOST_RULES}"\nthen = "ask"\n')).rules) == MOST_RULES


@given(st.text(alphabet="[]{}=\"'#.\n aruletms0123\\", max_size=120))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    try:
        read_policy(text)
    except PolicyFaults as refusal:
        lines = text.split("\n")
        for fault in refusal.faults:
            assert 1 <= fault.line <= len(lines)
            assert fault.column >= 1


def test_terms_that_are_left_out_stay_as_they_were() -> None:
    before = PolicySetting(window_days=45, approval="none", thresholds={"returns_of_order": 3})
    assert read_policy("[terms]\ngrace_days = 0\n", before).terms == PolicySetting(window_days=45, approval="none", grace_days=0)
    assert read_policy(RULE, before).terms == before


def test_places_know_texts_over_several_lines() -> None:
    text = f"{RULE}agent = '''\n[[rule]]\nid = \"b\"\n'''\n[rule.when]\ntag = \"x\"\n{RULE}"
    places = find_places(text)
    assert places.find(("rule", 1, "id")) == (11, 1)
    assert places.find(("rule", 0, "when", "tag", 3)) == (9, 1)
    assert read_policy(text.replace('id = "a"\nthen = "allow"\nagent', 'id = "c"\nthen = "allow"\nagent')).rules[1].line == 10


def test_line_ends_of_windows_count_as_one() -> None:
    assert faults(RULE.replace("\n", "\r\n") + "fee = 3\r\n") == [(4, 1, "wrong-type")]


@pytest.mark.parametrize("code", FaultCode)
def test_codes_are_words_that_a_program_can_keep(code: FaultCode) -> None:
    assert code.value.replace("-", "").isalpha()
