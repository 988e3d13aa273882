"""What a finished page holds: boxes in millimetres from the top left corner, before any PDF is written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from sendback.paper.shaping import EM, Line

POINTS_PER_MM = 72 / 25.4
# One dot of a 203 dpi thermal head, and the grid that symbols stand on.
DOT_MM = 25.4 / 203
# Left, top, width and height in modules.
Rectangle = tuple[int, int, int, int]
_DARK = re.compile("1+")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in millimetres."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Return the y of the lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Text:
    """A set line at its left end; `white` for text on black."""

    line: Line
    size_pt: float
    x: float
    baseline: float
    white: bool = False

    @property
    def box(self) -> Box:
        """Return the room it takes, from its highest to its lowest stroke."""
        em = self.size_pt / POINTS_PER_MM / EM
        height = (self.line.rise + self.line.drop) * em
        return Box(self.x, self.baseline - self.line.rise * em, self.line.width * em, height)


@dataclass(frozen=True, slots=True)
class Fill:
    """A black rectangle; thin ones are rules. `dash` breaks it into dashes of that many millimetres."""

    box: Box
    dash: float = 0


@dataclass(frozen=True, slots=True)
class Modules:
    """The rows of a symbol, `1` for dark; going through them gives each row's dark runs as rectangles."""

    rows: tuple[str, ...]

    def __iter__(self) -> Iterator[Rectangle]:
        for y, row in enumerate(self.rows):
            for run in _DARK.finditer(row):
                yield run.start(), y, run.end() - run.start(), 1


class Symbology(StrEnum):
    """How a symbol says its value; of GS1's, which stands for an SSCC, the value is the 18 digits."""

    CODE128 = "code128"
    GS1_128 = "gs1-128"
    QR = "qr"


@dataclass(frozen=True, slots=True)
class Symbol:
    """Dark rectangles in modules, within a box that includes the quiet zone; the origin is the first module's corner.

    `room` is where it might grow on a finer grid of dots, when that is more than its box.
    """

    box: Box
    x: float
    y: float
    module: float
    rectangles: tuple[Rectangle, ...] | Modules
    row_height: float
    symbology: Symbology
    value: str
    room: Box | None = None

    @property
    def modules(self) -> tuple[int, int]:
        """Return how many modules it is wide, and how many rows high, without quiet zone."""
        across = max(left + width for left, _, width, _ in self.rectangles)
        return across, max(top + rows for _, top, _, rows in self.rectangles)


@dataclass(frozen=True, slots=True)
class Picture:
    """A raster picture, for logos only: symbols are never pictures."""

    box: Box
    png: bytes


Thing = Text | Fill | Symbol | Picture


class Role(StrEnum):
    """What a part of a page is to a screen reader: standard structure types of ISO 32000-1, 14.8.4."""

    HEADING = "H1"
    PARAGRAPH = "P"
    FIGURE = "Figure"


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a page's things, from `start` up to `stop`, that is read as one; `alt` says what a figure shows."""

    start: int
    stop: int
    role: Role
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet in millimetres, what stands on it in the order of reading, and which of it is read as one.

    What no part covers is decoration. `base` is what every page of one design has in common, drawn below the rest: one object
    shared by many pages, so that it is written once.
    """

    width: float
    height: float
    things: tuple[Thing, ...]
    parts: tuple[Part, ...] = ()
    base: "Page | None" = None


def snap(length: float, dot: float = DOT_MM) -> float:
    """Round a length to whole dots of the thermal head."""
    return round(length / dot) * dot


def list_things(page: Page) -> tuple[Thing, ...]:
    """Return all that stands on a page, what it has in common with others first."""
    return page.base.things + page.things if page.base else page.things


def mirror(page: Page) -> Page:
    """Turn a page that was laid out from left to right into one that reads from right to left."""
    return replace(page, things=tuple(_mirror_thing(thing, page.width) for thing in page.things))


def _mirror_thing(thing: Thing, width: float) -> Thing:
    x = width - thing.box.right
    if isinstance(thing, Text):
        return replace(thing, x=x)
    box = replace(thing.box, x=x)
    if isinstance(thing, Symbol):
        moved = snap(thing.x - thing.box.x + x)
        room = thing.room and replace(thing.room, x=width - thing.room.right)
        return replace(thing, box=replace(box, x=moved - (thing.x - thing.box.x)), x=moved, room=room)
    return replace(thing, box=box)
