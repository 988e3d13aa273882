"""Sentences come in the reader's language, with its own plurals, days and money."""

from datetime import date

import pytest

from sendback.words.catalogue import LANGUAGES, Words, match_language, words_for


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("en", "en"), ("de-AT", "de"), ("fi_FI", "fi"), ("zh", "zh-Hans"), ("zh-CN", "zh-Hans"), ("zh-Hans-SG", "zh-Hans"),
        ("zh-TW", None), ("zh-Hant-HK", None), ("AR-eg", "ar"), ("sv", None), ("", None), ("-", None), ("d", None),
    ],
)  # fmt: skip
def test_a_tag_finds_the_language_its_reader_reads(wanted: str, found: str | None) -> None:
    assert match_language([wanted]) == found


def test_the_first_wanted_language_that_is_offered_wins() -> None:
    assert match_language(["sv", "de", "fi"], ("fi", "de")) == "de"


def test_an_unknown_language_is_answered_in_english() -> None:
    assert words_for("sv").language == "en"


def test_a_shops_wording_wins_and_the_rest_stays() -> None:
    words = words_for("de", {"policy.open": "Gern zurück."})
    assert words("policy.open") == "Gern zurück."
    assert words("policy.all_taken") == words_for("de")("policy.all_taken")


def test_placeholders_are_filled_and_a_shoppers_braces_are_not() -> None:
    assert "{x}" in words_for("en")("policy.open_until", day="{x}")


def test_a_key_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        words_for("en")("policy.nothing")


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_arabic_is_written_from_the_right(language: str) -> None:
    assert words_for(language).direction == ("rtl" if language == "ar" else "ltr")


def test_plurals_take_the_form_of_the_language() -> None:
    forms = {"zero": "0", "one": "1", "two": "2", "few": "3-10", "many": "11-99", "other": "100"}
    words = Words("ar", {"x.items": forms})  # type: ignore[dict-item]
    said = {count: words.plural("x.items", count) for count in (0, 1, 2, 3, 10, 11, 99, 100)}
    assert said == {0: "0", 1: "1", 2: "2", 3: "3-10", 10: "3-10", 11: "11-99", 99: "11-99", 100: "100"}


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", "November 24, 2026"), ("de", "24. November 2026"), ("fi", "24. marraskuuta 2026"), ("zh-Hans", "2026年11月24日")],
)
def test_days_are_written_as_the_language_writes_them(language: str, shown: str) -> None:
    assert words_for(language).day(date(2026, 11, 24)) == shown


@pytest.mark.parametrize(
    ("currency", "shown"), [("EUR", "€1,234.56"), ("JPY", "¥123,456"), ("KWD", "KWD\N{NO-BREAK SPACE}123.456")]
)
def test_money_has_the_decimals_of_its_currency(currency: str, shown: str) -> None:
    assert words_for("en").money(123456, currency) == shown
