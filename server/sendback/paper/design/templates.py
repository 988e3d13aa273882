"""Texts of designs, read once: literal words, `{facts}` in braces, and sentences of the catalogue as `@label.tag`."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sendback.paper.bidi import isolate
from sendback.paper.cleaning import clean_text
from sendback.paper.design.facts import FACTS, PLACEHOLDERS
from sendback.paper.design.filling import Filling
from sendback.words.catalogue import FALLBACK, Words

_BRACED = re.compile(r"\{([^{}]*)\}")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
COUNTED = "total.quantity"
# What begins a value among words (see `isolate`).
VALUE = "\u2068"


@dataclass(frozen=True, slots=True)
class Template:
    """A text cut at its braces: names of facts at odd places, words at even ones.

    `counted` is the key of a sentence with plural forms, which is chosen anew for every paper.
    """

    pieces: tuple[str, ...]
    has_words: bool
    counted: str = ""

    @property
    def facts(self) -> tuple[str, ...]:
        """The names of the facts it shows."""
        return (COUNTED,) if self.counted else self.pieces[1::2]


NOTHING = Template(("",), False)


def choose_literal(text: str | Mapping[str, str], language: str) -> str:
    """Choose the wording for a language: its own, the English one, or whichever comes first."""
    if isinstance(text, str):
        return text
    plain = language.split("-", maxsplit=1)[0]
    return text.get(language) or text.get(plain) or text.get(FALLBACK) or next(iter(text.values()))


def read_template(text: str | Mapping[str, str], words: Words) -> Template:
    """Read a text in the language of these words; KeyError for a fact or a sentence that does not exist."""
    literal = choose_literal(text, words.language)
    if literal.startswith("@") and "{" not in literal:
        literal = f"{{{literal}}}"
    if literal.startswith("{@") and _BRACED.fullmatch(literal) and not isinstance(words.text(literal[2:-1]), str):
        return Template((), True, literal[2:-1])
    pieces = _BRACED.split(_put_sentences(literal, words))
    for name in pieces[1::2]:
        FACTS[name]  # KeyError names it
    cleaned = tuple(piece if at % 2 else _clean(piece) for at, piece in enumerate(pieces))
    return Template(cleaned, any(piece.strip() for piece in cleaned[::2]))


def fill_template(template: Template, on: Filling) -> str:
    """Put the facts in; among words of a sentence each keeps its own direction to itself."""
    if template.counted:
        return on.words.plural(template.counted, on.count_pieces())
    if len(template.pieces) == 1:
        return template.pieces[0]
    if not template.has_words and len(template.pieces) == 3:  # one fact alone
        return FACTS[template.pieces[1]].read(on)
    return "".join(_list_filled(template, on))


def find_base(line: str, words: Words) -> bool | None:
    """Give a line its own direction, but a sentence around values that of its language: a value may come first."""
    return words.direction == "rtl" if VALUE in line else None


def _list_filled(template: Template, on: Filling) -> Iterator[str]:
    for at, piece in enumerate(template.pieces):
        if at % 2 == 0:
            yield piece
        elif said := FACTS[piece].read(on):
            yield isolate(said)


def _put_sentences(literal: str, words: Words) -> str:
    """Put in the sentences of the catalogue, their placeholders turned into the names of facts."""
    return _BRACED.sub(lambda found: _find_sentence(found[1][1:], words) if found[1].startswith("@") else found[0], literal)


def _find_sentence(key: str, words: Words) -> str:
    sentence = words.text(key)
    if not isinstance(sentence, str):
        raise KeyError(key)
    return _PLACEHOLDER.sub(lambda found: f"{{{PLACEHOLDERS[found[1]]}}}", sentence)


def _clean(piece: str) -> str:
    """Clean literal words, line by line; the spaces next to facts stay."""
    return "\n".join(_clean_line(line) for line in piece.split("\n"))


@functools.lru_cache(maxsize=1024)
def _clean_line(line: str) -> str:
    before, after = " " * line[:1].isspace(), " " * line[-1:].isspace()
    cleaned = clean_text(line)
    return f"{before}{cleaned}{after}" if cleaned else before
