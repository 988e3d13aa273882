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
    own = words.overrides.values()
    return _speaks_western(words.language) and can_be_builtin(own) and can_be_builtin(list_texts(facts))


@functools.cache
def _speaks_western(language: str) -> bool:
    texts = Words(language).area("label").values()
    forms = [[text] if isinstance(text, str) else text.values() for text in texts]
    return all(can_be_builtin(form) for form in forms)
