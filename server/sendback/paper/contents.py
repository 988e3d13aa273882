"""The QR symbol, and beside it the numbers and what is in the box."""

from dataclasses import replace

from sendback.paper.bidi import isolate
from sendback.paper.blocks import compose_pair, measure_mm, place_middle, rule, shrink_line
from sendback.paper.drawing import Box, Thing
from sendback.paper.model import ItemFact, LabelFacts
from sendback.paper.symbols import place_qr
from sendback.words.catalogue import Words

PAIR_HEIGHT, GAP, SIDE = 10.0, 4.0, 24.0
ROW, MOST_ROWS, SPARE_ROWS = 3.9, 4, 3
ITEM_PT, ITEM_FLOOR_PT = 8.0, 6.0


def measure_codes_beside(items: int) -> float:
    """Return the height of the symbol with what stands beside it: four rows of items at most."""
    return SIDE + max(0, min(items, MOST_ROWS) - SPARE_ROWS) * ROW


def compose_codes_beside(facts: LabelFacts, box: Box, words: Words, builtin: bool) -> list[Thing]:
    """Put the symbol at the start, numbers and items beside it."""
    symbol = place_qr(facts.qr_text, Box(box.x, box.y, SIDE, SIDE))
    x = symbol.box.right + 1
    half = (box.right - x - GAP) / 2
    numbers = [
        *compose_pair(words("label.order"), facts.order_number, Box(x, box.y, half, PAIR_HEIGHT), 11, builtin),
        *compose_pair(words("label.return"), facts.rma_shown, Box(x + half + GAP, box.y, half, PAIR_HEIGHT), 11, builtin),
    ]
    y = box.y + PAIR_HEIGHT + 0.8
    items = Box(x, y + 0.8, box.right - x, box.bottom - y - 0.8)
    return [symbol, *numbers, rule(x, y, items.width), *compose_items(facts.items, items, words, builtin)]


def compose_codes_above(facts: LabelFacts, box: Box, side: float, words: Words, builtin: bool) -> list[Thing]:
    """Put the symbol at the start with the numbers beside it, and the items below both."""
    symbol = place_qr(facts.qr_text, Box(box.x, box.y, side, side))
    x = symbol.box.right + 1
    pair = Box(x, box.y + 1, box.right - x, side / 2 - 2)
    numbers = [
        *compose_pair(words("label.order"), facts.order_number, pair, 13, builtin),
        *compose_pair(words("label.return"), facts.rma_shown, replace(pair, y=pair.y + side / 2), 13, builtin),
    ]
    y = box.y + side + 2.5
    items = Box(box.x, y + 1.6, box.width, box.bottom - y - 1.6)
    return [symbol, *numbers, rule(box.x, y, box.width), *compose_items(facts.items, items, words, builtin)]


def compose_items(items: tuple[ItemFact, ...], box: Box, words: Words, builtin: bool) -> list[Thing]:
    """List the items in as many rows as fit, the last row telling how many more there are."""
    rows = int(box.height / ROW)
    shown = items if len(items) <= rows else items[: max(0, rows - 1)]
    things: list[Thing] = []
    for number, item in enumerate(shown):
        things += _compose_row(item, Box(box.x, box.y + number * ROW, box.width, ROW), words, builtin)
    if len(shown) < len(items):
        said = words.plural("label.more", len(items) - len(shown))
        more, size = shrink_line(said, box.width, ITEM_PT, ITEM_FLOOR_PT, builtin=builtin)
        things.append(place_middle(more, size, Box(box.x, box.y + len(shown) * ROW, box.width, ROW)))
    return things


def _compose_row(item: ItemFact, box: Box, words: Words, builtin: bool) -> list[Thing]:
    title, left = words("label.item", quantity=item.quantity, title=isolate(item.title)), box.width
    things: list[Thing] = []
    if item.sku:
        sku, size = shrink_line(item.sku, box.width * 0.38, ITEM_PT - 1, ITEM_FLOOR_PT - 1, builtin=builtin)
        things.append(place_middle(sku, size, box, 1))
        left -= measure_mm(sku, size) + 2
    line, size = shrink_line(title, left, ITEM_PT, ITEM_FLOOR_PT, rtl=words.direction == "rtl", builtin=builtin)
    return [place_middle(line, size, box), *things]
