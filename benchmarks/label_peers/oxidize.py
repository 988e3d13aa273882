"""A page as oxidize-pdf draws it, in its built-in Helvetica: what it embeds of other fonts no reader finds."""

from oxidize_pdf import Color, Document, Font
from oxidize_pdf import Page as Sheet

from sendback.paper.drawing import POINTS_PER_MM, Fill, Page, Symbol, Text


def draw(page: Page) -> bytes:
    """Draw a laid-out page."""
    sheet = Sheet(page.width * POINTS_PER_MM, page.height * POINTS_PER_MM)
    sheet.set_fill_color(Color.black())
    for thing in [*(page.base.things if page.base else ()), *page.things]:
        if isinstance(thing, Text):
            bold = "Bold" in thing.line.runs[0].face.name
            sheet.set_font(Font.HELVETICA_BOLD if bold else Font.HELVETICA, thing.size_pt)
            sheet.set_text_color(Color.white() if thing.white else Color.black())
            sheet.text_at(thing.x * POINTS_PER_MM, (page.height - thing.baseline) * POINTS_PER_MM, thing.line.text)
        elif isinstance(thing, Fill):
            box = thing.box
            place = (box.x, page.height - box.bottom, box.width, box.height)
            sheet.draw_rect(*(length * POINTS_PER_MM for length in place))
            sheet.fill()
        elif isinstance(thing, Symbol):
            _draw_symbol(sheet, thing, page.height)
    document = Document()
    document.set_title("Return label")
    document.add_page(sheet)
    return bytes(document.save_to_bytes())


def _draw_symbol(sheet: Sheet, symbol: Symbol, height: float) -> None:
    across, down = symbol.module * POINTS_PER_MM, symbol.row_height * POINTS_PER_MM
    x, y = symbol.x * POINTS_PER_MM, (height - symbol.y) * POINTS_PER_MM
    for left, top, width, rows in symbol.rectangles:
        sheet.draw_rect(x + left * across, y - (top + rows) * down, width * across, rows * down)
    sheet.fill()
