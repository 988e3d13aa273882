"""A page on ReportLab's canvas: every line wrapped, sized and placed already, symbols as one path."""

import io
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from sendback.paper.drawing import POINTS_PER_MM, Fill, Page, Symbol, Text
from sendback.paper.faces import BOLD, SANS
from sendback.paper.shaping import BuiltinRun, Run


def draw(page: Page) -> bytes:
    """Draw a laid-out page as a file."""
    out = io.BytesIO()
    canvas = open_canvas(out)
    draw_page(canvas, page)
    canvas.save()
    return out.getvalue()


def open_canvas(out: io.BytesIO | Path) -> Canvas:
    """Begin a file."""
    return Canvas(out if isinstance(out, io.BytesIO) else str(out), pageCompression=1)


def draw_page(canvas: Canvas, page: Page) -> None:
    """Draw a laid-out page, and turn it."""
    canvas.setPageSize((page.width * POINTS_PER_MM, page.height * POINTS_PER_MM))
    for thing in [*(page.base.things if page.base else ()), *page.things]:
        if isinstance(thing, Text):
            _draw_text(canvas, thing, page.height)
        elif isinstance(thing, Fill):
            y = (page.height - thing.box.bottom) * POINTS_PER_MM
            size = (thing.box.width * POINTS_PER_MM, thing.box.height * POINTS_PER_MM)
            canvas.rect(thing.box.x * POINTS_PER_MM, y, *size, stroke=0, fill=1)
        elif isinstance(thing, Symbol):
            _draw_symbol(canvas, thing, page.height)
    canvas.showPage()


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
