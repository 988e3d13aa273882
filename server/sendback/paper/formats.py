"""A document in the file format that is asked for."""

from collections.abc import Sequence

from sendback.paper.bmp import write_bmp
from sendback.paper.dots import RESOLUTIONS, fit_to_dots
from sendback.paper.drawing import Page
from sendback.paper.model import Form
from sendback.paper.pdf import About, write_pdf
from sendback.paper.png import write_png
from sendback.paper.raster import rasterize, rasterize_colour
from sendback.paper.svg import write_svg
from sendback.paper.zpl import write_zpl

BITS = (1, 24)
"""The bits a pixel that a BMP may have."""
MANY_PAGES = frozenset({Form.PDF, Form.ZPL})
"""The forms whose files hold all pages; of the others each page is a file."""


def write_document(pages: Sequence[Page], about: About, form: Form, dpi: int = RESOLUTIONS[0], bits: int = 1) -> bytes:
    """Write the pages as a file for a print head of 203 or 300 dpi: the same values give the same bytes.

    Pictures (PNG, BMP, SVG) hold the first page only. Only BMP heeds `bits`. Raises PageTooLarge.
    """
    first = pages[0]
    match form:
        case Form.PDF:
            return write_pdf(fit_to_dots(pages, dpi), about)
        case Form.ZPL:
            return write_zpl(pages, dpi)
        case Form.SVG:
            (fitted,) = fit_to_dots([first], dpi)
            return write_svg(fitted, about)
        case Form.PNG:
            bitmap = rasterize(first, dpi)
            return write_png(bitmap.rows, (bitmap.width, bitmap.height), 1, dpi)
        case Form.BMP:
            bitmap = rasterize(first, dpi) if bits == 1 else rasterize_colour(first, dpi)
            return write_bmp(bitmap.rows, (bitmap.width, bitmap.height), bits, dpi)
