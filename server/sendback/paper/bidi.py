"""Directions within a line: the Unicode Bidirectional Algorithm (UAX 9), as fpdf2 carries it out."""

import unicodedata
from collections.abc import Sequence
from itertools import groupby

import regex

_DIGITS = ("EN", "AN")
ISOLATES = regex.compile(r"[\u2066-\u2069]")
_STRONG = regex.compile(r"[\p{Bidi_Class=L}\p{Bidi_Class=R}\p{Bidi_Class=AL}]")
# Letters of these scripts with their marks, spaces and digits: how these run is a matter of a glance.
_SIMPLE = regex.compile(
    r"(?:[\p{Bidi_Class=R}\p{Bidi_Class=AL}]\p{Bidi_Class=NSM}*|[\p{Bidi_Class=WS}\p{Bidi_Class=EN}\p{Bidi_Class=AN}])+"
)
_RIGHT_TO_LEFT = regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}\p{Bidi_Class=AN}]")


def isolate(text: str) -> str:
    """Keep a value's direction to itself within a sentence (UAX 9, 2.7)."""
    return f"\u2068{text}\u2069"


def find_direction(text: str) -> bool | None:
    """Say whether a text's first strong letter runs from right to left; None when it has none (UAX 9, P2)."""
    strong = _STRONG.search(text)
    return None if strong is None else bool(_RIGHT_TO_LEFT.match(strong[0]))


def find_levels(text: str, rtl: bool | None) -> Sequence[int]:
    """Return the embedding level of each character; `rtl` None takes the direction of the first strong letter (P2, P3)."""
    if not rtl and not _RIGHT_TO_LEFT.search(text):
        return [0] * len(text)
    if rtl is not False and _SIMPLE.fullmatch(text) and (rtl or find_direction(text)):
        return [2 if unicodedata.bidirectional(char) in _DIGITS else 1 for char in text]
    # fpdf2 takes a third of a second and forty megabytes to import: only paper that needs it pays.
    from fpdf.bidi import BidiParagraph
    from fpdf.enums import TextDirection

    base = None if rtl is None else (TextDirection.RTL if rtl else TextDirection.LTR)
    paragraph = BidiParagraph(text, base, preserve_bn_chars=True)
    return [char.embedding_level for char in paragraph.get_characters_with_embedding_level()]


def order_visually(levels: Sequence[int]) -> list[int]:
    """Return the indexes of runs of these levels from left to right (UAX 9, rule L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        reordered: list[int] = []
        for high, group in groupby(order, [at >= level for at in levels].__getitem__):
            indexes = list(group)
            reordered += reversed(indexes) if high else indexes
        order = reordered
    return order
