"""The slip that goes out with an order: one code to scan, and three short steps."""

from dataclasses import replace

from sendback.paper.design.model import Design
from sendback.paper.designs.header import put_header
from sendback.paper.designs.sheets import Sheet
from sendback.paper.designs.steps import put_step
from sendback.paper.drawing import Box, Symbology
from sendback.paper.model import DocumentKind, PaperSize

# An order's token makes a symbol of 73 modules; at five dots each that is 45.7 mm of ink.
SIDE, GAP = 46.5, 6.0


def make_outbound_slip(size: PaperSize) -> Design:
    """Lay the outbound slip out for a sheet."""
    sheet = Sheet(size)
    inner, scale = sheet.inner, sheet.scale
    header = min(13.0, 11 * scale)
    put_header(sheet, "@label.outbound.tag", Box(inner.x, inner.y, inner.width, header))
    y = inner.y + header + GAP
    narrow = size is PaperSize.ROLL62
    side = SIDE if inner.width < 150 else SIDE * 1.3
    indent = (inner.width - side) / 2 if narrow else 0
    sheet.symbol("qr", Symbology.QR, "qr", Box(inner.x + indent, y, side, side))
    numbers = Box(inner.x + side + GAP, y, inner.width - side - GAP, 12)
    if narrow:
        numbers = Box(inner.x, y + side + 4, inner.width, 9.5)
    for name, text, heading in (("order", "{order.number}", "@label.order"), ("made_on", "{made_on}", "@label.slip.made_on")):
        if not narrow or name == "order":
            sheet.text(name, text, numbers, 12 * scale, heading=heading, bold=True, when=name.replace("order", "order.number"))
        numbers = replace(numbers, y=numbers.y + 14)
    y = y + side + (14.5 if narrow else GAP)
    address = Box(inner.x, y, inner.width, 10 * max(1, scale))
    sheet.text("address", "{start.url}", address, 12.5 * scale, heading="@label.outbound.address", bold=True, when="start.url")
    _put_how(sheet, Box(inner.x, address.bottom + 2, inner.width, inner.bottom - address.bottom - 2))
    return sheet.finish("Outbound slip", DocumentKind.OUTBOUND_SLIP)


def _put_how(sheet: Sheet, box: Box) -> None:
    """Put the title, three steps and what to do with the slip."""
    scale = sheet.scale
    title, foot = 8 * scale, 6.0
    sheet.rule("how_rule", box.x, box.y, box.width)
    sheet.text("how", "@label.outbound.title", Box(box.x, box.y + 2, box.width, title), 13 * scale, bold=True, valign="middle")
    y = box.y + title + 4
    step = min((box.bottom - foot - y) / 3, 14 * scale)
    rows = (("scan", 1, "start.url"), ("scan_only", 1, "!start.url"), ("choose", 2, ""), ("send", 3, ""))
    for name, number, when in rows:
        place = Box(box.x, y + (number - 1) * step, box.width, step)
        put_step(sheet, name, number, f"@label.outbound.step.{name}", place, 9.5 * scale, when)
    sheet.text("note", "@label.outbound.note", Box(box.x, box.bottom - foot, box.width, foot), 8 * scale, valign="bottom")
