"""The table of articles: rows as high as their longest cell, cut into pages between rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, takewhile

from sendback.paper.design.facts import FACTS
from sendback.paper.design.filling import Filling
from sendback.paper.design.model import Column, TableElement
from sendback.paper.design.placing import (
    HEADING_FLOOR_PT,
    HEADING_PT,
    SHARES,
    place_fitted,
    place_middle,
    place_paragraphs,
    shrink_line,
)
from sendback.paper.design.templates import Template, fill_template, find_base
from sendback.paper.drawing import DOT_MM, POINTS_PER_MM, Box, Fill, Thing
from sendback.paper.model import ItemFact
from sendback.paper.wrapping import LEADING, Fitted, Paragraph, fit_paragraphs

HAIRLINE, HEAVY = DOT_MM, 0.5
HEAD_MM, SECOND_LINE_MM, PAD, BETWEEN, TALLEST = 6.0, 3.0, 1.4, 2.5, 40.0
SMALL, AIRY = 0.85, 1.12


@dataclass(frozen=True, slots=True)
class Table:
    """A table element with its heads and feet in the language of its page, empty where it has none."""

    element: TableElement
    heads: tuple[Template, ...]
    feet: tuple[Template, ...]

    @property
    def line_mm(self) -> float:
        """The height of one line, with a little air."""
        return self.element.size_pt / POINTS_PER_MM * LEADING * AIRY

    @property
    def head_mm(self) -> float:
        """The height of the heads, one of which may have two lines."""
        deep = any("\n" in piece for head in self.heads for piece in head.pieces)
        return (HEAD_MM + (SECOND_LINE_MM if deep else 0)) if self.heads else 0

    @property
    def foot_mm(self) -> float:
        """The height of what stands below the last row."""
        return self.line_mm + 2 * PAD if self.feet else 0

    @property
    def room_mm(self) -> float:
        """What heads and feet leave for rows."""
        return self.element.height - self.head_mm - self.foot_mm


def count_rows(table: Table, on: Filling) -> int:
    """Return the index behind the last article that fits on a page which begins at `on.start`; one always does."""
    fitting = takewhile(lambda used: used <= table.room_mm, accumulate(_measure_rows(table, on, on.facts.items[on.start :])))
    return min(len(on.facts.items), on.start + max(1, sum(1 for _ in fitting)))


def share_out(table: Table, on: Filling) -> Filling:
    """Choose the articles of a table that ends on its page: where not all fit, the last row is kept to count the others."""
    used = list(accumulate(_measure_rows(table, on, on.facts.items)))
    room = table.room_mm if not used or used[-1] <= table.room_mm else table.room_mm + table.foot_mm - table.line_mm
    return replace(on, start=0, stop=sum(height <= room for height in used))


def place_table(table: Table, on: Filling) -> list[Thing]:
    """Draw the heads, the articles of this page, and below the last one the feet."""
    element = table.element
    if not element.columns:
        return []
    things: list[Thing] = _place_heads(table, on) if table.heads else []
    y = element.y + table.head_mm
    for item in on.facts.items[on.start : on.stop]:
        row = replace(on, item=item)
        if not element.ruled:
            things += _place_line(table, row, y)
            y += table.line_mm
            continue
        cells = _fit_cells(table, row)
        y += _measure_cells(table, cells)
        things += _place_cells(table, cells, y - _measure_cells(table, cells))
        things.append(Fill(Box(element.x, y - HAIRLINE, element.width, HAIRLINE)))
    if on.stop < len(on.facts.items):
        return things if on.page < on.pages else [*things, *_place_more(table, on, y)]
    return [*things, *_place_feet(table, on, y)]


def _measure_rows(table: Table, on: Filling, items: Sequence[ItemFact]) -> Iterator[float]:
    for item in items:
        yield _measure_cells(table, _fit_cells(table, replace(on, item=item))) if table.element.ruled else table.line_mm


def _measure_cells(table: Table, cells: Sequence[Fitted]) -> float:
    least = table.element.size_pt / POINTS_PER_MM * LEADING
    return max([least, *(cell.height for cell in cells)]) + 2 * PAD


def _fit_cells(table: Table, on: Filling) -> tuple[Fitted, ...]:
    element, tallest = table.element, max(1, min(TALLEST, table.room_mm - 2 * PAD))
    cells = []
    for column in element.columns:
        said = _list_paragraphs(column, on)
        bounds = (element.size_pt, element.floor_pt)
        width = max(1, column.width - BETWEEN)
        cells.append(fit_paragraphs(said, width, tallest, *bounds) if said else Fitted((), 0, element.size_pt))
    return tuple(cells)


def _list_paragraphs(column: Column, on: Filling) -> list[Paragraph]:
    said = [_make_paragraph(FACTS[column.fact].read(on), column.bold, 1, on)]
    if column.below:
        said.append(_make_paragraph(FACTS[column.below].read(on), False, SMALL, on))
    return [part for part in said if part.text]


def _make_paragraph(text: str, bold: bool, scale: float, on: Filling) -> Paragraph:
    return Paragraph(text, bold, scale, find_base(text, on.words), on.builtin)


def _list_columns(table: Table) -> Iterator[tuple[Column, float, float]]:
    """Give each column with the x of its start, and its width without the white before the next one."""
    x, last = table.element.x, table.element.columns[-1]
    for column in table.element.columns:
        yield column, x, column.width if column is last else max(1, column.width - BETWEEN)
        x += column.width


def _place_heads(table: Table, on: Filling) -> list[Thing]:
    things: list[Thing] = []
    element, height = table.element, table.head_mm
    for (column, x, width), head in zip(_list_columns(table), table.heads, strict=True):
        said = [Paragraph(line, True, builtin=on.builtin) for line in fill_template(head, on).split("\n") if line]
        box = Box(x, element.y, width, height - 1)
        things += place_paragraphs(said, box, (HEADING_PT, HEADING_FLOOR_PT), column.align, "bottom") if said else []
    return [*things, Fill(Box(element.x, element.y + height - HEAVY, element.width, HEAVY))]


def _place_cells(table: Table, cells: Sequence[Fitted], y: float) -> list[Thing]:
    """Set the cells' first lines on one baseline."""
    firsts = [cell.lines[0].baseline for cell in cells if cell.lines]
    things: list[Thing] = []
    for (column, x, width), cell in zip(_list_columns(table), cells, strict=True):
        if cell.lines:
            drop = max(firsts) - cell.lines[0].baseline
            box = Box(x, y, width, cell.height)
            things += place_fitted(cell, box, y + PAD + min(drop, max(0, _spare(cells, cell))), column.align)
    return things


def _spare(cells: Sequence[Fitted], cell: Fitted) -> float:
    return max(other.height for other in cells) - cell.height


def _place_line(table: Table, on: Filling, y: float) -> list[Thing]:
    """Set an article on one line."""
    element = table.element
    things: list[Thing] = []
    for column, x, width in _list_columns(table):
        for part in _list_paragraphs(column, on)[:1]:
            line, size = shrink_line(part, width, element.size_pt, element.floor_pt)
            things.append(place_middle(line, size, Box(x, y, width, table.line_mm), SHARES[column.align]))
    return things


def _place_more(table: Table, on: Filling, y: float) -> list[Thing]:
    """Say how many articles there are besides."""
    element = table.element
    text = on.words.plural("label.more", len(on.facts.items) - on.stop)
    said = Paragraph(text, rtl=on.words.direction == "rtl", builtin=on.builtin)
    line, size = shrink_line(said, element.width, element.size_pt, element.floor_pt)
    height = min(table.line_mm, element.box.bottom - y)
    return [place_middle(line, size, Box(element.x, y, element.width, height))] if height > 0 else []


def _place_feet(table: Table, on: Filling, y: float) -> list[Thing]:
    """Set what stands below the last row in bold, each from its column on as far as the next columns have nothing to say."""
    things: list[Thing] = []
    columns, texts = list(_list_columns(table)), [fill_template(foot, on) for foot in table.feet]
    for at, text in enumerate(texts):
        if not text:
            continue
        (column, x, width), free = columns[at], at + 1
        while column.align == "start" and free < len(texts) and not texts[free]:
            width = columns[free][1] + columns[free][2] - x
            free += 1
        said = Paragraph(text, True, rtl=find_base(text, on.words), builtin=on.builtin)
        line, size = shrink_line(said, width, table.element.size_pt, table.element.floor_pt)
        things.append(place_middle(line, size, Box(x, y, width, table.foot_mm), SHARES[column.align]))
    return things
