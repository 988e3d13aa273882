"""How somebody wants a print file: which form, for which print head, on which paper or sheet of stickers."""

from dataclasses import dataclass, replace

from sendback.errors import Problem, refuse_field
from sendback.paper.dots import RESOLUTIONS
from sendback.paper.model import Form, PaperSize
from sendback.paper.sheets import SHEETS, SheetLayout


@dataclass(frozen=True, slots=True)
class PrintWish:
    """How a print file is to come: without a size on the paper that each shop's settings say, or that fits the sheet.

    `sheet` is one of SHEETS, for sheets of stickers; `start` is the first sticker that is still there, counted from 1.
    """

    form: Form = Form.PDF
    dpi: int = RESOLUTIONS[0]
    size: PaperSize | None = None
    sheet: str = ""
    start: int = 1

    @property
    def layout(self) -> SheetLayout | None:
        """Return the sheet with its used stickers; Problem invalid-fields when it has none left."""
        if not self.sheet:
            return None
        layout = SHEETS[self.sheet]
        if not 1 <= self.start <= layout.stickers:
            raise refuse_wish("start", f"This sheet has stickers 1 to {layout.stickers}.")
        return replace(layout, start=self.start - 1)


def choose_size(layout: SheetLayout) -> PaperSize:
    """Choose the largest paper that goes onto a sticker."""
    width = (layout.width - 2 * layout.margin_x - (layout.columns - 1) * layout.gap_x) / layout.columns
    height = (layout.height - 2 * layout.margin_y - (layout.rows - 1) * layout.gap_y) / layout.rows
    fitting = [size for size in PaperSize if size.width_mm <= width + 0.01 and size.height_mm <= height + 0.01]
    if not fitting:
        raise refuse_wish("sheet", "No paper is small enough for these stickers; choose a size.")
    return max(fitting, key=lambda size: size.width_mm * size.height_mm)


def refuse_wish(name: str, detail: str) -> Problem:
    """Refuse a wish by the name of what cannot be met."""
    return refuse_field(name, "range", detail)
