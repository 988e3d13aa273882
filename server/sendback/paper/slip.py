"""The packing slip: what is in the box, for whoever opens it, on pages of its own."""

from collections.abc import Sequence

from sendback.paper.blocks import compose_bars, compose_header, compose_pair, find_parts, place_middle, rule, shrink_line
from sendback.paper.drawing import Box, Page, Thing, mirror
from sendback.paper.missing import check_glyphs
from sendback.paper.model import LabelFacts, PaperSize
from sendback.paper.pdf import About, write_pdf
from sendback.paper.ready import make_ready
from sendback.paper.table import HEAD_HEIGHT, Columns, Row, choose_columns, compose_table, make_row, split_pages
from sendback.paper.wording import is_western, make_words_ready
from sendback.words.catalogue import Words

MARGIN, A4_MARGIN = 6.0, 16.0
HEADER, SMALL_HEADER, FOOTER, GAP = 12.0, 9.0, 9.0, 4.0
PAIR, BARS, BARS_WIDTH, TOTAL = 11.0, 21.0, 84.0, 7.0
TOTAL_PT, FOOT_PT = 9.0, 8.0


def draw_packing_slip(facts: LabelFacts, size: PaperSize, words: Words) -> bytes:
    """Draw the slip as a PDF of as many pages as the items need: the same values give the same bytes."""
    ready = make_ready(facts)
    check_glyphs(ready)
    title = words("label.slip.document", rma=ready.rma_shown)
    return write_pdf(lay_out_slip(ready, size, words), About(title, ready.language, ready.made_on))


def lay_out_slip(facts: LabelFacts, size: PaperSize, words: Words) -> list[Page]:
    """Place everything on its pages; `facts` must have been made ready."""
    words = make_words_ready(words)
    margin = A4_MARGIN if size is PaperSize.A4 else MARGIN
    inner = Box(margin, margin, size.width_mm - 2 * margin, size.height_mm - 2 * margin)
    columns, builtin = choose_columns(inner.width, words), is_western(facts, words)
    rows = [make_row(item, columns, builtin) for item in facts.items]
    first, later = (_table_box(inner, number) for number in (0, 1))
    shares = split_pages(rows, first.height - HEAD_HEIGHT - TOTAL, later.height - HEAD_HEIGHT - TOTAL)
    pages = []
    for number, share in enumerate(shares):
        things = _compose_page(facts, inner, share, columns, (number, len(shares)), words, builtin)
        page = Page(size.width_mm, size.height_mm, tuple(things), find_parts(things, facts.shop_name))
        pages.append(mirror(page) if facts.direction == "rtl" else page)
    return pages


def _compose_page(
    facts: LabelFacts,
    box: Box,
    rows: Sequence[Row],
    columns: Columns,
    place: tuple[int, int],
    words: Words,
    builtin: bool,
) -> list[Thing]:
    number, count = place
    head = _compose_start(facts, box, words, builtin) if number == 0 else _compose_continuation(facts, box, words, builtin)
    room = _table_box(box, number)
    things = [*head, *compose_table(rows, columns, room, builtin), *_compose_foot(box, (number + 1, count), words, builtin)]
    if number + 1 == count:
        total = words.plural("label.slip.total", sum(item.quantity for item in facts.items))
        line, size = shrink_line(total, box.width, TOTAL_PT, 6, bold=True, rtl=words.direction == "rtl", builtin=builtin)
        y = room.y + HEAD_HEIGHT + sum(row.height for row in rows)
        things.append(place_middle(line, size, Box(box.x, y, box.width, TOTAL)))
    return things


def _table_box(box: Box, number: int) -> Box:
    """Return the room for the table on the first (0) or a later page."""
    numbers = 2 * PAIR + (0 if _is_wide(box) else GAP + BARS)
    used = HEADER + GAP + numbers + GAP if number == 0 else SMALL_HEADER
    return Box(box.x, box.y + used, box.width, box.height - used - FOOTER)


def _is_wide(box: Box) -> bool:
    return box.width > 2 * BARS_WIDTH


def _compose_start(facts: LabelFacts, box: Box, words: Words, builtin: bool) -> list[Thing]:
    """Open with the shop, the numbers and the bars: beside the numbers where the paper is wide enough."""
    y = box.y + HEADER + GAP
    wide = _is_wide(box)
    half = (box.width - BARS_WIDTH if wide else box.width) / 2
    pairs = (
        ("label.order", facts.order_number),
        ("label.return", facts.rma_shown),
        ("label.slip.made_on", words.day(facts.made_on)),
        ("label.from", facts.consignor_lines[0] if facts.consignor_lines else ""),
    )
    things = compose_header(facts, words("label.slip.tag"), Box(box.x, box.y, box.width, HEADER), builtin)
    for number, (label, value) in enumerate(pairs):
        cell = Box(box.x + number % 2 * half, y + number // 2 * PAIR, half - 3, PAIR)
        things += compose_pair(words(label), value, cell, 10, builtin) if value else []
    beside, below = Box(box.right - BARS_WIDTH, y, BARS_WIDTH, BARS), Box(box.x, y + 2 * PAIR + GAP, box.width, BARS)
    return things + compose_bars(facts, beside if wide else below, 11, builtin)


def _compose_continuation(facts: LabelFacts, box: Box, words: Words, builtin: bool) -> list[Thing]:
    """Open a later page with the slip's name and number."""
    row = Box(box.x, box.y, box.width, SMALL_HEADER - 3)
    name, name_size = shrink_line(words("label.slip.tag"), box.width / 2, 10, 6, bold=True, builtin=builtin)
    number, number_size = shrink_line(facts.rma_shown, box.width / 2 - 3, 10, 6, bold=True, builtin=builtin)
    return [place_middle(name, name_size, row), place_middle(number, number_size, row, 1)]


def _compose_foot(box: Box, place: tuple[int, int], words: Words, builtin: bool) -> list[Thing]:
    """Close with what to do with the slip, and the page's number."""
    row = Box(box.x, box.bottom - FOOTER + 3, box.width, FOOTER - 3)
    rtl = words.direction == "rtl"
    note, note_size = shrink_line(words("label.slip.note"), box.width * 0.7, FOOT_PT, 6, rtl=rtl, builtin=builtin)
    paging = words("label.slip.page", page=place[0], pages=place[1])
    page, page_size = shrink_line(paging, box.width * 0.27, FOOT_PT, 6, rtl=rtl, builtin=builtin)
    return [rule(box.x, row.y, box.width), place_middle(note, note_size, row), place_middle(page, page_size, row, 1)]
