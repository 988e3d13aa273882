"""The table of a packing slip: rows as high as their longest cell, cut into pages between rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sendback.paper.blocks import HEADING_FLOOR_PT, HEADING_PT, place, rule, shrink_line
from sendback.paper.drawing import POINTS_PER_MM, Box, Text, Thing
from sendback.paper.model import ItemFact
from sendback.paper.wrapping import Fitted, Paragraph, fit_paragraphs
from sendback.words.catalogue import Words

HEAD_HEIGHT, PAD, BETWEEN, TALLEST = 6.0, 1.5, 3.0, 40.0
TEXT_PT, FLOOR_PT, SMALL = 9.0, 6.0, 0.85


@dataclass(frozen=True, slots=True)
class Row:
    """Fitted cells and the height in millimetres that the tallest asks for, white included."""

    cells: tuple[Fitted, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns' heads and widths in millimetres; narrow paper has item numbers below titles."""

    heads: tuple[str, ...]
    widths: tuple[float, ...]
    has_sku: bool


def choose_columns(width: float, words: Words) -> Columns:
    """Choose the columns for a table of this width."""
    quantity, item, sku, reason = (words(f"label.slip.{part}") for part in ("quantity", "item", "sku", "reason"))
    if width < 120:
        return Columns((quantity, item, reason), (11, width - 11 - 30, 30), False)
    return Columns((quantity, item, sku, reason), (16, width - 16 - 36 - 50, 36, 50), True)


def make_row(item: ItemFact, columns: Columns, builtin: bool) -> Row:
    """Set one item."""
    title = [Paragraph(item.title)]
    if not columns.has_sku and item.sku:
        title.append(Paragraph(item.sku, scale=SMALL))
    texts = [[Paragraph(str(item.quantity), bold=True)], title, [Paragraph(item.reason)]]
    if columns.has_sku:
        texts.insert(2, [Paragraph(item.sku)])
    cells = tuple(_fit(text, width, builtin) for text, width in zip(texts, columns.widths, strict=True))
    return Row(cells, max(cell.height for cell in cells) + 2 * PAD)


def split_pages(rows: Sequence[Row], first: float, later: float) -> list[list[Row]]:
    """Share rows out among pages with room of `first` and then `later` millimetres; there is always a first page."""
    pages: list[list[Row]] = [[]]
    left = first
    for row in rows:
        if row.height > left and pages[-1]:
            pages.append([])
            left = later
        pages[-1].append(row)
        left -= row.height
    return pages


def compose_table(rows: Sequence[Row], columns: Columns, box: Box, builtin: bool) -> list[Thing]:
    """Draw the heads and the rows from the top of a box."""
    things: list[Thing] = []
    x = box.x
    for head, width in zip(columns.heads, columns.widths, strict=True):
        line, size = shrink_line(head, width - BETWEEN / 2, HEADING_PT, HEADING_FLOOR_PT, bold=True, builtin=builtin)
        things.append(Text(line, size, x, box.y + HEAD_HEIGHT - 2))
        x += width
    y = box.y + HEAD_HEIGHT
    things.append(rule(box.x, y - 0.5, box.width, 0.5))
    for row in rows:
        things += _compose_row(row, columns, box, y)
        y += row.height
        things.append(rule(box.x, y, box.width))
    return things


def _fit(text: Sequence[Paragraph], width: float, builtin: bool) -> Fitted:
    said = [replace(part, builtin=builtin) for part in text if part.text]
    return fit_paragraphs(said, width - BETWEEN, TALLEST, TEXT_PT, FLOOR_PT) if said else Fitted((), 0, TEXT_PT)


def _compose_row(row: Row, columns: Columns, box: Box, y: float) -> list[Thing]:
    things: list[Thing] = []
    x, baseline = box.x, y + PAD + max(_first_baseline(cell) for cell in row.cells)
    for cell, width in zip(row.cells, columns.widths, strict=True):
        things += place(cell, x, baseline - _first_baseline(cell))
        x += width
    return things


def _first_baseline(cell: Fitted) -> float:
    return cell.lines[0].baseline if cell.lines else TEXT_PT / POINTS_PER_MM
