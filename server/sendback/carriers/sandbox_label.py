"""The sandbox carrier's label: laid out as carriers do, with a code that scans, and marked so that nobody posts it."""

import unicodedata
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Final

from sendback.carriers.model import LabelForm, Parcel
from sendback.shops.address import Address, format_address

if TYPE_CHECKING:
    from fpdf import FPDF

NOTICE: Final = "TEST - NOT POSTAGE"
_DOT_MM: Final = 25.4 / 203
_MODULE_MM: Final = 3 * _DOT_MM
"""Whole dots of a 203 dpi printer, so that no bar is rounded."""


def draw_sandbox_label(form: LabelForm, name: str, tariff: str, parcel: Parcel, number: str, now: datetime) -> bytes:
    """Draw the label, 4 by 6 inches, as ZPL or else as PDF."""
    if form is LabelForm.ZPL:
        return _write_zpl(name, tariff, parcel, number)
    return _draw_pdf(name, tariff, parcel, number, now)


def _draw_pdf(name: str, tariff: str, parcel: Parcel, number: str, now: datetime) -> bytes:
    from fpdf import FPDF  # 60 ms to import, and only the sandbox needs it here

    pdf = FPDF(unit="mm", format=(101.6, 152.4))
    pdf.set_creation_date(now)
    pdf.set_title(f"{NOTICE}: {number}")
    pdf.set_auto_page_break(False)
    pdf.add_page()
    pdf.set_line_width(0.4)
    pdf.rect(3, 3, 95.6, 146.4)
    _write(pdf, 6, 5, name, 16, bold=True)
    _write(pdf, 6, 13, tariff, 11)
    for y in (20, 46, 84, 124):
        pdf.line(3, y, 98.6, y)
    _write_address(pdf, 22, "From", parcel.sender, 9)
    _write_address(pdf, 48, "To", parcel.receiver, 13)
    _draw_bars(pdf, number, 90, 22)
    spaced = f"{number[:2]} {number[2:5]} {number[5:8]} {number[8:11]} {number[11:]}"
    pdf.set_font("Helvetica", "B", 12)
    pdf.set_xy(3, 114)
    pdf.cell(95.6, 6, spaced, align="C")
    pdf.set_fill_color(0, 0, 0)
    pdf.set_text_color(255, 255, 255)
    pdf.set_font("Helvetica", "B", 17)
    pdf.set_xy(3, 124)
    pdf.cell(95.6, 12, NOTICE, align="C", fill=True)
    pdf.set_text_color(0, 0, 0)
    _write(pdf, 6, 138, f"Ref. {parcel.reference}    {parcel.weight_g / 1000:.2f} kg    {now:%Y-%m-%d}", 9)
    return bytes(pdf.output())


def _write(pdf: "FPDF", x: float, y: float, text: str, size: float, bold: bool = False) -> None:
    text = _in_latin(text)[:80]
    pdf.set_font("Helvetica", "B" if bold else "", size)
    if (width := pdf.get_string_width(text)) > 94 - x:
        pdf.set_font_size(size * (94 - x) / width)
    pdf.set_xy(x, y)
    pdf.cell(90, size * 0.45, text)


def _write_address(pdf: "FPDF", y: float, heading: str, address: Address, size: float) -> None:
    _write(pdf, 6, y, heading, 7)
    for place, line in enumerate((*format_address(address), address.country)[:6]):
        _write(pdf, 18, y + place * size * 0.42, line, size, bold=heading == "To" and place == 0)


def _draw_bars(pdf: "FPDF", number: str, y: float, height: float) -> None:
    """Draw Code 128 as black rectangles, with ten modules of white on either side (ISO/IEC 15417)."""
    from barcode import get_barcode_class

    pattern: str = get_barcode_class("code128")(number).build()[0]
    left = (101.6 - len(pattern) * _MODULE_MM) / 2
    for bit, run in groupby(pattern):
        width = len(list(run)) * _MODULE_MM
        if bit == "1":
            pdf.rect(left, y, width, height, style="F")
        left += width


def _in_latin(text: str) -> str:
    """Write in Latin-1, as most carriers' systems do: accents are dropped where they must be, other letters become dots."""
    folded = "".join(letter if ord(letter) < 256 else unicodedata.normalize("NFKD", letter)[0] for letter in text)
    return "".join(letter if ord(letter) < 256 else "." for letter in folded)


def _write_zpl(name: str, tariff: str, parcel: Parcel, number: str) -> bytes:
    def lines(x: int, y: int, address: Address, size: int) -> str:
        texts = (*format_address(address), address.country)[:6]
        return "".join(_zpl_text(x, y + place * (size + 6), size, text) for place, text in enumerate(texts))

    body = (
        "^XA^CI28^PW812^LL1218^GB812,1218,4^FS"
        + _zpl_text(40, 40, 50, name)
        + _zpl_text(40, 105, 34, tariff)
        + lines(40, 190, parcel.sender, 28)
        + lines(40, 430, parcel.receiver, 40)
        + f"^FO130,720^BY3^BCN,170,Y,N,N^FD{number}^FS"
        + "^FO0,980^GB812,110,110^FS^FO0,1005^FR^FB812,1,0,C^A0N,64,64^FD"
        + f"{NOTICE}^FS"
        + _zpl_text(40, 1120, 28, f"Ref. {parcel.reference}  {parcel.weight_g / 1000:.2f} kg")
        + "^XZ"
    )
    return body.encode()


def _zpl_text(x: int, y: int, size: int, text: str) -> str:
    """Write a field with what could be read as a command taken out."""
    safe = text.translate({ord("^"): " ", ord("~"): " ", ord("\\"): " "})
    return f"^FO{x},{y}^A0N,{size},{size}^FD{safe}^FS"
