"""Words in their rectangles: as large as they fit, shrunk, then wrapped, then cut, and never beyond an edge."""

from collections.abc import Sequence

from sendback.paper.drawing import POINTS_PER_MM, Box, Text
from sendback.paper.shaping import EM, Line
from sendback.paper.wrapping import LEADING, Fitted, Paragraph, cut_paragraph, fit_paragraphs, share_forms

# The bold sans has capitals of this height, in thousandths of an em.
CAPITAL = 714
HEADING_PT, HEADING_FLOOR_PT = 7.0, 4.5
HEADING_MM = HEADING_PT / POINTS_PER_MM * LEADING
SHARES = {"start": 0.0, "center": 0.5, "end": 1.0}
LIFTS = {"top": 0.0, "middle": 0.5, "bottom": 1.0}


def measure_mm(line: Line, size_pt: float) -> float:
    """Return the width of a line in millimetres."""
    return line.width / EM * size_pt / POINTS_PER_MM


def place_middle(line: Line, size_pt: float, box: Box, share: float = 0, white: bool = False) -> Text:
    """Put one line into the middle of a box's height; `share` of the spare width goes before it: 0, 0.5 or 1.

    Capitals stand in the middle, unless tall letters or deep ones would leave the box: then the line moves, or shrinks.
    """
    em = min(size_pt / POINTS_PER_MM, box.height / (line.rise + line.drop) * EM) / EM
    middle = box.y + (box.height + CAPITAL * em) / 2
    baseline = max(box.y + line.rise * em, min(box.bottom - line.drop * em, middle))
    return Text(line, em * EM * POINTS_PER_MM, box.x + (box.width - line.width * em) * share, baseline, white)


def shrink_line(paragraph: Paragraph, width: float, size_pt: float, floor_pt: float) -> tuple[Line, float]:
    """Set one line in this many millimetres: shrunk to the floor, then cut; smaller still where not even a letter fits."""
    line = paragraph.line
    size = min(size_pt, max(floor_pt, width * POINTS_PER_MM / max(1, line.width) * EM))
    if line.width * size <= width * POINTS_PER_MM * EM:
        return line, size
    room = width * POINTS_PER_MM / size * EM
    cut = cut_paragraph(paragraph, room)
    return cut, min(size, size * room / max(1, cut.width))


def place_paragraphs(
    paragraphs: Sequence[Paragraph],
    box: Box,
    bounds: tuple[float, float],
    align: str = "start",
    valign: str = "top",
    white: bool = False,
    keep_lines: bool = True,
) -> list[Text]:
    """Set paragraphs between two sizes in points, the larger first; `keep_lines` as `fit_paragraphs` has it."""
    paragraphs = share_forms(paragraphs)
    if whole := _place_whole(paragraphs, box, bounds[0], align, valign, white):
        return whole
    fitted = fit_paragraphs(paragraphs, box.width, box.height, *bounds, keep_lines)
    if not fitted.lines or (len(fitted.lines) == 1 and valign == "middle"):
        line, size = shrink_line(paragraphs[0], box.width, *bounds)
        return [place_middle(line, size, box, SHARES[align], white)]
    return place_fitted(fitted, box, box.y + (box.height - fitted.height) * LIFTS[valign], align, white)


def _place_whole(
    paragraphs: Sequence[Paragraph], box: Box, size_pt: float, align: str, valign: str, white: bool
) -> list[Text] | None:
    """Set paragraphs of one line each at their full size, as most are; None when they do not fit."""
    em = size_pt / POINTS_PER_MM / EM
    lines = [paragraph.line for paragraph in paragraphs]
    if any(line.width * em > box.width for line in lines):
        return None
    if len(lines) == 1 and valign == "middle":
        line = lines[0]
        return [place_middle(line, size_pt, box, SHARES[align], white)] if (line.rise + line.drop) * em <= box.height else None
    heights = [max(LEADING * EM, line.rise + line.drop) * em for line in lines]
    spare = box.height - sum(heights)
    if spare < 0:
        return None
    placed, y, share = [], box.y + spare * LIFTS[valign], SHARES[align]
    for line, height in zip(lines, heights, strict=True):
        baseline = y + (height - (line.rise + line.drop) * em) / 2 + line.rise * em
        placed.append(Text(line, size_pt, box.x + (box.width - line.width * em) * share, baseline, white))
        y += height
    return placed


def place_fitted(fitted: Fitted, box: Box, y: float, align: str = "start", white: bool = False) -> list[Text]:
    """Put fitted lines from y downwards, each to its side of the box; a letter that is wider than the box is set smaller."""
    placed, share = [], SHARES[align]
    for part in fitted.lines:
        size = min(part.size_pt, box.width * POINTS_PER_MM * EM / max(1, part.line.width))
        x = box.x + (box.width - measure_mm(part.line, size)) * share
        placed.append(Text(part.line, size, x, y + part.baseline, white))
    return placed


def find_heading_mm(box: Box) -> float:
    """Return the height of the heading above a text: less in a box that is too low for both."""
    return min(HEADING_MM, box.height * 0.4)


def place_heading(text: str, box: Box, align: str = "start", builtin: bool = False, white: bool = False) -> Text:
    """Put a small bold heading along the top of a box."""
    line, size = shrink_line(Paragraph(text, True, builtin=builtin), box.width, HEADING_PT, HEADING_FLOOR_PT)
    return place_middle(line, size, Box(box.x, box.y, box.width, find_heading_mm(box)), SHARES[align], white)


def place_beside(text: str, box: Box, baseline: float, builtin: bool = False) -> Text:
    """Put a small bold heading into a gutter, on the baseline of the first line beside it."""
    line, size = shrink_line(Paragraph(text, True, builtin=builtin), box.width, HEADING_PT, HEADING_FLOOR_PT)
    room = min((baseline - box.y) / line.rise, (box.bottom - baseline) / max(1, line.drop)) * POINTS_PER_MM * EM
    return Text(line, min(size, room), box.x, baseline)
