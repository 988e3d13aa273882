"""How a shop serves the right of withdrawal: who is told, what it says of periods and exceptions, in which words."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from sendback.shops.frozen import Frozen
from sendback.shops.options import Country
from sendback.shops.rewording import check_rewording
from sendback.words.catalogue import FALLBACK, LAW, Words, list_law_languages, match_language

Glob = Annotated[str, Field(min_length=1, max_length=64)]
Line = Annotated[str, Field(min_length=1, max_length=120)]
LEAST_DAYS = 14
"""Directive 2011/83/EU, Article 9(1); a shop may give more."""


def _known_language(tag: str) -> str:
    if tag not in list_law_languages():
        raise ValueError(f"not one of {', '.join(list_law_languages())}")
    return tag


LawLanguage = Annotated[str, AfterValidator(_known_language)]
Article = Literal["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m"]


class ExceptionSetting(Frozen):
    """Goods that the shop holds to be excepted by one letter of Article 16; it is shown to people and refuses nothing."""

    article: Article
    skus: tuple[Glob, ...] = Field(default=(), max_length=1000)
    categories: tuple[Glob, ...] = Field(default=(), max_length=200)


class WithdrawalSetting(Frozen):
    """What a statement is addressed to and how it is worded; empty texts fall back to the shop's name and return address.

    `days` are the shop's own longer periods by country, `texts` its wording by language and by the key in
    `words/locale/*/withdrawal.json`.
    """

    enabled: bool = True
    trader: str = Field(default="", max_length=120)
    address: tuple[Line, ...] = Field(default=(), max_length=6)
    email: str = Field(default="", max_length=254, pattern=r"^(|[^@\s,;<>\x00-\x1f]+@[^@\s,;<>\x00-\x1f]+)$")
    days: dict[Country, Annotated[int, Field(ge=LEAST_DAYS, le=365)]] = Field(default_factory=dict)
    exceptions: tuple[ExceptionSetting, ...] = Field(default=(), max_length=100)
    texts: dict[LawLanguage, dict[str, Annotated[str, Field(max_length=1000)]]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _fits(self) -> "WithdrawalSetting":
        for language, texts in self.texts.items():
            for key, text in texts.items():
                check_rewording(Words(language), f"{LAW}.{key}", text)
        return self

    def words(self, language: str) -> Words:
        """Return the wording nearest to a language, with the shop's own laid over it; the languages are not only the shop's."""
        known = match_language([language], list_law_languages()) or FALLBACK
        return Words(known, {f"{LAW}.{key}": text for key, text in self.texts.get(known, {}).items()})
