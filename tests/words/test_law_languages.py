"""The wording of the law: whole in every language that has it, and chosen apart from the shop's languages."""

import json
import re
from importlib import resources

import pytest

from sendback.words.catalogue import LANGUAGES, Words, list_law_languages

UNION = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv".split()
FURTHER = [tag for tag in list_law_languages() if tag not in LANGUAGES]
PLACEHOLDER = re.compile(r"\{(\w*)\}")


def test_further_languages_are_of_the_union_and_listed_once() -> None:
    assert set(FURTHER) <= set(UNION)
    assert len(set(list_law_languages())) == len(list_law_languages())


@pytest.mark.parametrize("language", FURTHER)
def test_a_further_language_says_all_of_it(language: str) -> None:
    file = resources.files("sendback.words").joinpath("withdrawal", f"{language}.json")
    english, own = Words("en").area("withdrawal"), json.loads(file.read_text("utf-8"))
    assert list(own) == list(english)
    for key, text in own.items():
        assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(str(english[key]))), key
        assert text == text.strip() != "", key
        assert not re.search(r"[<>\u200e\u200f\u202a-\u202e\u2066-\u2069]", text), key


@pytest.mark.parametrize("language", list_law_languages())
def test_every_language_can_say_when(language: str) -> None:
    from datetime import UTC, datetime

    from sendback.withdrawals.wording import say_moment

    assert say_moment(datetime(2026, 11, 24, 10, 0, 5, tzinfo=UTC), UTC, Words(language)).endswith("10:00:05 (UTC+00:00)")
