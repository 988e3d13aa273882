"""Pages as dots: our own PDF as Chromium's engine prints it, each dot black or white as on a thermal head."""

import threading
from collections.abc import Iterable
from datetime import date

from sendback.paper.bitmap import Bitmap
from sendback.paper.dots import MM_PER_INCH, fit_to_dots
from sendback.paper.drawing import Box, Page, Picture, Text, list_things
from sendback.paper.outlines import stand_in
from sendback.paper.pdf import About, write_pdf

# A4 at 300 dpi has 8.7 million.
MOST_DOTS = 10_000_000
_UNTITLED = About("", "en", date(2000, 1, 1))
# PDFium keeps state of its own outside any document: two threads in it at once crash the process.
one_at_a_time = threading.Lock()


class PageTooLarge(ValueError):
    """Say that a page has more dots than we draw."""


def count_dots(page: Page, dpi: int) -> tuple[int, int]:
    """Return how many dots a page is wide and high."""
    return round(page.width / MM_PER_INCH * dpi), round(page.height / MM_PER_INCH * dpi)


def rasterize(page: Page, dpi: int) -> Bitmap:
    """Draw a page in black and white; raises PageTooLarge."""
    return rasterize_grey(page, dpi).pack()


def rasterize_colour(page: Page, dpi: int) -> Bitmap:
    """Draw a page in colour, with smooth letters: for screens, and for programs that know no 1-bit pictures."""
    return _render(page, dpi, 24)


def rasterize_grey(page: Page, dpi: int) -> Bitmap:
    """Draw a page in grey, rows of whole bytes of dots, its pictures already black and white: ready to be cut and packed."""
    grey = _render(page, dpi, 8)
    pictures = [thing.box for thing in list_things(page) if isinstance(thing, Picture)]
    return _scatter(grey, pictures, dpi) if pictures else grey


def _render(page: Page, dpi: int, bits: int) -> Bitmap:
    """Draw on a sheet of whole dots, so that PDF's origin in the lower left corner is on a dot, too."""
    width, height = _count_bounded(page, dpi)
    dot = MM_PER_INCH / dpi
    things = tuple(stand_in(thing) if isinstance(thing, Text) else thing for thing in list_things(page))
    sheet = Page(width * dot, height * dot, things)
    return _print(write_pdf(fit_to_dots([sheet], dpi), _UNTITLED), width, height, bits)


def print_colour(pdf: bytes, page: Page, dpi: int) -> Bitmap:
    """Print a file of this page as it is, in colour; raises PageTooLarge."""
    return _print(pdf, *_count_bounded(page, dpi), 24)


def _count_bounded(page: Page, dpi: int) -> tuple[int, int]:
    width, height = count_dots(page, dpi)
    if not 0 < width * height <= MOST_DOTS:
        raise PageTooLarge(f"A page of {width} × {height} dots is too large to draw.")
    return width, height


def _print(pdf: bytes, width: int, height: int, bits: int) -> Bitmap:
    import pypdfium2  # 7 MB of library: only who draws dots loads it
    from pypdfium2 import raw

    padded = width + -width % 8
    kind = raw.FPDFBitmap_Gray if bits == 8 else raw.FPDFBitmap_BGR
    with one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            sheet, canvas = document[0], pypdfium2.PdfBitmap.new_native(padded, height, kind)
            canvas.fill_rect((255, 255, 255, 255), 0, 0, padded, height)
            raw.FPDF_RenderPageBitmap(canvas, sheet, 0, 0, width, height, 0, 0)
            rows, stride = bytes(canvas.buffer), canvas.stride
            canvas.close()
        finally:
            document.close()
    kept = padded if bits == 8 else width * 3
    if stride != kept:
        rows = b"".join(rows[start : start + kept] for start in range(0, len(rows), stride))
    return Bitmap(width, height, bits, rows)


def _scatter(grey: Bitmap, boxes: Iterable[Box], dpi: int) -> Bitmap:
    """Turn the shades of pictures into black and white dots (Floyd and Steinberg), so that no light logo vanishes."""
    from PIL import Image  # takes 10 MB: only shops with a logo pay

    canvas = Image.frombytes("L", (grey.stride, grey.height), grey.rows)
    for box in boxes:
        left, top, right, bottom = (round(edge / MM_PER_INCH * dpi) for edge in (box.x, box.y, box.right, box.bottom))
        canvas.paste(canvas.crop((left, top, right, bottom)).convert("1").convert("L"), (left, top))
    return Bitmap(grey.width, grey.height, 8, canvas.tobytes())
