"""Pages as PDF content streams (ISO 32000-1, 8 and 9), every part marked for what reads aloud (14.6 to 14.8)."""

import functools

from sendback.paper.drawing import POINTS_PER_MM, Box, Fill, Modules, Page, Picture, Rectangle, Symbol, Text, Thing
from sendback.paper.embedding import Codes, Resources
from sendback.paper.shaping import EM, BuiltinRun, Run

# Bold for a face that has none: outline every letter with this share of the size (ISO 32000-1, 9.3.6, mode 2).
STROKE, LEAST_STROKED_PT = 0.035, 8.0
# So many modules of a row have few enough patterns to remember, and few enough edges between them.
STEP = 6


def write_content(page: Page, used: Resources, first: int = 0) -> bytes:
    """Write everything that stands on a page; its parts are numbered from `first`, what no part covers is decoration."""
    written = [_write_thing(thing, page.height, used) for thing in page.things]
    lines: list[str] = []
    at = 0
    for number, part in sorted(enumerate(page.parts, first), key=lambda numbered: numbered[1].start):
        _add_decoration(lines, written[at : part.start])
        lines.append(f"/{part.role} <</MCID {number}>>BDC")
        lines += written[part.start : part.stop]
        lines.append("EMC")
        at = part.stop
    _add_decoration(lines, written[at:])
    return "\n".join(lines).encode("ascii")


def _add_decoration(lines: list[str], written: list[str]) -> None:
    if written:
        lines += ("/Artifact BMC", *written, "EMC")


def _write_thing(thing: Thing, page_height: float, used: Resources) -> str:
    if isinstance(thing, Text):
        return _write_text(thing, page_height, used)
    if isinstance(thing, Fill):
        return _write_fill(thing, page_height)
    if isinstance(thing, Symbol):
        return _write_symbol(thing, page_height)
    return _write_picture(thing, page_height, used)


def _corner(box: Box, page_height: float) -> str:
    return f"{box.x * POINTS_PER_MM:.2f} {(page_height - box.bottom) * POINTS_PER_MM:.2f}"


def _write_fill(fill: Fill, page_height: float) -> str:
    box = fill.box
    if not fill.dash:
        return f"{_corner(box, page_height)} {box.width * POINTS_PER_MM:.3f} {box.height * POINTS_PER_MM:.3f} re f"
    y = (page_height - box.y - box.height / 2) * POINTS_PER_MM
    start, end = box.x * POINTS_PER_MM, box.right * POINTS_PER_MM
    weight, dash = box.height * POINTS_PER_MM, fill.dash * POINTS_PER_MM
    return f"q {weight:.3f} w [{dash:.3f}] 0 d {start:.2f} {y:.2f} m {end:.2f} {y:.2f} l S Q"


def _write_symbol(symbol: Symbol, page_height: float) -> str:
    """Draw a symbol as one path in the coordinates of its modules, so that no rounding parts them."""
    across, down = symbol.module * POINTS_PER_MM, symbol.row_height * POINTS_PER_MM
    x, y = symbol.x * POINTS_PER_MM, (page_height - symbol.y) * POINTS_PER_MM
    dark = symbol.rectangles
    path = _write_modules(dark) if isinstance(dark, Modules) else "".join(map(_write_rectangle, dark))
    return f"q {across:.6f} 0 0 {-down:.6f} {x:.6f} {y:.6f} cm {path}f Q"


def _write_rectangle(rectangle: Rectangle) -> str:
    left, top, width, height = rectangle
    return f"{left} {top} {width} {height} re "


def _write_modules(dark: Modules) -> str:
    """Write rows a few modules at a time, for those are found again in other symbols."""
    parts: list[str] = []
    for y, row in enumerate(dark.rows):
        parts += [known[row[x : x + STEP]] for x, known in _find_pieces(y, len(row))]
    return "".join(parts)


class _Pieces(dict[str, str]):
    """What is written for a few modules at one place of a symbol, each once."""

    def __init__(self, x: int, y: int) -> None:
        super().__init__()
        self.x, self.y = x, y

    def __missing__(self, row: str) -> str:
        runs = (_write_rectangle((self.x + left, self.y, width, 1)) for left, _, width, _ in Modules((row,)))
        path = self[row] = "".join(runs)
        return path


@functools.cache
def _find_pieces(y: int, width: int) -> tuple[tuple[int, _Pieces], ...]:
    return tuple((x, _Pieces(x, y)) for x in range(0, width, STEP))


def _write_picture(picture: Picture, page_height: float, used: Resources) -> str:
    size = f"{picture.box.width * POINTS_PER_MM:.3f} 0 0 {picture.box.height * POINTS_PER_MM:.3f}"
    return f"q {size} {_corner(picture.box, page_height)} cm /{used.find_picture(picture.png)} Do Q"


def _write_text(text: Text, page_height: float, used: Resources) -> str:
    place = f"{text.x * POINTS_PER_MM:.2f} {(page_height - text.baseline) * POINTS_PER_MM:.2f} Td"
    shown = ""
    for run in text.line.runs:
        if isinstance(run, BuiltinRun):
            shown += f"/{used.find_builtin(run.face)} {text.size_pt:.3f} Tf <{run.encoded.hex()}>Tj "
        else:
            shown += _write_run(run, text.size_pt, used.find_codes(run.face))
    return f"1 g 1 G BT {place} {shown}ET 0 g 0 G" if text.white else f"BT {place} {shown}ET"


def _write_run(run: Run, size_pt: float, codes: Codes) -> str:
    shown = _show_plainly(run, codes) if run.is_plain else _show_exactly(run, size_pt, codes)
    shown = f"/{codes.font.resource} {size_pt:.3f} Tf {shown} "
    if run.is_heavy and size_pt >= LEAST_STROKED_PT:
        shown = f"2 Tr {size_pt * STROKE:.3f} w {shown}0 Tr "
    if run.is_plain or run.is_rtl:
        return shown
    # Readers copy this instead of guessing at reordered glyphs (ISO 32000-1, 14.9.4). From right to left they expect
    # glyphs in the order of the page, and turn even this text around.
    return f"/Span<</ActualText<FEFF{run.text.encode('utf-16-be').hex()}>>>BDC {shown}EMC "


def _show_plainly(run: Run, codes: Codes) -> str:
    shown, known = "", codes.codes
    for sort, advance, _, _ in run.glyphs:
        shown += known.get(sort) or codes.find_code(sort)
        if advance != sort.width:
            shown += f">{sort.width - advance}<"
    return f"[<{shown}>]TJ" if ">" in shown else f"<{shown}>Tj"


def _show_exactly(run: Run, size_pt: float, codes: Codes) -> str:
    """Show glyphs where shaping put them: moves between them, and a rise for marks off the baseline."""
    parts, rise = [], 0
    for glyph in run.glyphs:
        if glyph.y_offset != rise:
            rise = glyph.y_offset
            parts.append(f"]TJ {rise * size_pt / EM:.3f} Ts [")
        after = glyph.x_offset + glyph.sort.width - glyph.advance
        # The space keeps it apart from the move after the glyph before.
        before = f" {-glyph.x_offset}" if glyph.x_offset else ""
        parts.append(f"{before}<{codes.find_code(glyph.sort)}>{after or ''}")
    return f"[{''.join(parts)}]TJ{' 0 Ts' if rise else ''}"
