"""A page as pikepdf saves it: a blank sheet with its fonts made once, and our own content stream on it."""

import io
from dataclasses import replace

import pikepdf

from sendback.paper.content import write_content
from sendback.paper.drawing import POINTS_PER_MM, Page
from sendback.paper.embedding import Resources


def _make_sheet(width: float, height: float) -> bytes:
    made = pikepdf.new()
    made.add_blank_page(page_size=(width, height))
    fonts = {
        f"/{resource}": pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name(f"/{name}"),
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
        for resource, name in (("H", "Helvetica"), ("B", "Helvetica-Bold"))
    }
    made.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(fonts))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


_SHEETS: dict[tuple[float, float], bytes] = {}


def draw(page: Page) -> bytes:
    """Draw a laid-out page of Western text."""
    size = (page.width * POINTS_PER_MM, page.height * POINTS_PER_MM)
    sheet = _SHEETS.get(size) or _SHEETS.setdefault(size, _make_sheet(*size))
    with pikepdf.open(io.BytesIO(sheet)) as pdf:
        whole = replace(page, things=(*page.base.things, *page.things), parts=(), base=None) if page.base else page
        pdf.pages[0].Contents = pdf.make_stream(write_content(whole, Resources()))
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()
