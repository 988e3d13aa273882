"""Where lines of Japanese end best: between phrases, as BudouX finds them."""

import functools
from collections.abc import Sequence

import budoux.parser


@functools.lru_cache(maxsize=1024)
def join_phrases(pieces: tuple[str, ...]) -> Sequence[Sequence[str]]:
    """Put pieces of Japanese together to phrases; a line may end between them, and within one that is wider than the line."""
    places, at = set(), 0
    for phrase in _load_model().parse("".join(pieces)):
        places.add(at)
        at += len(phrase)
    phrases: list[list[str]] = []
    at = 0
    for piece in pieces:
        if not phrases or at in places or phrases[-1][-1][-1].isspace():
            phrases.append([])
        phrases[-1].append(piece)
        at += len(piece)
    return phrases


@functools.cache
def _load_model() -> budoux.parser.Parser:
    return budoux.parser.load_default_japanese_parser()
