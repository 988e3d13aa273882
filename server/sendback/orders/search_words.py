"""Words as they are compared when somebody looks for a return: without case, accents, umlauts' spellings and double letters."""

import re
import unicodedata
from collections.abc import Iterator

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ς": "σ", "ى": "ي", "ة": "ه", "ـ": None}
)
_WORDS = re.compile(r"\w+")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+"
)
"""Scripts that put no blanks between words, and Hangul, whose names are written together."""
_UMLAUTS = re.compile("([aou])e")
_DOUBLE = re.compile(r"([a-z])\1+")
_LONGEST_RUN, _LONGEST_PIECE = 24, 8


def fold(text: str) -> str:
    """Spell a text without case, accents and points.

    >>> fold("Järvenpää"), fold("Søren Łukasz"), fold("Γιώργος")
    ('jarvenpaa', 'soren lukasz', 'γιωργοσ')
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", plain.translate(_LETTERS))


def loosen(word: str) -> str:
    """Spell a folded word as carelessly as people do; every beginning of a word loosens to a beginning of the loosened word.

    >>> loosen("jarvenpaa"), loosen("jaervenpaa"), loosen("nieminnen"), loosen("a100")
    ('jarvenpa', 'jarvenpa', 'nieminen', 'a100')
    """
    if not (word.isascii() and word.isalpha()):
        return word
    return _DOUBLE.sub(r"\1", _UMLAUTS.sub(r"\1", word))


def split_words(text: str) -> list[str]:
    """List a text's words, loosened.

    >>> split_words("Anna-Maria Müller"), split_words("张伟")
    (['ana', 'maria', 'muler'], ['张伟'])
    """
    return [loosen(word)[:40] for word in _WORDS.findall(fold(text))]


def list_pieces(word: str) -> Iterator[str]:
    """List what a word is found by: itself, and from each letter on where no blanks are written.

    >>> list(list_pieces("muler")), list(list_pieces("张伟明"))
    (['muler'], ['张伟明', '伟明', '明'])
    """
    runs = [run[:_LONGEST_RUN] for run in _UNSPACED.findall(word)]
    if not runs:
        yield word
    for run in runs:
        for start in range(len(run)):
            yield run[start : start + _LONGEST_PIECE]


def cut_piece(word: str) -> str:
    """Cut what was typed to the length at which words without blanks are kept."""
    return word[:_LONGEST_PIECE] if _UNSPACED.search(word) else word


def compact(text: str) -> str:
    """Spell a number: its letters and digits alone.

    >>> compact("#SB-2026/0042")
    'sb20260042'
    """
    return "".join(_WORDS.findall(fold(text))).replace("_", "")[:40]
