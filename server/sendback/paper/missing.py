"""Characters that no face can draw: found before printing, because a box in place of a name is no address."""

from collections.abc import Iterable, Iterator

import regex

from sendback.paper.cleaning import clean_text
from sendback.paper.faces import find_extra, split_by_face
from sendback.paper.model import LabelFacts
from sendback.paper.ready import make_ready

_HAN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")


class GlyphMissing(ValueError):
    """Say which characters cannot be printed."""

    def __init__(self, characters: tuple[str, ...]) -> None:
        super().__init__(say_missing(characters))
        self.characters = characters


def find_missing_glyphs(facts: LabelFacts) -> tuple[str, ...]:
    """Return each character of the facts that no face draws, once, in the order of reading."""
    return _find_missing(make_ready(facts))


def check_glyphs(ready: LabelFacts) -> None:
    """Raise GlyphMissing when facts that were made ready cannot be printed whole."""
    if missing := _find_missing(ready):
        raise GlyphMissing(missing)


def say_missing(characters: Iterable[str]) -> str:
    """Say to an operator what cannot be printed, and what to install when that would help.

    >>> say_missing("😀👍")
    'No font can print 😀 👍.'
    """
    said = f"No font can print {' '.join(characters)}."
    if find_extra() or not _HAN.search(said):
        return said
    return f'{said} pip install "sendback[cjk]" adds a font with rare Chinese characters.'


def find_undrawable(text: str) -> str:
    """Return the characters of one text that no face draws, each once."""
    if text.isascii():
        return ""
    return "".join(dict.fromkeys(split_by_face(clean_text(text), bold=False)[1]))


def drop_undrawable(text: str) -> str:
    """Return a text without the characters that no face draws: for titles, which may do without their emoji.

    >>> drop_undrawable("Socken 🧦 blau")
    'Socken blau'
    """
    missing = find_undrawable(text)
    return " ".join("".join(" " if char in missing else char for char in text).split()) if missing else text


def _find_missing(ready: LabelFacts) -> tuple[str, ...]:
    return tuple(dict.fromkeys(char for text in list_texts(ready) for char in split_by_face(text, bold=False)[1]))


def list_texts(facts: LabelFacts) -> Iterator[str]:
    """List every text of the facts that becomes ink."""
    yield from (facts.shop_name, facts.rma_shown, facts.order_number, facts.carrier_message)
    yield from (facts.sender_name, facts.tracking_number, facts.start_url)
    yield from facts.consignor_lines
    yield from facts.consignee_lines
    for item in facts.items:
        yield from (item.title, item.sku, item.reason, item.hs_code, item.origin)
    yield from (facts.instructions.carrier, facts.instructions.status_url, facts.instructions.contact)
