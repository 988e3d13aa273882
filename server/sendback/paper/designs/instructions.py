"""Instructions on a page of their own, for labels that come from elsewhere or on a roll."""

from sendback.paper.design.model import Design
from sendback.paper.designs.header import put_header
from sendback.paper.designs.sheets import Sheet
from sendback.paper.designs.steps import put_steps
from sendback.paper.drawing import Box
from sendback.paper.model import DocumentKind, PaperSize


def make_instructions(size: PaperSize) -> Design:
    """Lay the instructions out for a sheet."""
    sheet = Sheet(size)
    inner = sheet.inner
    put_header(sheet, "@label.instructions.tag", Box(inner.x, inner.y, inner.width, 13))
    y, third = inner.y + 21, inner.width / 3
    sheet.rule("numbers_rule", inner.x, y - 4, inner.width)
    for at, (name, text) in enumerate(
        (("order", "{order.number}"), ("return", "{return.rma}"), ("tracking", "{tracking.number}"))
    ):
        place = Box(inner.x + at * third, y, third - 3, 11)
        when = "tracking.number" if name == "tracking" else ""
        sheet.text(name, text, place, 11, heading=f"@label.{name}", bold=True, when=when)
    below = Box(inner.x, y + 22, inner.width, min(130, inner.bottom - y - 22))
    put_steps(sheet, below, 12 if size is not PaperSize.A5 else 11, "@label.step.attach_label")
    return sheet.finish("Return instructions", DocumentKind.INSTRUCTIONS)
