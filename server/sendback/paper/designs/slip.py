"""Packing slip and return delivery note: what is in the box, on as many pages as it takes."""

from collections.abc import Sequence

from sendback.paper.design.model import Column, Design
from sendback.paper.designs.header import put_foot, put_header, put_later_header
from sendback.paper.designs.sheets import Sheet
from sendback.paper.drawing import Box, Symbology
from sendback.paper.model import DocumentKind, PaperSize

GAP, PAIR, BARS_WIDTH, BARS, FOOT = 4.0, 10.5, 84.0, 21.0, 6.0
WIDE = 2 * BARS_WIDTH


def make_packing_slip(size: PaperSize) -> Design:
    """Lay the packing slip out for a sheet."""
    sheet = Sheet(size)
    y = _open(sheet, "@label.slip.tag")
    y = _put_numbers(sheet, y)
    put_later_header(sheet, "@label.slip.tag")
    _put_tables(sheet, "items", y, _list_columns(sheet.inner.width))
    put_foot(sheet, "@label.slip.note", sheet.inner.bottom - FOOT)
    return sheet.finish("Packing slip", DocumentKind.PACKING_SLIP)


def make_delivery_note(size: PaperSize) -> Design:
    """Lay the return delivery note out for a sheet: a slip with both addresses, and with values where all of them are known."""
    sheet = Sheet(size)
    inner = sheet.inner
    y = _open(sheet, "@label.note.tag")
    half, height = inner.width / 2, 26.0 if inner.width > WIDE else 21.0
    more = {"when": "first_page", "floor_pt": 4.2}
    sheet.address("sender", "sender", Box(inner.x, y, half - GAP, height), 9.5 * sheet.scale, heading="@label.from", **more)
    sheet.address("receiver", "receiver", Box(inner.x + half, y, half, height), 9.5 * sheet.scale, heading="@label.to", **more)
    y = _put_numbers(sheet, y + height + GAP, has_sender=False)
    put_later_header(sheet, "@label.note.tag")
    _put_tables(sheet, "items", y, _list_columns(inner.width), "!total.value")
    _put_tables(sheet, "valued", y, _list_valued(inner.width), "total.value")
    put_foot(sheet, "@label.note.note", inner.bottom - FOOT)
    return sheet.finish("Return delivery note", DocumentKind.DELIVERY_NOTE)


def _open(sheet: Sheet, title: str) -> float:
    """Open the first page, and return where it goes on."""
    inner = sheet.inner
    height = min(12.0, 10 * sheet.scale)
    put_header(sheet, title, Box(inner.x, inner.y, inner.width, height), 0.44, "first_page")
    return inner.y + height + GAP


def _put_numbers(sheet: Sheet, y: float, has_sender: bool = True) -> float:
    """Put the numbers, and the bars beside them where the paper is wide enough, else below."""
    inner = sheet.inner
    wide = inner.width > WIDE
    half = (inner.width - BARS_WIDTH if wide else inner.width) / 2
    pairs = [("order", "{order.number}", "@label.order"), ("return", "{return.rma}", "@label.return")]
    pairs.append(("made_on", "{made_on}", "@label.slip.made_on"))
    if has_sender:
        pairs.append(("sender_name", "{sender.name}", "@label.from"))
    for at, (name, text, heading) in enumerate(pairs):
        place = Box(inner.x + at % 2 * half, y + at // 2 * PAIR, half - 3, PAIR - 0.5)
        sheet.text(name, text, place, 10 * min(1, sheet.scale), heading=heading, bold=True, when="first_page")
    beside, below = Box(inner.right - BARS_WIDTH, y, BARS_WIDTH, BARS), Box(inner.x, y + 2 * PAIR + 1, inner.width, BARS - 1)
    sheet.symbol("bars", Symbology.CODE128, "rma", beside if wide else below, shows_text=True, when="first_page")
    return y + 2 * PAIR + GAP + (0 if wide else BARS)


def _put_tables(sheet: Sheet, name: str, y: float, columns: Sequence[Column], when: str = "") -> None:
    """Put the table on the first page from y, and on later ones below their header."""
    inner = sheet.inner
    bottom = inner.bottom - FOOT - 2
    size_pt = 9 * min(1, sheet.scale + 0.08)
    more = {"continues": True, "floor_pt": 6}
    first = Box(inner.x, y, inner.width, bottom - y)
    later = Box(inner.x, inner.y + 8, inner.width, bottom - inner.y - 8)
    sheet.table(name, first, columns, size_pt, when=f"first_page {when}".strip(), **more)
    sheet.table(f"later_{name}", later, columns, size_pt, when=f"!first_page {when}".strip(), **more)


def _list_columns(width: float) -> tuple[Column, ...]:
    """Choose columns; narrow paper has item numbers below titles."""
    if width < WIDE:
        reason = min(30, width * 0.36)
        return _count(11), _title(width - 11 - reason, "item.sku"), _plain("reason", reason)
    return _count(16), _title(width - 16 - 36 - 50, ""), _plain("sku", 36), _plain("reason", 50)


def _list_valued(width: float) -> tuple[Column, ...]:
    value = Column(
        fact="item.value", width=26 if width > 80 else 20, heading="@label.note.value", align="end", foot="{total.value}"
    )
    if width < WIDE:
        return _count(11), _title(width - 11 - value.width, "item.sku"), value
    weight = Column(fact="item.weight", width=26, heading="@label.note.weight", align="end", foot="{total.weight}")
    return _count(16), _title(width - 16 - 26 - 26 - 44, "item.sku"), _plain("reason", 44), weight, value


def _count(width: float) -> Column:
    return Column(fact="item.quantity", width=width, heading="@label.slip.quantity", bold=True, foot="@label.slip.total")


def _title(width: float, below: str) -> Column:
    return Column(fact="item.title", width=round(width, 2), heading="@label.slip.item", below=below)


def _plain(name: str, width: float) -> Column:
    return Column(fact=f"item.{name}", width=round(width, 2), heading=f"@label.slip.{name}")
