"""Names that are alike: what a name turns into with a letter missing, and its consonants alone."""

import re
from collections.abc import Iterable

LEAST_LETTERS = 4
_SOUNDS = str.maketrans({"c": "k", "q": "k", "z": "s", "w": "v", "d": "t", "b": "p"} | dict.fromkeys("aeiouyjh"))
_DOUBLE = re.compile(r"(.)\1+")


def has_spellings(word: str) -> bool:
    """Say whether a word is long enough, and of letters, to be looked for by its spelling."""
    return LEAST_LETTERS <= len(word) <= 40 and word.isalpha() and ord(word[0]) < 0x0590


def list_spellings(word: str) -> set[str]:
    """List under what a name is kept.

    >>> sorted(list_spellings("meyer"))
    ['eyer', 'meer', 'meye', 'meyer', 'meyr', 'myer', '~mr']
    """
    return {word, *_shorten(word), *_sound(word)}


def list_misspellings(word: str) -> set[str]:
    """List under what a name that was typed may be kept; up to two letters too many are dropped from a longer one."""
    once = set(_shorten(word))
    twice = {shorter for each in once for shorter in _shorten(each)} if len(word) > LEAST_LETTERS + 1 else set()
    return {word, *once, *twice, *_sound(word)}


def choose_alike(word: str, candidates: Iterable[str], most: int) -> list[str]:
    """Choose the names that are most like what was typed, the likest first.

    >>> choose_alike("korhnen", ["korhonen", "korpinen", "kotonen"], 2)
    ['korhonen', 'korpinen']
    """
    worst = 1 if len(word) <= LEAST_LETTERS else 2
    far = sorted((count_slips(word, each), each) for each in candidates)
    return [each for slips, each in far if slips <= worst][:most]


def count_slips(one: str, other: str) -> int:
    """Count letters missing, added, changed, or swapped with their neighbour (optimal string alignment).

    >>> count_slips("virtanen", "vitranen"), count_slips("aino", "ainno")
    (1, 1)
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for place, letter in enumerate(one):
        row = [place + 1]
        for there, their in enumerate(other):
            cost = min(last[there + 1] + 1, row[there] + 1, last[there] + (letter != their))
            if place and there and letter == other[there - 1] and one[place - 1] == their:
                cost = min(cost, before[there - 1] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]


def _shorten(word: str) -> list[str]:
    return [word[:place] + word[place + 1 :] for place in range(len(word))]


def _sound(word: str) -> list[str]:
    """Give a word's consonants, those that sound alike as one; nothing where that says too little."""
    sounds = _DOUBLE.sub(r"\1", word.replace("ph", "f").translate(_SOUNDS))
    return [f"~{sounds}"] if len(sounds) > 1 else []
