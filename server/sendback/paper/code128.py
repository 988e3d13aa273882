"""Code 128 symbols (ISO/IEC 15417) of the fewest characters that can say a text, on python-barcode's tables.

python-barcode itself changes code sets more often than it must, and each change is eleven modules by which all others could
have been wider.
"""

import functools
import re
from typing import Any

import barcode.charsets.code128

tables: Any = barcode.charsets.code128
# Function 1: at the beginning it says that what follows are application identifiers of GS1. No text has this character.
FNC1 = "\ufdd1"
CHARACTER, MODULUS, FUNCTION = 11, 103, 102
_LETTERS = {"A": tables.A, "B": tables.B}
_TO = {"A": 101, "B": 100, "C": 99}
_BARS = re.compile("1+")
# How many characters of a symbol are still to come, and their values as pairs of the first and the rest.
_Rest = tuple[int, Any]


@functools.lru_cache(maxsize=256)
def encode_code128(text: str) -> tuple[tuple[int, int], ...]:
    """Return each bar's first module and width in modules; ValueError for text that the symbology has no way to say.

    The text may hold FNC1.
    """
    values = _choose_values(text)
    check = (values[0] + sum([at * value for at, value in enumerate(values)])) % MODULUS
    patterns = [_PATTERNS[value] for value in (*values, check)]
    patterns.append(_STOP)
    return tuple([(at * CHARACTER + start, width) for at, pattern in enumerate(patterns) for start, width in pattern])


def _choose_values(text: str) -> list[int]:
    """Find the shortest way to say a text: from its end to its beginning, the best rest for each code set in use."""
    if strange := [char for char in text if char != FNC1 and not char.isascii()]:
        raise ValueError(f"no bars say {strange[0]}")
    if not text:
        raise ValueError("bars say something")
    sets = "BC" if text.isprintable() else "BCA"
    ways: list[dict[str, _Rest]] = [{} for _ in text] + [dict.fromkeys(sets, (0, None))]
    for at in range(len(text) - 1, -1, -1):
        here = ways[at]
        for name in sets:
            if found := _say(text, at, name, ways):
                here[name] = found
        for name, (count, rest) in list(here.items()):
            for other in sets:
                if other not in here or here[other][0] > count + 1:
                    here[other] = count + 1, (_TO[name], rest)
    first = min(ways[0], key=lambda name: ways[0][name][0])
    rest = ways[0][first][1]
    values = [tables.START_CODES[first]]
    while rest:
        value, rest = rest
        values.append(value)
    return values


def _say(text: str, at: int, name: str, ways: list[dict[str, _Rest]]) -> _Rest | None:
    """Say the next character, or pair of digits, without leaving a code set, and then the rest."""
    char, stop = text[at], at + 1
    if char == FNC1:
        value = FUNCTION
    elif name == "C":
        pair, stop = text[at : at + 2], at + 2
        if len(pair) < 2 or not (pair.isascii() and pair.isdigit()):
            return None
        value = int(pair)
    elif (found := _LETTERS[name].get(char)) is not None:
        value = found
    else:
        return None
    count, rest = ways[stop][name]
    return count + 1, (value, rest)


def _find_spans(pattern: str) -> tuple[tuple[int, int], ...]:
    return tuple((bar.start(), bar.end() - bar.start()) for bar in _BARS.finditer(pattern))


_PATTERNS = tuple(_find_spans(pattern) for pattern in tables.CODES)
_STOP = _find_spans(tables.STOP + "11")
