"""Pages in ZPL II, the language of label printers (Zebra, "ZPL II Programming Guide").

What the printer can say is left to it: Latin text in its font 0, bars, QR symbols, rules. All else is sent as small bitmaps.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sendback.paper.dots import MM_PER_INCH, fit_to_dots
from sendback.paper.drawing import Fill, Page, Picture, Symbol, Symbology, Text, Thing, list_things
from sendback.paper.raster import count_dots, rasterize_grey
from sendback.paper.shaping import Run
from sendback.paper.zpl_fields import write_bars, write_bitmap, write_block, write_line, write_qr

# ^BY and ^BQ take no wider modules.
WIDEST = 10


def write_zpl(pages: Sequence[Page], dpi: int) -> bytes:
    """Write a format for each page, one after the other, in UTF-8; raises PageTooLarge."""
    return "".join(_write_page(page, dpi) for page in fit_to_dots(pages, dpi)).encode()


def _write_page(page: Page, dpi: int) -> str:
    width, height = count_dots(page, dpi)
    things = list_things(page)
    drawn = iter(_draw(page, [thing for thing in things if not _can_say(thing, dpi)], dpi))
    fields = [field for thing in things for field in (_say(thing, dpi) if _can_say(thing, dpi) else [next(drawn)])]
    return "\n".join(("^XA^CI28^LH0,0^FWN", f"^PW{width}^LL{height}", *fields, "^XZ\n"))


def _can_say(thing: Thing, dpi: int) -> bool:
    """Say whether the printer can draw a thing by itself."""
    match thing:
        case Fill():
            return True
        case Text():
            return _is_latin(thing)
        case Symbol():
            value = thing.value  # `>` begins a command of its own in ^BC
            return value.isascii() and value.isprintable() and ">" not in value and _to_dots(thing.module, dpi) <= WIDEST
        case Picture():
            return False


def _is_latin(text: Text) -> bool:
    """Say whether font 0 has every letter, which we know of Windows-1252, in the order in which they are stored."""
    line = text.line
    try:
        line.text.isascii() or line.text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    shaped = [run for run in line.runs if isinstance(run, Run)]
    return not any(run.is_rtl for run in shaped) and "".join(run.text for run in line.runs) == line.text


def _say(thing: Thing, dpi: int) -> Iterator[str]:
    match thing:
        case Text():
            yield write_line(thing, _to_dots(thing.x, dpi), _to_dots(thing.baseline, dpi), dpi)
        case Fill():
            yield from _say_fill(thing, dpi)
        case Symbol(symbology=Symbology.QR):
            yield write_qr(thing.value, _to_dots(thing.x, dpi), _to_dots(thing.y, dpi), _to_dots(thing.module, dpi))
        case Symbol():
            corner = (_to_dots(thing.x, dpi), _to_dots(thing.y, dpi))
            yield write_bars(thing, corner, _to_dots(thing.module, dpi), _to_dots(thing.row_height, dpi))


def _say_fill(fill: Fill, dpi: int) -> Iterator[str]:
    box = fill.box
    length = max(fill.dash, MM_PER_INCH / dpi) if fill.dash else max(1.0, box.width)
    for number in range(max(1, math.ceil(box.width / length / 2))):
        x = box.x + 2 * length * number
        left, right = _to_dots(x, dpi), _to_dots(min(x + length, box.right), dpi)
        top, bottom = _to_dots(box.y, dpi), _to_dots(box.bottom, dpi)
        yield write_block(left, top, right - left, bottom - top)


def _draw(page: Page, things: Sequence[Thing], dpi: int) -> list[str]:
    """Draw on one sheet what the printer cannot say, and cut out each; white text is drawn black and turned at the printer."""
    if not things:
        return []
    black = tuple(replace(thing, white=False) if isinstance(thing, Text) else thing for thing in things)
    grey = rasterize_grey(Page(page.width, page.height, black), dpi)
    fields = []
    for thing in things:
        left, top = max(0, int(thing.box.x / MM_PER_INCH * dpi)), max(0, int(thing.box.y / MM_PER_INCH * dpi))
        right, bottom = (int(edge / MM_PER_INCH * dpi) + 2 for edge in (thing.box.right, thing.box.bottom))
        piece = grey.crop(left, top, min(right, grey.width), min(bottom, grey.height)).pack()
        fields.append(write_bitmap(piece, left, top, turned=isinstance(thing, Text) and thing.white))
    return fields


def _to_dots(length: float, dpi: int) -> int:
    return round(length / MM_PER_INCH * dpi)
