"""The catalogues say the same in every language: a missing key, form or placeholder fails here, not before a shopper."""

import json
import re
from pathlib import Path

import pytest
from babel import Locale

from sendback.words import catalogue
from sendback.words.catalogue import AREAS, LANGUAGES, Text

FOLDER = Path(catalogue.__file__).parent / "locale"
AREAS_THERE = [area for area in AREAS if (FOLDER / "en" / f"{area}.json").exists()]
PLACEHOLDER = re.compile(r"\{(\w*)\}")
BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
every_area = pytest.mark.parametrize("area", AREAS_THERE)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def read_area(language: str, area: str) -> dict[str, Text]:
    def refuse_twins(pairs: list[tuple[str, Text]]) -> dict[str, Text]:
        assert len({key for key, _ in pairs}) == len(pairs), f"{language}/{area}.json has a key twice"
        return dict(pairs)

    return json.loads((FOLDER / language / f"{area}.json").read_text("utf-8"), object_pairs_hook=refuse_twins)


def forms_of(text: Text) -> list[str]:
    return [text] if isinstance(text, str) else list(text.values())


def placeholders(text: Text) -> set[str]:
    return {name for form in forms_of(text) for name in PLACEHOLDER.findall(form)}


def test_no_language_has_an_area_that_is_not_listed() -> None:
    assert {file.stem for file in FOLDER.glob("*/*.json")} <= set(AREAS)
    assert {folder.name for folder in FOLDER.iterdir() if folder.is_dir()} == set(LANGUAGES)


@every_language
@every_area
def test_every_language_has_the_same_keys(area: str, language: str) -> None:
    assert set(read_area(language, area)) == set(read_area("en", area))


@every_language
@every_area
def test_no_text_is_empty_or_padded(area: str, language: str) -> None:
    for key, text in read_area(language, area).items():
        for form in forms_of(text):
            assert form == form.strip() != "", key


@every_language
@every_area
def test_placeholders_are_those_of_the_english_text(area: str, language: str) -> None:
    english = read_area("en", area)
    for key, text in read_area(language, area).items():
        assert placeholders(text) - {"count"} == placeholders(english[key]) - {"count"}, key


@every_language
@every_area
def test_plural_sentences_have_every_form_of_the_language(area: str, language: str) -> None:
    english = read_area("en", area)
    wanted = set(Locale.parse(language, sep="-").plural_form.rules) | {"other"}
    for key, text in read_area(language, area).items():
        assert isinstance(text, str) == isinstance(english[key], str), key
        if not isinstance(text, str):
            assert set(text) == wanted, key


@every_language
@every_area
def test_texts_are_plain_sentences(area: str, language: str) -> None:
    """No markup, no direction marks (the page sets the direction), no braces that are not a placeholder."""
    for key, text in read_area(language, area).items():
        for form in forms_of(text):
            assert not re.search(r"[<>]", form), key
            assert not BIDI.search(form), key
            assert not re.search(r"[{}]", PLACEHOLDER.sub("", form)), key
            assert "" not in PLACEHOLDER.findall(form), key
