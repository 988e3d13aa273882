"""The shop's own wording, made fit for print."""

from dataclasses import replace

from sendback.paper.cleaning import clean_text
from sendback.paper.missing import drop_undrawable
from sendback.words.catalogue import Words


def make_words_ready(words: Words) -> Words:
    """Clean the shop's own wording for paper; what no face draws is left out, so that an emoji stops no label."""
    if not words.overrides:
        return words
    own = {key: drop_undrawable(clean_text(text)) for key, text in words.overrides.items() if key.startswith("label.")}
    return replace(words, overrides=own)
