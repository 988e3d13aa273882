"""The return label: one sheet of label paper, or the upper half of a page with what to do below the fold."""

from dataclasses import dataclass, replace

from sendback.paper.design.model import Column, Design
from sendback.paper.designs.header import put_header
from sendback.paper.designs.sheets import Sheet
from sendback.paper.designs.steps import put_fold, put_steps
from sendback.paper.drawing import Box, Symbology
from sendback.paper.model import DocumentKind, PaperSize

# White on each side of a rule, above and below a QR symbol, beside it, and between columns.
PAD, QUIET, GAP, COLUMNS = 2.2, 3.8, 4.0, 8.0
HEADER, BARS, CODES, SSCC = 11.0, 22.0, 24.0, 38.0
# Twelve lines of address are read in a third of a label at this size.
FLOOR_PT = 4.2
HALVES = frozenset({PaperSize.A4, PaperSize.LETTER})


@dataclass(frozen=True, slots=True)
class Case:
    """One of two arrangements: what its elements' ids begin with, and when it is drawn."""

    start: str
    when: str

    def name(self, name: str) -> str:
        """Name an element of this arrangement."""
        return self.start + name

    def also(self, when: str) -> str:
        """Add a condition."""
        return f"{self.when} {when}".strip()


PLAIN, GS1 = Case("", "!sscc"), Case("sscc_", "sscc")


def make_label(size: PaperSize) -> Design:
    """Lay the label out for a sheet."""
    sheet = Sheet(size)
    if size in HALVES:
        _put_wide(sheet)
    elif size is PaperSize.ROLL62:
        _put_narrow(sheet)
    else:
        _put_tall(sheet)
    return sheet.finish("Return label", DocumentKind.LABEL)


def _put_tall(sheet: Sheet) -> None:
    """Stack everything: header, addresses, message, bars, QR symbol with the numbers; a parcel with an SSCC has that lowest."""
    inner, scale = sheet.inner, sheet.scale
    put_header(sheet, "@label.tag", Box(inner.x, inner.y, inner.width, HEADER * scale))
    top = inner.y + HEADER * scale + 1.5
    codes = Box(inner.x, inner.bottom - CODES * scale, inner.width, CODES * scale)
    bars = Box(inner.x, codes.y - QUIET - PAD - BARS * scale, inner.width, BARS * scale)
    _put_addresses(sheet, Box(inner.x, top, inner.width, bars.y - PAD - top), PLAIN)
    sheet.rule("bars_rule", inner.x, bars.y - PAD, inner.width, when=PLAIN.when)
    sheet.symbol("bars", Symbology.CODE128, "rma", bars, shows_text=True, size_pt=13 * scale, when=PLAIN.when)
    sheet.rule("codes_rule", inner.x, codes.y - QUIET, inner.width, when=PLAIN.when)
    _put_items(sheet, _put_codes(sheet, codes, PLAIN), PLAIN)
    lowest = Box(inner.x, inner.bottom - SSCC, inner.width, SSCC)
    above = replace(codes, y=lowest.y - PAD - QUIET - codes.height)
    _put_addresses(sheet, Box(inner.x, top, inner.width, above.y - QUIET - top), GS1)
    sheet.rule("sscc_codes_rule", inner.x, above.y - QUIET, inner.width, when=GS1.when)
    sheet.symbol("sscc_bars", Symbology.CODE128, "rma", _put_codes(sheet, above, GS1), when=GS1.when)
    sheet.rule("sscc_rule", inner.x, lowest.y - PAD, inner.width, when=GS1.when)
    sheet.symbol("sscc", Symbology.GS1_128, "sscc", lowest, shows_text=True, when=GS1.when)


def _put_wide(sheet: Sheet) -> None:
    """Set addresses on the left, symbols and contents on the right, and below the fold what to do."""
    inner, middle = sheet.inner, sheet.size.height_mm / 2
    top, bottom, left = inner.y + 14, middle - 10, inner.width * 0.53
    put_header(sheet, "@label.tag", Box(inner.x, inner.y - 2, inner.width, 14), share=0.47 - COLUMNS / inner.width)
    _put_addresses(sheet, Box(inner.x, top, left, bottom - top), PLAIN)
    lowest = Box(inner.x, bottom - SSCC, left, SSCC)
    _put_addresses(sheet, Box(inner.x, top, left, lowest.y - PAD - top), GS1)
    sheet.rule("sscc_rule", inner.x, lowest.y - PAD, left, when=GS1.when)
    sheet.symbol("sscc", Symbology.GS1_128, "sscc", lowest, shows_text=True, when=GS1.when)
    right = Box(inner.x + left + COLUMNS, top, inner.width - left - COLUMNS, bottom - top)
    sheet.rule("bars_rule", right.x, top, right.width)
    bars = Box(right.x, top + 3.6, right.width, 33)
    sheet.symbol("bars", Symbology.CODE128, "rma", bars, shows_text=True, size_pt=16)
    sheet.rule("codes_rule", right.x, bars.bottom + 3, right.width)
    codes = Box(right.x, bars.bottom + 6.8, right.width, 29)
    sheet.symbol("qr", Symbology.QR, "qr", replace(codes, width=29))
    _put_numbers(sheet, Box(codes.x + 29 + GAP, codes.y + 2, right.width - 29 - GAP, 11), 13, 14)
    sheet.rule("items_rule", right.x, codes.bottom + QUIET, right.width)
    _put_items(sheet, Box(right.x, codes.bottom + 4.8, right.width, bottom - codes.bottom - 4.8), Case("", ""))
    put_fold(sheet, middle)
    below = Box(inner.x, middle + 13, inner.width, sheet.inner.bottom - middle - 13)
    put_steps(sheet, below, 12)


def _put_narrow(sheet: Sheet) -> None:
    """Stack everything in the width of a roll; an SSCC, which is 88 mm wide, has no room on it."""
    inner = sheet.inner
    put_header(sheet, "@label.tag", Box(inner.x, inner.y, inner.width, 8))
    codes = Box(inner.x, inner.bottom - 22, inner.width, 22)
    bars = Box(inner.x - 2, codes.y - QUIET - PAD - 20, inner.width + 4, 20)
    _put_addresses(sheet, Box(inner.x, inner.y + 9, inner.width, bars.y - PAD - inner.y - 9), Case("", ""))
    sheet.rule("bars_rule", inner.x, bars.y - PAD, inner.width)
    sheet.symbol("bars", Symbology.CODE128, "rma", bars, shows_text=True, size_pt=12)
    sheet.rule("codes_rule", inner.x, codes.y - QUIET, inner.width)
    sheet.symbol("qr", Symbology.QR, "qr", replace(codes, width=22))
    _put_numbers(sheet, Box(codes.x + 22 + GAP, codes.y, codes.width - 22 - GAP, 10), 10, 11.4)


def _put_addresses(sheet: Sheet, box: Box, case: Case) -> None:
    """Set sender, receiver and message under hairlines; where there is no message the receiver has its room."""
    scale = sheet.scale
    gutter = round(max(13.5, 15 * scale), 2)
    height, share = (9.0, 0.45) if sheet.size is PaperSize.ROLL62 else (6.2, 0.43)
    sender = Box(box.x, box.y + PAD, box.width, (box.height - height - 6 * PAD) * share)
    receiver = Box(box.x, sender.bottom + 2 * PAD, box.width, box.bottom - sender.bottom - height - 5 * PAD)
    message = Box(box.x, receiver.bottom + 2 * PAD, box.width, height)
    alone = replace(receiver, height=box.bottom - PAD - receiver.y)
    heads = {"gutter": gutter, "floor_pt": FLOOR_PT}
    sheet.rule(case.name("sender_rule"), box.x, box.y, box.width, when=case.when)
    sheet.address(case.name("sender"), "sender", sender, 9 * scale, heading="@label.from", when=case.when, **heads)
    sheet.rule(case.name("receiver_rule"), box.x, sender.bottom + PAD, box.width, when=case.when)
    for name, place, when in (
        ("receiver", receiver, case.also("has_message")),
        ("receiver_alone", alone, case.also("!has_message")),
    ):
        sheet.address(case.name(name), "receiver", place, 16 * scale, heading="@label.to", when=when, **heads)
    more = {"bold": True, "valign": "middle", "when": case.also("has_message")}
    sheet.rule(case.name("message_rule"), box.x, message.y - PAD, box.width, when=case.also("has_message"))
    sheet.text(case.name("message_head"), "@label.carrier", replace(message, width=gutter - 1.5), 7, **more)
    said = replace(message, x=box.x + gutter, width=box.width - gutter)
    sheet.text(case.name("message"), "{message}", said, 10 * scale, **more)


def _put_codes(sheet: Sheet, box: Box, case: Case) -> Box:
    """Put the QR symbol at the start and the numbers beside it, and return the room below those."""
    scale = sheet.scale
    sheet.symbol(case.name("qr"), Symbology.QR, "qr", replace(box, width=box.height), when=case.when)
    x = box.x + box.height + GAP
    half, pair = (box.right - x - GAP) / 2, 9.4 * scale
    for at, (name, text) in enumerate((("order", "{order.number}"), ("return", "{return.rma}"))):
        place = Box(x + at * (half + GAP), box.y, half, pair)
        sheet.text(case.name(name), text, place, 11 * scale, heading=f"@label.{name}", bold=True, when=case.when)
    sheet.rule(case.name("items_rule"), x, box.y + pair + 0.6, box.right - x, when=case.when)
    return Box(x, box.y + pair + 2, box.right - x, box.height - pair - 2)


def _put_numbers(sheet: Sheet, box: Box, size_pt: float, step: float) -> None:
    """Put the order's number above that of the return."""
    sheet.text("order", "{order.number}", box, size_pt, heading="@label.order", bold=True)
    sheet.text("return", "{return.rma}", replace(box, y=box.y + step), size_pt, heading="@label.return", bold=True)


def _put_items(sheet: Sheet, box: Box, case: Case) -> None:
    sku = round(box.width * 0.34, 2)
    columns = Column(fact="item.line", width=round(box.width - sku, 2)), Column(fact="item.sku", width=sku, align="end")
    sheet.table(case.name("items"), box, columns, 8 * sheet.scale, ruled=False, when=case.also("has_items"))
