"""A page as fpdf2's pages show it: fonts added to each document, text in cells, symbols as the pictures of other libraries."""

import io
import tempfile
from pathlib import Path

import segno
from barcode import Code128
from barcode.writer import ImageWriter
from fpdf import FPDF

from sendback.paper.drawing import Fill, Page, Symbol, Symbology, Text
from sendback.paper.shaping import BuiltinRun, Line, Run

_FONTS = tempfile.TemporaryDirectory()
_OPTIONS = {"write_text": False, "quiet_zone": 0}


def draw(page: Page) -> bytes:
    """Draw a laid-out page."""
    pdf = FPDF(unit="mm", format=(page.width, page.height))
    pdf.core_fonts_encoding = "cp1252"
    pdf.set_auto_page_break(False)
    pdf.set_title("Return label")
    pdf.add_page()
    pdf.c_margin = 0
    known: set[str] = set()
    for thing in [*(page.base.things if page.base else ()), *page.things]:
        if isinstance(thing, Text):
            _draw_text(pdf, thing, known)
        elif isinstance(thing, Fill):
            pdf.rect(thing.box.x, thing.box.y, thing.box.width, thing.box.height, style="F")
        elif isinstance(thing, Symbol):
            _draw_symbol(pdf, thing)
    return bytes(pdf.output())


def _draw_text(pdf: FPDF, text: Text, known: set[str]) -> None:
    pdf.set_text_color(255 if text.white else 0)
    _choose_font(pdf, text.line, text.size_pt, known)
    pdf.set_xy(text.x, text.box.y)
    pdf.cell(h=text.box.height, text=text.line.text)


def _choose_font(pdf: FPDF, line: Line, size: float, known: set[str]) -> None:
    runs = [run for run in line.runs if isinstance(run, Run)]
    if not runs:
        bold = any("Bold" in run.face.name for run in line.runs if isinstance(run, BuiltinRun))
        pdf.set_font("helvetica", style="B" if bold else "", size=size)
        return
    for run in runs:
        if run.face.name not in known:
            pdf.add_font(run.face.name, fname=_find_file(run))
            known.add(run.face.name)
    pdf.set_font(runs[0].face.name, size=size)
    pdf.set_fallback_fonts([run.face.name for run in runs[1:]], exact_match=False)
    pdf.set_text_shaping(True)


def _find_file(run: Run) -> str:
    """Return the path of a face's file; fpdf2 reads no other."""
    file = Path(_FONTS.name, f"{run.face.name}.ttf")
    if not file.exists():
        file.write_bytes(run.face.source.blob.data)
    return str(file)


def _draw_symbol(pdf: FPDF, symbol: Symbol) -> None:
    out = io.BytesIO()
    if symbol.symbology is Symbology.QR:
        segno.make_qr(symbol.value, error="m").save(out, kind="png", scale=8, border=0)
    else:
        Code128(symbol.value, writer=ImageWriter()).write(out, _OPTIONS)
    width = max(left + width for left, _, width, _ in symbol.rectangles) * symbol.module
    height = max(top + rows for _, top, _, rows in symbol.rectangles) * symbol.row_height
    pdf.image(out, symbol.x, symbol.y, width, height)
