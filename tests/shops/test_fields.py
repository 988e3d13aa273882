"""A shop's own patterns: whole answers only, and none may think for long."""

import time

import pytest

from sendback.shops.fields import FieldKind, FieldSetting, in_language


def text_field(pattern: str | None) -> FieldSetting:
    return FieldSetting(id="own_code", kind=FieldKind.TEXT, pattern=pattern)


@pytest.mark.parametrize(
    ("pattern", "answer", "accepted"),
    [
        (None, "anything", True),
        (r"\d{4}", "1234", True),
        (r"\d{4}", "12345", False),
        (r"\d{4}", "1234\n", False),
        (r"\d{4}|x", "x", True),
        (r"[A-Z]{2}-\d+", "FI-9", True),
        (r"\p{Han}+", "张伟", True),
        (r"^a$", "a", True),
    ],
)
def test_a_pattern_fits_the_whole_answer(pattern: str | None, answer: str, accepted: bool) -> None:
    assert text_field(pattern).accepts(answer) is accepted


@pytest.mark.parametrize(
    "pattern", ["(a|aa)+$", "(a+)+$", "((a{1,9999}){1,9999}){1,9999}", "(?:a?){200}a{200}", r"(a|a|b|b|c)*\1d"]
)
def test_a_pattern_that_never_ends_fits_nothing_and_costs_little(pattern: str) -> None:
    began = time.perf_counter()
    assert text_field(pattern).accepts("a" * 199 + "!") is False
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize(
    ("labels", "shown"),
    [
        ({"fi": "Koko", "en": "Size", "de": "Größe"}, "Koko"),
        ({"en": "Size", "de": "Größe"}, "Größe"),
        ({"en": "Size", "ar": "مقاس"}, "Size"),
        ({"ar": "مقاس"}, "مقاس"),
        ({"fi": "", "ar": "مقاس"}, "مقاس"),
        ({}, ""),
    ],
)
def test_a_label_is_shown_in_the_best_language_there_is(labels: dict[str, str], shown: str) -> None:
    assert in_language(labels, "fi", "de") == shown


@pytest.mark.parametrize("pattern", ["(a{1000}){1000}", "((a{99}){99}){99}", "a{99999999}", "a{00009999999,}"])
def test_a_pattern_that_repeats_too_much_is_refused_before_it_takes_the_memory(pattern: str) -> None:
    began = time.perf_counter()
    with pytest.raises(ValueError, match="repeats too much"):
        text_field(pattern)
    assert time.perf_counter() - began < 0.5


@pytest.mark.parametrize("pattern", [r"\d{4}-\d{6}-\d{4}", "[A-Z]{2}[0-9]{1,20}", "a{0,9999}"])
def test_patterns_that_shops_use_may_repeat(pattern: str) -> None:
    assert text_field(pattern).pattern == pattern
