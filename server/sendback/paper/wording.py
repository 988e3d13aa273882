"""The shop's own wording, made fit for print."""

from dataclasses import replace

from sendback.words.catalogue import Words

from .cleaning import clean_text
from .missing import drop_undrawable


def make_words_ready(words: Words) -> Words:
    """Clean the shop's own wording for paper; what no face draws is left out, so that an emoji stops no label."""
    if not words.overrides:
        return words
    own = {key: drop_undrawable(clean_text(text)) for key, text in words.overrides.items() if key.startswith("label.")}
    return replace(words, overrides=own)
