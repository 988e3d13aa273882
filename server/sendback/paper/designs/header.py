"""What every paper opens and ends with."""

from sendback.paper.designs.sheets import Sheet
from sendback.paper.drawing import Box


def put_header(sheet: Sheet, title: str, box: Box, share: float = 0.38, when: str = "") -> None:
    """Put the shop's logo, or its name, opposite a black tag that says what this paper is."""
    height = min(box.height, 7.8 * sheet.scale)
    tag = Box(box.right - box.width * share, box.y + (box.height - height) / 2, box.width * share, height)
    sheet.logo("logo", Box(box.x, box.y, box.width * (1 - share) - 4, box.height), when)
    put_tag(sheet, "title", title, tag, when)


def put_tag(sheet: Sheet, name: str, title: str, box: Box, when: str = "") -> None:
    """Put the paper's name on it, white on black."""
    words = {"bold": True, "align": "center", "valign": "middle", "inverse": True, "is_title": True, "when": when}
    sheet.text(name, title, box, 11.5 * sheet.scale, **words)


def put_later_header(sheet: Sheet, title: str) -> None:
    """Open a later page with the paper's name and the return's number."""
    inner = sheet.inner
    half = inner.width / 2
    more = {"bold": True, "valign": "middle", "when": "!first_page"}
    sheet.text("later_title", title, Box(inner.x, inner.y, half, 6), 10, **more)
    sheet.text("later_number", "{return.rma}", Box(inner.x + half, inner.y, half, 6), 10, align="end", **more)


def put_foot(sheet: Sheet, note: str, y: float) -> None:
    """End with what to do with the paper, and the page's number."""
    inner = sheet.inner
    half = inner.width * 0.7
    sheet.rule("foot_rule", inner.x, y, inner.width)
    sheet.text("note", note, Box(inner.x, y + 1, half, 5), 8, valign="middle")
    page = Box(inner.x + half, y + 1, inner.width - half, 5)
    sheet.text("page", "@label.slip.page", page, 8, align="end", valign="middle")
