"""Text from people, made fit for a line of print."""

import functools
import unicodedata

import regex

MAX_CHARACTERS = 600
MAX_MARKS = 4
# Below it there are no marks, and all letters are in NFC.
FIRST_MARK = "\u0300"

_BREAKS = regex.compile(r"[\s\u0085\u2028\u2029]+")
# Controls, bidi overrides and isolates, soft hyphens, variation selectors: nothing of these is ever ink. The joiners of
# Persian and Indic spelling stay. Surrogates and unassigned code points cannot be written at all.
_UNSEEN = regex.compile(r"[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\uFE00-\uFE0F\U000E0100-\U000E01EF--[\u200C\u200D]]", regex.V1)
_PILED_MARKS = regex.compile(rf"(\p{{M}}{{{MAX_MARKS}}})\p{{M}}+")


@functools.lru_cache(maxsize=1024)
def clean_text(text: str, most: int = MAX_CHARACTERS) -> str:
    """Return one line in NFC without controls and bidi overrides, at most `most` characters and 4 marks to a letter.

    >>> clean_text(" Liisa\\r\\nJa\\u0308rvi\\u202e ")
    'Liisa Järvi'
    """
    if text.isprintable() and (text.isascii() or max(text) < FIRST_MARK):
        return " ".join(text[:most].split())
    short = unicodedata.normalize("NFC", text[: 2 * most])
    seen = _UNSEEN.sub("", _BREAKS.sub(" ", short))
    return _PILED_MARKS.sub(r"\1", seen)[:most].strip()


def clean_lines(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines that have something to print."""
    return tuple(clean for line in lines if (clean := clean_text(line)))
