"""The shop's own wording, made fit for print."""

import functools
from collections.abc import Collection
from dataclasses import replace

from sendback.paper.cleaning import clean_text
from sendback.paper.faces import can_be_builtin
from sendback.paper.missing import drop_undrawable, list_texts
from sendback.paper.model import LabelFacts
from sendback.words.catalogue import Words

# The facts that are said by codes, and could bring signs of their own.
MONEY = frozenset({"item.price", "item.value", "total.value"})
COUNTRIES = frozenset({"sender.country", "receiver.country"})


def make_words_ready(words: Words) -> Words:
    """Clean the shop's own wording for paper; what no face draws is left out, so that an emoji stops no label."""
    if not words.overrides:
        return words
    own = {key: drop_undrawable(clean_text(text)) for key, text in words.overrides.items() if key.startswith("label.")}
    return replace(words, overrides=own)


def is_western(facts: LabelFacts, words: Words, shown: Collection[str]) -> bool:
    """Say whether a paper that shows these facts can be set in the Helvetica that viewers bring; `facts` were made ready."""
    if not (_speaks_western(words.language) and can_be_builtin(words.overrides.values()) and can_be_builtin(list_texts(facts))):
        return False
    money = facts.currency if MONEY & set(shown) else ""
    countries = (facts.sender_country, facts.receiver_country) if COUNTRIES & set(shown) else ()
    return can_be_builtin(_say_codes(words.language, money, *countries))


@functools.lru_cache(maxsize=256)
def _say_codes(language: str, currency: str, *countries: str) -> tuple[str, ...]:
    """Say what is told by codes: a currency's sign, and the names of countries."""
    words = Words(language)
    return (words.money(0, currency) if currency else "", *(words.country(code) for code in countries if code))


@functools.cache
def _speaks_western(language: str) -> bool:
    texts = Words(language).area("label").values()
    forms = [[text] if isinstance(text, str) else text.values() for text in texts]
    return all(can_be_builtin(form) for form in forms)
