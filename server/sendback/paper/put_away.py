"""The label for a thing that is put away: where it goes, what it is, and its SKU in bars."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sendback.paper.acknowledgement import show_all
from sendback.paper.drawing import Box, Page, Part, Role, Symbol, Text, Thing
from sendback.paper.pdf import About, write_pdf
from sendback.paper.symbols import place_bars, place_qr
from sendback.paper.wrapping import Paragraph, fit_paragraphs

MARGIN, SYMBOL, BARS, GAP = 2.0, 12.6, 8.0, 2.4
FIRST_PT, FLOOR_PT = 13.0, 5.0
PLACE, TITLE, SMALL = 1.5, 1.0, 0.8
"""How large each line is beside the title."""


class PutAwaySize(StrEnum):
    """The labels that it is drawn for; the value is what addresses say."""

    MM62X29 = "62x29"
    FOUR_BY_SIX = "4x6"
    A6 = "a6"

    @property
    def mm(self) -> tuple[float, float]:
        """Its width and height in millimetres."""
        return {PutAwaySize.MM62X29: (62.0, 29.0), PutAwaySize.FOUR_BY_SIX: (101.6, 152.4), PutAwaySize.A6: (105.0, 148.0)}[self]


@dataclass(frozen=True, slots=True)
class PutAwayFacts:
    """All that the label says, each but the code empty where there is none; the same facts draw the same bytes."""

    title: str
    sku: str
    grade: str
    place: str
    disposition: str
    quantity: int
    code: str
    """What the QR symbol says: the finding."""
    made_on: date


def draw_put_away(facts: PutAwayFacts, size: PutAwaySize) -> bytes:
    """Draw the label as a PDF; a character that no face has is written as its code point."""
    about = About(show_all(facts.title) or facts.code, "en", facts.made_on)
    return write_pdf([lay_out_put_away(facts, size)], about)


def lay_out_put_away(facts: PutAwayFacts, size: PutAwaySize) -> Page:
    """Place the text, its QR symbol beside it, and below both the bars of its SKU where bars can say it."""
    width, height = size.mm
    scale = min(width / 62.0, height / 29.0)
    side, gap = SYMBOL * scale, GAP * scale
    qr = place_qr(facts.code, Box(width - MARGIN - gap - side, MARGIN + gap, side, side))
    room = Box(MARGIN, height - MARGIN - BARS * scale, width - 2 * MARGIN, BARS * scale)
    bars = _find_bars(facts.sku, room)
    bottom = room.y - 1 if bars else height - MARGIN
    texts = _set_texts(facts, Box(MARGIN, MARGIN, qr.box.x - 2 * MARGIN, bottom - MARGIN), scale)
    things: list[Thing] = [*texts, qr, *([bars] if bars else [])]
    parts = [Part(0, len(texts), Role.PARAGRAPH), Part(len(texts), len(texts) + 1, Role.FIGURE, facts.code)]
    if bars:
        parts.append(Part(len(texts) + 1, len(things), Role.FIGURE, facts.sku))
    return Page(width, height, tuple(things), tuple(parts))


def _set_texts(facts: PutAwayFacts, room: Box, scale: float) -> list[Text]:
    """Set the place largest, then the thing, then what is to be known of it; an empty line is none."""
    count = f"{facts.quantity} ×" if facts.quantity != 1 else ""
    about = " · ".join(filter(None, (count, facts.grade, facts.disposition)))
    lines = [(facts.place, PLACE, True), (facts.title, TITLE, False), (facts.sku, SMALL, True), (about, SMALL, False)]
    paragraphs = [Paragraph(shown, bold, size) for text, size, bold in lines if (shown := show_all(text))]
    fitted = fit_paragraphs(paragraphs, room.width, room.height, FIRST_PT * scale, FLOOR_PT)
    return [Text(each.line, each.size_pt, room.x, room.y + each.baseline) for each in fitted.lines]


def _find_bars(sku: str, room: Box) -> Symbol | None:
    """Place the bars, unless no bars say such a SKU, or they were wider than the label."""
    if not (sku and sku.isascii() and sku.isprintable()):
        return None
    bars = place_bars(sku, room)
    return bars if bars.box.width <= room.width else None
