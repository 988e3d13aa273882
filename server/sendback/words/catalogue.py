"""Sentences by key and language, with plurals, days and money by the language's own rules (CLDR, through Babel)."""

import functools
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from importlib import resources

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, get_currency_precision

LANGUAGES = ("en", "fi", "zh-Hans", "de", "ar")
AREAS = ("address", "widget", "hosted", "status", "parcel", "mail", "label", "policy", "problem", "withdrawal", "demo", "dock")
FALLBACK = "en"
LAW = "withdrawal"
"""The area that more languages have than the rest: a right of every EU consumer is told in theirs."""

Text = str | Mapping[str, str]
Overrides = Mapping[str, str]
_NONE: Overrides = {}


@dataclass(frozen=True, slots=True)
class Words:
    """One language's sentences, with a shop's own wording laid over them."""

    language: str
    overrides: Overrides = field(default_factory=dict)

    def __call__(self, key: str, /, **values: object) -> str:
        """Say the sentence `key`, its placeholders filled; KeyError when there is none."""
        return _fill(self.text(key), values)

    def plural(self, key: str, count: int, /, **values: object) -> str:
        """Say the sentence `key` in the form that `count` asks for; `{count}` is filled too."""
        forms = self.text(key)
        if isinstance(forms, str):
            return _fill(forms, {"count": count, **values})
        form = forms.get(_locale(self.language).plural_form(count), forms["other"])
        return form.format_map({"count": count, **values})

    def text(self, key: str) -> Text:
        """Return the sentence as written: a text, or its plural forms by CLDR category."""
        return self.overrides.get(key) or _sentences(self.language)[key]

    def area(self, area: str) -> dict[str, Text]:
        """Return one area's sentences without its prefix, for the widget and other clients."""
        prefix = f"{area}."
        names = [key for key in _sentences(FALLBACK) if key.startswith(prefix)]
        return {key.removeprefix(prefix): self.text(key) for key in names}

    @property
    def direction(self) -> str:
        """Say which way this language is written: ltr or rtl."""
        return "rtl" if _locale(self.language).text_direction == "rtl" else "ltr"

    def day(self, day: date) -> str:
        """Write a day the way this language does, with the month in words."""
        return format_date(day, format="long", locale=_locale(self.language))

    def money(self, minor: int, currency: str) -> str:
        """Write an amount given in minor units."""
        amount = Decimal(minor).scaleb(-get_currency_precision(currency))
        shown = format_currency(amount, currency, locale=_locale(self.language))
        return re.sub(r"(?<=[A-Z])(?=\d)", "\N{NO-BREAK SPACE}", shown)  # Unicode's spacing of a code, which babel leaves out

    def country(self, code: str) -> str:
        """Name a country by its ISO 3166 code."""
        return str(_locale(self.language).territories.get(code, code))

    def language_name(self) -> str:
        """Name this language in itself."""
        name = _locale(self.language).get_display_name(self.language.replace("-", "_"))
        return str(name or self.language)


@functools.lru_cache(maxsize=64)
def _plain(language: str) -> Words:
    return Words(language)


def words_for(language: str, overrides: Overrides = _NONE) -> Words:
    """Find the best words for a language tag, falling back from `de-AT` to `de` to English."""
    known = match_language([language]) or FALLBACK
    return Words(known, overrides) if overrides else _plain(known)


def match_language(wanted: Iterable[str], offered: Iterable[str] = LANGUAGES) -> str | None:
    """Return the first offered language that someone who wants these tags can read, or None (RFC 4647, 3.4)."""
    by_lower = {tag.lower(): tag for tag in offered}
    for tag in wanted:
        parts = tag.replace("_", "-").lower().split("-")
        if parts[0] == "zh" and not {"hant", "tw", "hk", "mo"} & set(parts):
            parts = ["zh", "hans"]
        for length in range(len(parts), 0, -1):
            if found := by_lower.get("-".join(parts[:length])):
                return found
    return None


@functools.cache
def _sentences(language: str) -> Mapping[str, Text]:
    root = resources.files("sendback.words")
    files = [(area, root.joinpath("locale", language, f"{area}.json")) for area in AREAS]
    files.append((LAW, root.joinpath(LAW, f"{language}.json")))  # a language of the law only: nothing else speaks it
    every: dict[str, Text] = {}
    for area, file in files:
        if file.is_file():
            every |= {f"{area}.{key}": text for key, text in json.loads(file.read_text("utf-8")).items()}
    return every


@functools.cache
def list_law_languages() -> tuple[str, ...]:
    """List what a withdrawal can be spoken in: our own languages, and every further one with a file in `words/withdrawal/`."""
    files = resources.files("sendback.words").joinpath(LAW).iterdir()
    return (*LANGUAGES, *sorted(file.name.removesuffix(".json") for file in files if file.name.endswith(".json")))


@functools.cache
def _locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")


def _fill(text: Text, values: Mapping[str, object]) -> str:
    if not isinstance(text, str):
        raise TypeError("this sentence has plural forms: use plural()")
    return text.format_map(values) if values else text
