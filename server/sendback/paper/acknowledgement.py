"""The acknowledgement of a withdrawal on A4: as many pages as the statement needs, nothing of it cut."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sendback.paper.cleaning import clean_text
from sendback.paper.drawing import POINTS_PER_MM, Box, Page, Part, Role, Text, Thing, mirror
from sendback.paper.faces import split_by_face
from sendback.paper.model import PaperSize
from sendback.paper.pdf import About, write_pdf
from sendback.paper.shaping import EM
from sendback.paper.symbols import place_qr
from sendback.paper.wrapping import LEADING, Paragraph, wrap_text

MARGIN, SYMBOL = 20.0, 32.0
MOST_CHARACTERS = 20_000
_SHEET = PaperSize.A4


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as it is to be set: its size in points, the millimetres before it; code reads from left to right always."""

    text: str
    size_pt: float = 11
    before: float = 2
    is_bold: bool = False
    is_code: bool = False
    role: Role = Role.PARAGRAPH


@dataclass(frozen=True, slots=True)
class AcknowledgementFacts:
    """All that the paper says, in words that are ready; the same facts draw the same bytes."""

    shop_name: str
    title: str
    received: str
    means: str
    statement_title: str
    statement: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    check_label: str
    check_url: str
    signature: str
    language: str
    direction: str
    made_on: date


def draw_acknowledgement(facts: AcknowledgementFacts) -> bytes:
    """Draw the paper as a PDF; a character that no face has is written as its code point."""
    about = About(show_all(facts.title), facts.language, facts.made_on)
    return write_pdf(lay_out_acknowledgement(facts), about)


def lay_out_acknowledgement(facts: AcknowledgementFacts) -> list[Page]:
    """Place everything on its pages."""
    sheet = _Sheet(facts.direction == "rtl")
    sheet.put_symbol(facts.check_url, facts.check_label)
    for block in _list_blocks(facts):
        sheet.put(block)
    return sheet.finish()


def show_all(text: str) -> str:
    """Clean a text for print without losing any of it.

    >>> show_all("Socken 🧦")
    'Socken [U+1F9E6]'
    """
    clean = clean_text(text, MOST_CHARACTERS)
    missing = set() if clean.isascii() else set(split_by_face(clean, bold=False)[1])
    return "".join(f"[U+{ord(char):04X}]" if char in missing else char for char in clean)


def _list_blocks(facts: AcknowledgementFacts) -> Iterable[Block]:
    yield Block(facts.shop_name, 10, 0, is_bold=True)
    yield Block(facts.title, 18, 4, is_bold=True, role=Role.HEADING)
    yield Block(facts.received, 11, 8)
    yield Block(facts.means)
    yield Block(facts.statement_title, 12, 10, is_bold=True, role=Role.HEADING)
    for line in facts.statement:
        yield Block(line, 11, 2)
    for place, (name, value) in enumerate(facts.facts):
        yield Block(f"{name}: {value}", 9, 1 if place else 10)
    yield Block(facts.check_label, 9, 6)
    yield Block(facts.check_url, 9, 1, is_code=True)
    yield Block(facts.signature, 8, 1, is_code=True)


class _Sheet:
    """Pages that fill up from the top, laid out from left to right and turned round at the end where that is how one reads."""

    def __init__(self, is_rtl: bool) -> None:
        self.is_rtl, self.y = is_rtl, MARGIN
        self.pages: list[Page] = []
        self.things: list[Thing] = []
        self.parts: list[Part] = []

    def put_symbol(self, text: str, alt: str) -> None:
        """Put a QR symbol into the upper corner where lines end."""
        self.things.append(place_qr(text, Box(_SHEET.width_mm - MARGIN - SYMBOL, MARGIN, SYMBOL, SYMBOL)))
        self.parts.append(Part(0, 1, Role.FIGURE, show_all(alt)))

    def put(self, block: Block) -> None:
        """Put a paragraph below the one before, on to the next page where this one is full."""
        text = show_all(block.text)
        if not text:
            return
        self.y += block.before
        beside = SYMBOL + 6 if not self.pages and self.y < MARGIN + SYMBOL + 4 else 0.0
        width = (_SHEET.width_mm - 2 * MARGIN - beside) * POINTS_PER_MM / block.size_pt * EM
        paragraph = Paragraph(text, block.is_bold, rtl=self.is_rtl and not block.is_code)
        em, start = block.size_pt / POINTS_PER_MM / EM, len(self.things)
        for line in wrap_text(paragraph, width, True):
            height = max(LEADING * EM, line.rise + line.drop) * em
            if self.y + height > _SHEET.height_mm - MARGIN:
                self._add_part(start, block.role)
                self._turn()
                start = 0
            self.things.append(Text(line, block.size_pt, MARGIN, self.y + line.rise * em))
            self.y += height
        self._add_part(start, block.role)

    def finish(self) -> list[Page]:
        """Give the finished pages."""
        self._turn()
        return [mirror(page) for page in self.pages] if self.is_rtl else self.pages

    def _add_part(self, start: int, role: Role) -> None:
        if len(self.things) > start:
            self.parts.append(Part(start, len(self.things), role))

    def _turn(self) -> None:
        self.pages.append(Page(_SHEET.width_mm, _SHEET.height_mm, tuple(self.things), tuple(self.parts)))
        self.things, self.parts, self.y = [], [], MARGIN
