"""Labels side by side on sheets of stickers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from sendback.paper.drawing import Box, Page, Part, Symbol, Text, Thing, list_things, snap


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """A sheet in millimetres and its stickers: row by row, from the margins in the upper left corner, the gaps between them.

    `start` stickers of the first sheet are passed over, because they are used up.
    """

    width: float
    height: float
    columns: int
    rows: int
    margin_x: float = 0
    margin_y: float = 0
    gap_x: float = 0
    gap_y: float = 0
    start: int = 0

    @property
    def stickers(self) -> int:
        """Return how many there are on a sheet."""
        return self.columns * self.rows


SHEETS: Mapping[str, SheetLayout] = MappingProxyType(
    {
        "a4-4xa6": SheetLayout(210, 297, 2, 2, margin_y=0.5),
        "a4-2xa5": SheetLayout(297, 210, 2, 1, margin_x=0.5),
        "letter-2x4x6": SheetLayout(279.4, 215.9, 2, 1, margin_x=25.4, margin_y=31.75, gap_x=25.4),
    }
)
"""Sheets by what is on them: four A6 on A4, two A5 on A4 held sideways, two of 4 by 6 inches on Letter held sideways."""


class StickerTooSmall(ValueError):
    """Say that the pages do not fit on the sheet so often."""


def impose(pages: Sequence[Page], layout: SheetLayout) -> list[Page]:
    """Put pages of one size on as few sheets as hold them; symbols stay on their dots. Raises StickerTooSmall."""
    if not pages:
        return []
    if not 0 <= layout.start < layout.stickers:
        raise ValueError(f"A sheet has {layout.stickers} stickers.")
    corners = _place_stickers(layout, pages[0])
    slots: list[Page | None] = [*([None] * layout.start), *pages]
    starts = range(0, len(slots), layout.stickers)
    return [_fill_sheet(layout, slots[start : start + layout.stickers], corners) for start in starts]


def _place_stickers(layout: SheetLayout, page: Page) -> list[tuple[float, float]]:
    """Return the upper left corners, on whole dots so that symbols need not move on their labels."""
    across, down = page.width + layout.gap_x, page.height + layout.gap_y
    right = layout.margin_x + layout.columns * across - layout.gap_x
    bottom = layout.margin_y + layout.rows * down - layout.gap_y
    if right > layout.width + 0.01 or bottom > layout.height + 0.01:
        count = f"{layout.columns} × {layout.rows} labels of {page.width:g} × {page.height:g} mm"
        raise StickerTooSmall(f"{count} do not fit on a sheet of {layout.width:g} × {layout.height:g} mm.")
    places = ((row, column) for row in range(layout.rows) for column in range(layout.columns))
    return [(snap(layout.margin_x + column * across), snap(layout.margin_y + row * down)) for row, column in places]


def _fill_sheet(layout: SheetLayout, slots: Sequence[Page | None], corners: Sequence[tuple[float, float]]) -> Page:
    things: list[Thing] = []
    parts: list[Part] = []
    for page, corner in zip(slots, corners, strict=False):
        if page is None:
            continue
        parts += _shift_parts(page, len(things))
        things += [_move(thing, *corner) for thing in list_things(page)]
    return Page(layout.width, layout.height, tuple(things), tuple(parts))


def _shift_parts(page: Page, before: int) -> list[Part]:
    own = before + (len(page.base.things) if page.base else 0)
    moved = [(page.parts, own), *([(page.base.parts, before)] if page.base else [])]
    return [replace(part, start=part.start + by, stop=part.stop + by) for parts, by in reversed(moved) for part in parts]


def _move(thing: Thing, x: float, y: float) -> Thing:
    if isinstance(thing, Text):
        return replace(thing, x=thing.x + x, baseline=thing.baseline + y)
    box = _move_box(thing.box, x, y)
    if isinstance(thing, Symbol):
        room = thing.room and _move_box(thing.room, x, y)
        return replace(thing, box=box, x=thing.x + x, y=thing.y + y, room=room)
    return replace(thing, box=box)


def _move_box(box: Box, x: float, y: float) -> Box:
    return replace(box, x=box.x + x, y=box.y + y)
