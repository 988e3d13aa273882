"""A page as SVG in millimetres: no fonts, styles, scripts or addresses, so that it looks the same everywhere.

Letters are outlines; what they say, and what symbols say, is told to screen readers and search (`aria-label`).
"""

import base64
import html
import zlib
from dataclasses import dataclass, field

import regex

from sendback.paper.content import LEAST_STROKED_PT, STROKE
from sendback.paper.drawing import POINTS_PER_MM, Fill, Page, Picture, Symbol, Symbology, Text, Thing, list_things
from sendback.paper.faces import Face
from sendback.paper.logo import read_logo
from sendback.paper.outlines import stand_in, trace_glyph
from sendback.paper.pdf import About
from sendback.paper.png import write_png
from sendback.paper.shaping import EM, Run

# XML 1.0 has no way to write these.
_UNWRITABLE = regex.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_SPOKEN = {Symbology.CODE128: "Code 128", Symbology.GS1_128: "GS1-128", Symbology.QR: "QR"}


def write_svg(page: Page, about: About) -> bytes:
    """Write one page: the same page gives the same bytes."""
    glyphs = _Glyphs()
    drawn = [_write_thing(thing, glyphs) for thing in list_things(page)]
    width, height = _number(page.width), _number(page.height)
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}"'
            f' lang="{_text(about.language)}" role="group" aria-label="{_text(about.title)}">',
            f"<title>{_text(about.title)}</title>",
            f"<defs>{''.join(glyphs.paths)}</defs>",
            f'<path fill="#fff" d="M0 0h{width}v{height}h-{width}z"/>',
            *(part for part in drawn if part),
            "</svg>\n",
        )
    ).encode()


@dataclass(slots=True)
class _Glyphs:
    """The outlines a page uses, each written once."""

    names: dict[tuple[str, int], str] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)

    def find_name(self, face: Face, glyph: int) -> str:
        """Return the id of a glyph's outline, empty for one without ink."""
        name = self.names.get((face.name, glyph))
        if name is None:
            outline = trace_glyph(face, glyph)
            name = self.names[face.name, glyph] = f"g{len(self.paths)}" if outline else ""
            if outline:
                self.paths.append(f'<path id="{name}" d="{outline}"/>')
        return name


def _write_thing(thing: Thing, glyphs: _Glyphs) -> str:
    match thing:
        case Text():
            return _write_text(stand_in(thing), glyphs)
        case Fill():
            return _write_fill(thing)
        case Symbol():
            return _write_symbol(thing)
        case Picture():
            return _write_picture(thing)


def _write_text(text: Text, glyphs: _Glyphs) -> str:
    said, colour = _text(text.line.text), ' fill="#fff"' if text.white else ""
    em = text.size_pt / POINTS_PER_MM / EM
    x, runs = text.x, []
    for run in [run for run in text.line.runs if isinstance(run, Run)]:  # all of them: `stand_in` saw to it
        runs.append(_write_run(run, text, x, em, glyphs))
        x += sum(glyph.advance for glyph in run.glyphs) * em
    return f'<g role="img" aria-label="{said}"{colour}>{"".join(runs)}</g>'


def _write_run(run: Run, text: Text, x: float, em: float, glyphs: _Glyphs) -> str:
    units = run.face.units / EM
    at, uses = 0, []
    for glyph in run.glyphs:
        if name := glyphs.find_name(run.face, glyph.sort.glyph):
            up = f' y="{_number(glyph.y_offset * units)}"' if glyph.y_offset else ""
            uses.append(f'<use href="#{name}" x="{_number((at + glyph.x_offset) * units)}"{up}/>')
        at += glyph.advance
    stroke = ""
    if run.is_heavy and text.size_pt >= LEAST_STROKED_PT:
        stroke = f' stroke="{"#fff" if text.white else "#000"}" stroke-width="{_number(STROKE * run.face.units)}"'
    scale = f"{em / units:.7f}"
    place = f"translate({_number(x)} {_number(text.baseline)})scale({scale} -{scale})"
    return f'<g transform="{place}"{stroke}>{"".join(uses)}</g>'


def _write_fill(fill: Fill) -> str:
    box = fill.box
    if not fill.dash:
        return f'<path d="M{_number(box.x)} {_number(box.y)}h{_number(box.width)}v{_number(box.height)}h{_number(-box.width)}z"/>'
    line = f"M{_number(box.x)} {_number(box.y + box.height / 2)}h{_number(box.width)}"
    return f'<path d="{line}" stroke="#000" stroke-width="{_number(box.height)}" stroke-dasharray="{_number(fill.dash)}"/>'


def _write_symbol(symbol: Symbol) -> str:
    """Draw a symbol as one path in the coordinates of its modules, so that no rounding parts them."""
    path = "".join(f"M{left} {top}h{width}v{rows}h-{width}z" for left, top, width, rows in symbol.rectangles)
    place = f"translate({symbol.x:.6f} {symbol.y:.6f})scale({symbol.module:.7f} {symbol.row_height:.7f})"
    said = _text(f"{_SPOKEN[symbol.symbology]}: {symbol.value}")
    return f'<path role="img" aria-label="{said}" shape-rendering="crispEdges" transform="{place}" d="{path}"/>'


def _write_picture(picture: Picture) -> str:
    """Carry a picture's pixels as they were made ready for print, never the file that somebody gave."""
    raster = read_logo(picture.png)
    if raster is None:
        return ""
    png = write_png(zlib.decompress(raster.deflated), (raster.width, raster.height), 8 * raster.colours)
    box = picture.box
    place = f'x="{_number(box.x)}" y="{_number(box.y)}" width="{_number(box.width)}" height="{_number(box.height)}"'
    return f'<image {place} preserveAspectRatio="none" href="data:image/png;base64,{base64.b64encode(png).decode()}"/>'


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _text(text: str) -> str:
    return html.escape(_UNWRITABLE.sub("", text))
