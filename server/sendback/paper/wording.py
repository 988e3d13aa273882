"""The shop's own wording, made fit for print."""

import functools
from dataclasses import replace

from sendback.paper.cleaning import clean_text
from sendback.paper.faces import can_be_builtin
from sendback.paper.missing import drop_undrawable, list_texts
from sendback.paper.model import LabelFacts
from sendback.words.catalogue import Words


def make_words_ready(words: Words) -> Words:
    """Clean the shop's own wording for paper; what no face draws is left out, so that an emoji stops no label."""
    if not words.overrides:
        return words
    own = {key: drop_undrawable(clean_text(text)) for key, text in words.overrides.items() if key.startswith("label.")}
    return replace(words, overrides=own)


def is_western(facts: LabelFacts, words: Words) -> bool:
    """Say whether every text of a paper can be set in the Helvetica that viewers bring; `facts` were made ready."""
    own, unsaid = (
        words.overrides.values(),
        _list_unsaid(words.language, facts.currency, facts.sender_country, facts.receiver_country),
    )
    return _speaks_western(words.language) and all(map(can_be_builtin, (own, unsaid, list_texts(facts))))


@functools.lru_cache(maxsize=256)
def _list_unsaid(language: str, currency: str, *countries: str) -> tuple[str, ...]:
    """List what is made of codes: a currency's sign, and countries' names."""
    words = Words(language)
    return (words.money(0, currency) if currency else "", *(words.country(code) for code in countries if code))


@functools.cache
def _speaks_western(language: str) -> bool:
    texts = Words(language).area("label").values()
    forms = [[text] if isinstance(text, str) else text.values() for text in texts]
    return all(can_be_builtin(form) for form in forms)
