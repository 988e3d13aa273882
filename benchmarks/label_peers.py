"""The label as ReportLab's canvas and WeasyPrint draw it, for `label_speed.py`: the same content, symbols as vectors.

Both are given an easy part. ReportLab gets every line already wrapped, sized and placed; WeasyPrint gets them absolutely
placed in HTML. Both draw the symbols that our encoders encode, as one path. ReportLab draws Latin with the built-in
Helvetica, its fastest font; ours always embeds what it prints with.
"""

import html
import io

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from sendback.paper.drawing import POINTS_PER_MM, Fill, Page, Symbol, Text
from sendback.paper.faces import BOLD, SANS
from sendback.paper.shaping import BuiltinRun, Run

_CONFIGURATION = FontConfiguration()
_FAMILIES = "Noto Sans, Noto Sans Arabic, Noto Sans Thai, Noto Sans Devanagari, Noto Sans Hebrew, Droid Sans Fallback"


def draw_with_reportlab(page: Page) -> bytes:
    """Draw a laid-out page on a canvas."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(page.width * POINTS_PER_MM, page.height * POINTS_PER_MM), pageCompression=1)
    for thing in page.things:
        if isinstance(thing, Text):
            _draw_text(canvas, thing, page.height)
        elif isinstance(thing, Fill):
            y = (page.height - thing.box.bottom) * POINTS_PER_MM
            size = (thing.box.width * POINTS_PER_MM, thing.box.height * POINTS_PER_MM)
            canvas.rect(thing.box.x * POINTS_PER_MM, y, *size, stroke=0, fill=1)
        elif isinstance(thing, Symbol):
            _draw_symbol(canvas, thing, page.height)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw_text(canvas: Canvas, text: Text, height: float) -> None:
    canvas.setFillGray(1 if text.white else 0)
    x, y = text.x * POINTS_PER_MM, (height - text.baseline) * POINTS_PER_MM
    for run in text.line.runs:
        if isinstance(run, BuiltinRun):
            canvas.setFont(run.face.name, text.size_pt)
            canvas.drawString(x, y, run.text)
            continue
        canvas.setFont(_register(run), text.size_pt)
        canvas.drawString(x, y, run.text, shaping=not run.is_plain)
        x += sum(glyph.advance for glyph in run.glyphs) * text.size_pt / 1000
    canvas.setFillGray(0)


def _register(run: Run) -> str:
    """Register a face once per process; only faces of scripts that need it are shaped."""
    name = run.face.name
    if name not in pdfmetrics.getRegisteredFontNames():
        file = io.BytesIO(run.face.source.blob.data)
        pdfmetrics.registerFont(TTFont(name, file, shapable=name not in (SANS, BOLD)))
    return name


def _draw_symbol(canvas: Canvas, symbol: Symbol, height: float) -> None:
    path = canvas.beginPath()
    for left, top, width, rows in symbol.rectangles:
        x, y = symbol.x + left * symbol.module, height - symbol.y - (top + rows) * symbol.row_height
        size = (width * symbol.module * POINTS_PER_MM, rows * symbol.row_height * POINTS_PER_MM)
        path.rect(x * POINTS_PER_MM, y * POINTS_PER_MM, *size)
    canvas.drawPath(path, stroke=0, fill=1)


def draw_with_weasyprint(page: Page) -> bytes:
    """Draw a laid-out page from HTML with system fonts, symbols as inline SVG."""
    parts = []
    for thing in page.things:
        if isinstance(thing, Text):
            weight = "bold" if any(_is_bold(run) for run in thing.line.runs) else "normal"
            colour = "white" if thing.white else "black"
            style = f"left:{thing.x}mm;top:{thing.box.y}mm;font:{weight} {thing.size_pt}pt {_FAMILIES};color:{colour}"
            parts.append(f'<p style="{style}">{html.escape(thing.line.text)}</p>')
        elif isinstance(thing, Fill):
            box = thing.box
            parts.append(f'<i style="left:{box.x}mm;top:{box.y}mm;width:{box.width}mm;height:{box.height}mm"></i>')
        elif isinstance(thing, Symbol):
            parts.append(_write_svg(thing))
    style = f"@page{{size:{page.width}mm {page.height}mm;margin:0}}p,i,svg{{position:absolute;margin:0;white-space:pre}}"
    text = f"<!doctype html><style>{style}body{{margin:0}}i{{background:black}}</style>{''.join(parts)}"
    drawn = HTML(string=text).write_pdf(font_config=_CONFIGURATION)
    assert drawn is not None
    return bytes(drawn)


def _is_bold(run: Run | BuiltinRun) -> bool:
    return "Bold" in run.face.name or (isinstance(run, Run) and run.is_heavy)


def _write_svg(symbol: Symbol) -> str:
    width = max(left + width for left, _, width, _ in symbol.rectangles)
    height = max(top + rows for _, top, _, rows in symbol.rectangles)
    path = "".join(f"M{left} {top}h{width}v{rows}h-{width}z" for left, top, width, rows in symbol.rectangles)
    size = f"width:{width * symbol.module}mm;height:{height * symbol.row_height}mm"
    view = f'viewBox="0 0 {width} {height}" preserveAspectRatio="none"'
    return f'<svg style="left:{symbol.x}mm;top:{symbol.y}mm;{size}" {view}><path d="{path}"/></svg>'
