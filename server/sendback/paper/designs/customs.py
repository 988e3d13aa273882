"""The data of a customs declaration: fields of forms CN 22 and CN 23 (UPU Convention Manual, forms CN 22 and CN 23).

Post offices take the data from it, or the sender copies it; the form itself is theirs. What nobody knows stays blank.
"""

from sendback.paper.design.model import Column, Design
from sendback.paper.designs.header import put_later_header, put_tag
from sendback.paper.designs.sheets import Sheet
from sendback.paper.drawing import Box
from sendback.paper.model import DocumentKind, PaperSize

GAP, FIELD, PAD = 2.5, 11.0, 1.5
FULL = "!cn22"


def make_customs(size: PaperSize) -> Design:
    """Lay the data sheet out for a page: what only CN 23 asks for is there when CN 22 is not enough."""
    sheet = Sheet(size)
    inner = sheet.inner
    for name, when in (("cn22", "cn22"), ("cn23", FULL)):
        put_tag(sheet, f"title_{name}", f"@label.customs.{name}", Box(inner.x, inner.y, inner.width, 9), f"{when} first_page")
    sheet.text(
        "sheet", "@label.customs.sheet", Box(inner.x, inner.y + 10.5, inner.width, 5), 8, valign="middle", when="first_page"
    )
    y = inner.y + 18
    half = (inner.width - GAP) / 2
    height = 30.0 if inner.width > 150 else 25.0
    for at, (name, fact) in enumerate((("sender", "sender"), ("addressee", "receiver"))):
        frame = Box(inner.x + at * (half + GAP), y, half, height)
        sheet.outline(f"{name}_frame", frame, when="first_page")
        sheet.address(name, fact, _inside(frame), 9.5, heading=f"@label.customs.{name}", floor_pt=4.2, when="first_page")
    y += height + GAP
    _put_category(sheet, Box(inner.x, y, half, FIELD))
    _put_field(sheet, "sender_phone", "", Box(inner.x + half + GAP, y, half, FIELD), f"{FULL} first_page")
    y += FIELD + GAP
    put_later_header(sheet, "@label.customs.document")
    fields = 3 * (FIELD + GAP)
    bottom = inner.bottom - fields - 18 - GAP
    for name, top, when in (("items", y, "first_page"), ("later_items", inner.y + 9, "!first_page")):
        place = Box(inner.x, top, inner.width, bottom - top)
        sheet.table(name, place, _list_columns(inner.width), 8.5, when=when, continues=True, floor_pt=5.5)
    _put_end(sheet, bottom + GAP)
    return sheet.finish("Customs declaration", DocumentKind.CUSTOMS)


def _inside(frame: Box) -> Box:
    return Box(frame.x + PAD, frame.y + PAD, frame.width - 2 * PAD, frame.height - 2 * PAD)


def _put_category(sheet: Sheet, frame: Box) -> None:
    """Cross the category that a return has, and no other."""
    sheet.outline("category_frame", frame, when="first_page")
    inside = _inside(frame)
    sheet.text("category", "@label.customs.category", Box(inside.x, inside.y, inside.width, 3.2), 7, bold=True, when="first_page")
    cross = Box(inside.x, inside.y + 3.9, 4, 4)
    sheet.outline("cross_frame", cross, 0.25, when="first_page")
    within = Box(cross.x + 0.3, cross.y + 0.3, 3.4, 3.4)
    sheet.text("cross", "×", within, 11, bold=True, align="center", valign="middle", when="first_page")
    said = Box(cross.right + 2, cross.y, inside.width - 6, 4)
    sheet.text("returned", "@label.invoice.returned", said, 9.5, bold=True, valign="middle", when="first_page")


def _put_field(sheet: Sheet, name: str, text: str, frame: Box, when: str) -> None:
    """Frame a field: its name small, its value or room for a pen below."""
    sheet.outline(f"{name}_frame", frame, when=when)
    sheet.text(name, text, _inside(frame), 10, heading=f"@label.customs.{name}", bold=True, when=when)


def _list_columns(width: float) -> tuple[Column, ...]:
    share = min(1.15, width / 150)
    fixed = (
        Column(fact="item.quantity", width=12, heading="@label.invoice.quantity", align="center", foot="{total.quantity}"),
        Column(fact="item.weight", width=_round(22 * share), heading="@label.invoice.weight", align="end", foot="{total.weight}"),
        Column(fact="item.value", width=_round(26 * share), heading="@label.invoice.value", align="end", foot="{total.value}"),
        Column(fact="item.hs_code", width=_round(22 * share), heading="@label.invoice.hs_code", align="end"),
        Column(fact="item.origin", width=_round(18 * share), heading="@label.invoice.origin", align="end"),
    )
    rest = _round(width - sum(column.width for column in fixed))
    title = Column(fact="item.title", width=rest, heading="@label.customs.description", foot="@label.customs.total")
    return title, *fixed


def _put_end(sheet: Sheet, y: float) -> None:
    """End with the fields that the post fills in, the declaration, and room to sign."""
    inner = sheet.inner
    half = (inner.width - GAP) / 2
    for at, (name, text, when) in enumerate(
        (
            ("gross", "", "last_page"),
            ("postage", "", "last_page"),
            ("papers", "{return.rma}", f"{FULL} last_page"),
            ("comments", "", f"{FULL} last_page"),
            ("importer", "", f"{FULL} last_page"),
            ("office", "", f"{FULL} last_page"),
        )
    ):
        _put_field(sheet, name, text, Box(inner.x + at % 2 * (half + GAP), y + at // 2 * (FIELD + GAP), half, FIELD), when)
    y += 3 * (FIELD + GAP)
    sheet.text("declaration", "@label.customs.declaration", Box(inner.x, y, half, 17.5), 7.5, floor_pt=4.5, when="last_page")
    x = inner.x + half + GAP
    sheet.rule("signature_rule", x, y + 12.5, half, when="last_page")
    sheet.text("signature", "@label.customs.signature", Box(x, y + 13.2, half, 3.4), 7, bold=True, when="last_page")


def _round(length: float) -> float:
    return round(length, 2)
