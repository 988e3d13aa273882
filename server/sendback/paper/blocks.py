"""The blocks that labels and slips are composed of, laid out from left to right; right-to-left pages are mirrored whole."""

from collections.abc import Sequence

from sendback.paper.drawing import DOT_MM, POINTS_PER_MM, Box, Fill, Part, Picture, Role, Symbol, Text, Thing
from sendback.paper.logo import read_logo
from sendback.paper.model import LabelFacts
from sendback.paper.shaping import EM, Line, set_line
from sendback.paper.symbols import place_bars
from sendback.paper.wrapping import LEADING, Fitted, Paragraph, cut_text, fit_paragraphs

HAIRLINE = DOT_MM
# The bold sans has capitals of this height, in thousandths of an em.
CAPITAL = 714
TAG_PT, TAG_HEIGHT, TAG_SIDE = 11.5, 7.6, 3.4
HEADING_PT, HEADING_FLOOR_PT = 7.0, 4.5


def measure_mm(line: Line, size_pt: float) -> float:
    """Return the width of a line in millimetres."""
    return line.width / EM * size_pt / POINTS_PER_MM


def rule(x: float, y: float, width: float, weight: float = HAIRLINE) -> Fill:
    """Draw a line across, hanging from y."""
    return Fill(Box(x, y, width, weight))


def place(fitted: Fitted, x: float, y: float) -> list[Thing]:
    """Put fitted lines at the left edge of their block."""
    return [Text(part.line, part.size_pt, x, y + part.baseline) for part in fitted.lines]


def place_middle(line: Line, size_pt: float, box: Box, share: float = 0, white: bool = False) -> Text:
    """Put one line into the middle of a box's height; `share` of the spare width goes before it: 0, 0.5 or 1.

    Capitals stand in the middle, unless tall letters or deep ones would leave the box: then the line moves, or shrinks.
    """
    em = min(size_pt / POINTS_PER_MM, box.height / (line.rise + line.drop) * EM) / EM
    middle = box.y + (box.height + CAPITAL * em) / 2
    baseline = max(box.y + line.rise * em, min(box.bottom - line.drop * em, middle))
    return Text(line, em * EM * POINTS_PER_MM, box.x + (box.width - line.width * em) * share, baseline, white)


def shrink_line(
    text: str,
    width: float,
    size_pt: float,
    floor_pt: float,
    bold: bool = False,
    rtl: bool | None = None,
    builtin: bool = False,
) -> tuple[Line, float]:
    """Set one line in this many millimetres: shrunk to the floor, then cut."""
    line = set_line(text, bold, rtl, builtin)
    size = min(size_pt, max(floor_pt, width * POINTS_PER_MM / max(1, line.width) * EM))
    return cut_text(text, width * POINTS_PER_MM / size * EM, bold, rtl, builtin), size


def compose_header(facts: LabelFacts, tag: str, box: Box, builtin: bool) -> list[Thing]:
    """Put the shop's logo, or its name, opposite a black tag that says what this paper is."""
    line, size = shrink_line(tag, box.width * 0.45 - 2 * TAG_SIDE, TAG_PT, 6, bold=True, builtin=builtin)
    width = measure_mm(line, size) + 2 * TAG_SIDE
    black = Box(box.right - width, box.y + (box.height - TAG_HEIGHT) / 2, width, TAG_HEIGHT)
    space = Box(box.x, box.y, box.width - width - 4, box.height)
    return [_compose_name(facts, space, builtin), Fill(black), place_middle(line, size, black, 0.5, white=True)]


def _compose_name(facts: LabelFacts, box: Box, builtin: bool) -> Thing:
    raster = read_logo(facts.logo_png) if facts.logo_png else None
    if facts.logo_png and raster:
        scale = min(min(60.0, box.width) / raster.width, (box.height - 1) / raster.height)
        width, height = raster.width * scale, raster.height * scale
        return Picture(Box(box.x, box.y + (box.height - height) / 2, width, height), facts.logo_png)
    line, size = shrink_line(facts.shop_name, box.width, 17, 8, bold=True, builtin=builtin)
    return place_middle(line, size, box)


def place_section(heading: str, fitted: Fitted, box: Box, gutter: float, builtin: bool) -> list[Thing]:
    """Put a small heading in the gutter, on the first line's baseline, and the fitted lines beside it."""
    line, size = shrink_line(heading, gutter - 1.5, HEADING_PT, HEADING_FLOOR_PT, bold=True, builtin=builtin)
    baseline = fitted.lines[0].baseline if fitted.lines else size / POINTS_PER_MM
    return [Text(line, size, box.x, box.y + baseline), *place(fitted, box.x + gutter, box.y)]


def compose_bars(facts: LabelFacts, box: Box, shown_pt: float, builtin: bool) -> list[Thing]:
    """Put the RMA number as bars, and below them as people read it (HRI)."""
    line, size = shrink_line(facts.rma_shown, box.width, shown_pt, 6, bold=True, builtin=builtin)
    below = size / POINTS_PER_MM * LEADING
    bars = place_bars(facts.rma, Box(box.x, box.y, box.width, box.height - below - 1))
    return [bars, place_middle(line, size, Box(box.x, box.bottom - below, box.width, below), 0.5)]


def compose_pair(label: str, value: str, box: Box, size_pt: float, builtin: bool) -> list[Thing]:
    """Put a small label above a value, in two lines at most."""
    head, head_size = shrink_line(label, box.width, HEADING_PT, HEADING_FLOOR_PT, bold=True, builtin=builtin)
    em = head_size / POINTS_PER_MM
    head_height = max(HEADING_PT / POINTS_PER_MM * LEADING, (head.rise + head.drop) / EM * em)
    fitted = fit_paragraphs([Paragraph(value, bold=True, builtin=builtin)], box.width, box.height - head_height, size_pt, 5, True)
    top = Text(head, head_size, box.x, box.y + head_height - head.drop / EM * em)
    return [top, *place(fitted, box.x, box.y + head_height)]


def find_parts(things: Sequence[Thing], shop_name: str) -> tuple[Part, ...]:
    """Tell what is read as one: lines of one size below one another, and every symbol and logo as a figure."""
    parts: list[Part] = []
    for at, thing in enumerate(things):
        if isinstance(thing, Symbol | Picture):
            parts.append(Part(at, at + 1, Role.FIGURE, thing.value if isinstance(thing, Symbol) else shop_name))
        elif isinstance(thing, Text) and thing.white and not any(part.role is Role.HEADING for part in parts):
            parts.append(Part(at, at + 1, Role.HEADING))
        elif isinstance(thing, Text):
            follows = parts and parts[-1].stop == at and _continues(things[at - 1], thing)
            start = parts.pop().start if follows else at
            parts.append(Part(start, at + 1, Role.PARAGRAPH))
    return tuple(parts)


def _continues(before: Thing, text: Text) -> bool:
    return isinstance(before, Text) and (before.x, before.size_pt) == (text.x, text.size_pt) and not before.white
