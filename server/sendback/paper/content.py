"""Pages as PDF content streams (ISO 32000-1, 8 and 9)."""

from collections.abc import Callable
from itertools import chain

from sendback.paper.drawing import POINTS_PER_MM, Box, Fill, Page, Picture, Symbol, Text
from sendback.paper.embedding import EmbeddedFont
from sendback.paper.faces import Face
from sendback.paper.shaping import EM, Run

FindFont = Callable[[Face], EmbeddedFont]
FindPicture = Callable[[bytes], str]
# Bold for a face that has none: outline every letter with this share of the size (ISO 32000-1, 9.3.6, mode 2).
STROKE, LEAST_STROKED_PT = 0.035, 8.0


def write_content(page: Page, find_font: FindFont, find_picture: FindPicture) -> bytes:
    """Write everything that stands on a page."""
    parts = []
    for thing in page.things:
        match thing:
            case Text():
                parts.append(_write_text(thing, page.height, find_font))
            case Fill():
                parts.append(_write_fill(thing, page.height))
            case Symbol():
                parts.append(_write_symbol(thing, page.height))
            case Picture():
                parts.append(_write_picture(thing, page.height, find_picture))
    return "\n".join(parts).encode("ascii")


def _number(value: float) -> str:
    return f"{value:.3f}"


def _corner(box: Box, page_height: float) -> str:
    return f"{_number(box.x * POINTS_PER_MM)} {_number((page_height - box.bottom) * POINTS_PER_MM)}"


def _write_fill(fill: Fill, page_height: float) -> str:
    if not fill.dash:
        size = f"{_number(fill.box.width * POINTS_PER_MM)} {_number(fill.box.height * POINTS_PER_MM)}"
        return f"{_corner(fill.box, page_height)} {size} re f"
    y = _number((page_height - fill.box.y - fill.box.height / 2) * POINTS_PER_MM)
    start, end = _number(fill.box.x * POINTS_PER_MM), _number(fill.box.right * POINTS_PER_MM)
    weight, dash = _number(fill.box.height * POINTS_PER_MM), _number(fill.dash * POINTS_PER_MM)
    return f"q {weight} w [{dash}] 0 d {start} {y} m {end} {y} l S Q"


def _write_symbol(symbol: Symbol, page_height: float) -> str:
    """Draw a symbol as one path in the coordinates of its modules, so that no rounding parts them."""
    across, down = symbol.module * POINTS_PER_MM, symbol.row_height * POINTS_PER_MM
    x, y = symbol.x * POINTS_PER_MM, (page_height - symbol.y) * POINTS_PER_MM
    path = "%d %d %d %d re " * len(symbol.rectangles) % tuple(chain.from_iterable(symbol.rectangles))
    return f"q {across:.6f} 0 0 {-down:.6f} {x:.6f} {y:.6f} cm {path}f Q"


def _write_picture(picture: Picture, page_height: float, find_picture: FindPicture) -> str:
    width, height = picture.box.width * POINTS_PER_MM, picture.box.height * POINTS_PER_MM
    corner = _corner(picture.box, page_height)
    return f"q {_number(width)} 0 0 {_number(height)} {corner} cm /{find_picture(picture.png)} Do Q"


def _write_text(text: Text, page_height: float, find_font: FindFont) -> str:
    x, y = _number(text.x * POINTS_PER_MM), _number((page_height - text.baseline) * POINTS_PER_MM)
    runs = (_write_run(run, text, find_font(run.face)) for run in text.line.runs)
    shown = f"BT 1 0 0 1 {x} {y} Tm {' '.join(runs)} ET"
    return f"1 g 1 G {shown} 0 g 0 G" if text.white else shown


def _write_run(run: Run, text: Text, font: EmbeddedFont) -> str:
    size = _number(text.size_pt)
    shown = _show_plainly(run, font) if run.is_plain else _show_exactly(run, text.size_pt, font)
    shown = f"/{font.resource} {size} Tf {shown}"
    if run.is_heavy and text.size_pt >= LEAST_STROKED_PT:
        shown = f"2 Tr {_number(text.size_pt * STROKE)} w {shown} 0 Tr"
    if run.is_plain or run.is_rtl:
        return shown
    # Readers copy this instead of guessing at reordered glyphs (ISO 32000-1, 14.9.4). From right to left they expect
    # glyphs in the order of the page, and turn even this text around.
    return f"/Span<</ActualText<FEFF{run.text.encode('utf-16-be').hex()}>>>BDC {shown} EMC"


def _show_plainly(run: Run, font: EmbeddedFont) -> str:
    shown, known = "", font.codes
    for sort, advance, _, _ in run.glyphs:
        shown += known.get(sort) or font.find_code(sort)
        if advance != sort.width:
            shown += f">{sort.width - advance}<"
    return f"[<{shown}>]TJ" if ">" in shown else f"<{shown}>Tj"


def _show_exactly(run: Run, size_pt: float, font: EmbeddedFont) -> str:
    """Show glyphs where shaping put them: moves between them, and a rise for marks off the baseline."""
    parts, rise = [], 0
    for glyph in run.glyphs:
        if glyph.y_offset != rise:
            rise = glyph.y_offset
            parts.append(f"]TJ {_number(rise * size_pt / EM)} Ts [")
        after = glyph.x_offset + glyph.sort.width - glyph.advance
        before = f"{-glyph.x_offset}" if glyph.x_offset else ""
        parts.append(f"{before}<{font.find_code(glyph.sort)}>{after or ''}")
    return f"[{''.join(parts)}]TJ{' 0 Ts' if rise else ''}"
