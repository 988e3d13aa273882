"""The QR symbol, and beside it the numbers and what is in the box."""

from sendback.words.catalogue import Words

from .blocks import compose_pair, measure_mm, place_middle, rule, shrink_line
from .drawing import Box, Thing
from .model import ItemFact, LabelFacts
from .symbols import place_qr

QR_MOST, PAIR_HEIGHT, ROW, GAP = 31.0, 10.5, 4.3, 4.0
ITEM_PT, ITEM_FLOOR_PT = 8.5, 6.5


def compose_codes(facts: LabelFacts, box: Box, words: Words) -> list[Thing]:
    """Put the symbol at the start, its quiet zone hanging over the edge, so that its ink stands in line with the text."""
    side = min(QR_MOST, box.height)
    symbol = place_qr(facts.qr_text, Box(box.x, box.y, side, side))
    x = box.x + symbol.box.width + GAP - 2
    column = Box(x, box.y, box.right - x, box.height)
    half = (column.width - GAP) / 2
    pairs = [
        *compose_pair(words("label.order"), facts.order_number, Box(x, column.y + 1, half, PAIR_HEIGHT), 10.5),
        *compose_pair(words("label.return"), facts.rma_shown, Box(x + half + GAP, column.y + 1, half, PAIR_HEIGHT), 10.5),
    ]
    y = column.y + PAIR_HEIGHT + 1.5
    items = Box(x, y + 1, column.width, column.bottom - y - 1)
    return [symbol, *pairs, rule(x, y, column.width), *compose_items(facts.items, items, words)]


def compose_items(items: tuple[ItemFact, ...], box: Box, words: Words) -> list[Thing]:
    """List the items in as many rows as fit, the last row telling how many more there are."""
    rows = int(box.height / ROW)
    shown = items if len(items) <= rows else items[: max(0, rows - 1)]
    things: list[Thing] = []
    for number, item in enumerate(shown):
        things += _compose_row(item, Box(box.x, box.y + number * ROW, box.width, ROW), words)
    if len(shown) < len(items):
        more, size = shrink_line(words.plural("label.more", len(items) - len(shown)), box.width, ITEM_PT, ITEM_FLOOR_PT)
        things.append(place_middle(more, size, Box(box.x, box.y + len(shown) * ROW, box.width, ROW)))
    return things


def _compose_row(item: ItemFact, box: Box, words: Words) -> list[Thing]:
    title, left = words("label.item", quantity=item.quantity, title=item.title), box.width
    things: list[Thing] = []
    if item.sku:
        sku, size = shrink_line(item.sku, box.width * 0.38, ITEM_PT - 1, ITEM_FLOOR_PT - 1)
        things.append(place_middle(sku, size, box, 1))
        left -= measure_mm(sku, size) + 2
    line, size = shrink_line(title, left, ITEM_PT, ITEM_FLOOR_PT)
    return [place_middle(line, size, box), *things]
