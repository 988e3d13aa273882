"""What to do, step by step: numbers in black, each beside its sentence."""

from sendback.paper.designs.sheets import HAIRLINE, Sheet
from sendback.paper.drawing import Box


def put_fold(sheet: Sheet, y: float) -> None:
    """Draw the line along which to fold, from edge to edge, and say so below it."""
    width = sheet.size.width_mm
    sheet.rule("fold", 0, y - HAIRLINE / 2, width, dash=1.4)
    sheet.text("fold_words", "@label.fold", Box(width / 2 - 40, y + 0.8, 80, 4), 7.5, align="center", valign="middle")


def put_steps(sheet: Sheet, box: Box, size_pt: float, attach: str = "@label.step.attach") -> None:
    """Put the title and five steps on a sheet; the last two only where there is something to say."""
    title = 9 * sheet.scale
    sheet.text("steps", "@label.steps", Box(box.x, box.y, box.width, title), 15 * sheet.scale, bold=True, valign="middle")
    y, step = box.y + title + 3, min((box.height - title - 11) / 5, 18)
    by, ask = "\n{@label.step.send_by}", "{@label.step.ask}\n{contact}"
    for name, number, text, when in (
        ("pack", 1, "@label.step.pack", ""),
        ("attach", 2, attach, ""),
        ("hand_in", 3, "@label.step.hand_in", "!carrier.name !send_by"),
        ("hand_in_by", 3, "{@label.step.hand_in}" + by, "!carrier.name send_by"),
        ("hand_in_to", 3, "@label.step.hand_in_to", "carrier.name !send_by"),
        ("hand_in_to_by", 3, "{@label.step.hand_in_to}" + by, "carrier.name send_by"),
        ("follow", 4, "{@label.step.follow}\n{status.url}", "status.url"),
        ("ask", 5, ask, "status.url contact"),
        ("ask_next", 4, ask, "!status.url contact"),
    ):
        put_step(sheet, name, number, text, Box(box.x, y + (number - 1) * step, box.width, step), size_pt, when)
    sheet.text("print", "@label.print", Box(box.x, box.bottom - 5, box.width, 5), 8, valign="bottom")


def put_step(sheet: Sheet, name: str, number: int, text: str, box: Box, size_pt: float, when: str = "") -> None:
    """Put a black number and its sentence."""
    side = round(size_pt * 0.56, 2)
    disc = Box(box.x, box.y, side, side)
    more = {"bold": True, "align": "center", "valign": "middle", "inverse": True, "when": when}
    sheet.text(f"{name}_number", str(number), disc, size_pt * 0.95, **more)
    gutter = side + 4.5
    said = Box(box.x + gutter, box.y + 0.5, min(box.width - gutter, 150), box.height - 1.8)
    sheet.text(name, text, said, size_pt, floor_pt=5.5, when=when)
