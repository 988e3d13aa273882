"""The commercial invoice for goods that go back across a border; what nobody knows stays blank, to be filled in by hand."""

from sendback.paper.design.model import Column, Design
from sendback.paper.designs.header import put_header, put_later_header
from sendback.paper.designs.sheets import Sheet
from sendback.paper.drawing import Box
from sendback.paper.model import DocumentKind, PaperSize

GAP, PAIR, SIGN = 6.0, 12.0, 46.0


def make_invoice(size: PaperSize) -> Design:
    """Lay the invoice out for a sheet."""
    sheet = Sheet(size)
    inner = sheet.inner
    put_header(sheet, "@label.invoice.tag", Box(inner.x, inner.y, inner.width, 13), 0.5, "first_page")
    y = inner.y + 13 + GAP
    half = inner.width / 2
    for name, fact, x, width in (("exporter", "sender", inner.x, half - GAP), ("consignee", "receiver", inner.x + half, half)):
        sheet.rule(f"{name}_rule", x, y - 2, width, when="first_page")
        place = Box(x, y, width, 32)
        sheet.address(name, fact, place, 10.5, heading=f"@label.invoice.{name}", floor_pt=4.2, when="first_page")
    y += 32 + GAP
    sheet.rule("numbers_rule", inner.x, y - 2, inner.width, when="first_page")
    quarter = inner.width / 4
    for at, (name, text) in enumerate(
        (
            ("number", "{return.rma}"),
            ("date", "{made_on}"),
            ("order", "{order.number}"),
            ("tracking", "{tracking.number}"),
            ("from", "{sender.country}"),
            ("to", "{receiver.country}"),
            ("reason", "@label.invoice.returned"),
            ("currency", "{currency}"),
        )
    ):
        place = Box(inner.x + at % 4 * quarter, y + at // 4 * PAIR, quarter - 3, PAIR - 1.5)
        sheet.text(name, text, place, 10, heading=f"@label.invoice.{name}", bold=True, when="first_page")
    y += 2 * PAIR + 2
    put_later_header(sheet, "@label.invoice.tag")
    bottom = inner.bottom - SIGN - 2
    for name, top, when in (("items", y, "first_page"), ("later_items", inner.y + 9, "!first_page")):
        place = Box(inner.x, top, inner.width, bottom - top)
        sheet.table(name, place, _list_columns(inner.width), 9, when=when, continues=True, floor_pt=6)
    _put_signature(sheet, inner.bottom - SIGN)
    return sheet.finish("Commercial invoice", DocumentKind.INVOICE)


def _list_columns(width: float) -> tuple[Column, ...]:
    fixed = (
        Column(fact="item.hs_code", width=22, heading="@label.invoice.hs_code"),
        Column(fact="item.origin", width=18, heading="@label.invoice.origin"),
        Column(fact="item.quantity", width=14, heading="@label.invoice.quantity", align="end", foot="{total.quantity}"),
        Column(fact="item.weight", width=24, heading="@label.invoice.weight", align="end", foot="{total.weight}"),
        Column(fact="item.price", width=25, heading="@label.invoice.unit_value", align="end"),
        Column(fact="item.value", width=27, heading="@label.invoice.value", align="end", foot="{total.value}"),
    )
    rest = round(width - sum(column.width for column in fixed), 2)
    heading, foot = "@label.invoice.description", "@label.invoice.total"
    return Column(fact="item.title", width=rest, heading=heading, below="item.sku", foot=foot), *fixed


def _put_signature(sheet: Sheet, y: float) -> None:
    """End with the declaration, and lines for place, date and name."""
    inner = sheet.inner
    half = inner.width / 2
    sheet.text("declaration", "@label.invoice.declaration", Box(inner.x, y, inner.width, 16), 9, when="last_page")
    for at, name in enumerate(("place", "signature")):
        x, width = inner.x + at * half, half - (GAP if at == 0 else 0)
        sheet.rule(f"{name}_rule", x, y + 32, width, when="last_page")
        sheet.text(name, f"@label.invoice.{name}", Box(x, y + 33, width, 4), 7, bold=True, when="last_page")
    place = Box(inner.x, inner.bottom - 5, inner.width, 5)
    sheet.text("page", "@label.slip.page", place, 8, align="end", valign="middle")
