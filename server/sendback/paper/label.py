"""The return label: one sheet of label paper, or the upper half of an A4 page with instructions below the fold."""

from sendback.paper.addresses import Sizes, compose_addresses
from sendback.paper.blocks import compose_bars, compose_header, find_parts, rule
from sendback.paper.contents import compose_codes_above, compose_codes_beside, measure_codes_beside
from sendback.paper.drawing import Box, Page, Thing, mirror
from sendback.paper.instructions import compose_instructions
from sendback.paper.missing import check_glyphs
from sendback.paper.model import LabelFacts, PaperSize
from sendback.paper.pdf import About, write_pdf
from sendback.paper.ready import make_ready
from sendback.paper.wording import is_western, make_words_ready
from sendback.words.catalogue import Words

MARGIN, A4_MARGIN = 5.0, 12.0
HEADER, A4_HEADER = 11.0, 15.0
GUTTER, A4_GUTTER = 15.0, 20.0
SIZES, A4_SIZES = Sizes(8.5, 16, 9.5), Sizes(11.5, 19, 12)
# Heights of the symbols with what belongs to them, and the white above and below them: no less than a QR quiet zone.
BARS, A4_BARS, A4_QR, GAP = 24.0, 38.0, 30.0, 3.6


def draw_label(facts: LabelFacts, size: PaperSize, words: Words) -> bytes:
    """Draw the label as a PDF: the same facts, size and words give the same bytes. Raises GlyphMissing."""
    ready = make_ready(facts)
    check_glyphs(ready)
    title = words("label.document", rma=ready.rma_shown)
    return write_pdf([lay_out_label(ready, size, words)], About(title, ready.language, ready.made_on))


def lay_out_label(facts: LabelFacts, size: PaperSize, words: Words) -> Page:
    """Place everything on the page; `facts` must have been made ready."""
    words = make_words_ready(words)
    builtin = is_western(facts, words)
    if size is PaperSize.A4:
        half = Box(A4_MARGIN, A4_MARGIN, size.width_mm - 2 * A4_MARGIN, size.height_mm / 2 - 2 * A4_MARGIN + 2)
        below = Box(A4_MARGIN, size.height_mm / 2, half.width, size.height_mm / 2 - A4_MARGIN)
        things = [*_compose_wide(facts, half, words, builtin), *compose_instructions(facts, below, words, builtin)]
    else:
        inner = Box(MARGIN, MARGIN, size.width_mm - 2 * MARGIN, size.height_mm - 2 * MARGIN)
        things = _compose_tall(facts, inner, words, builtin)
    page = Page(size.width_mm, size.height_mm, tuple(things), find_parts(things, facts.shop_name))
    return mirror(page) if facts.direction == "rtl" else page


def _compose_tall(facts: LabelFacts, box: Box, words: Words, builtin: bool) -> list[Thing]:
    """Stack everything: header, addresses, bars, and the QR symbol with the contents at the foot."""
    height = measure_codes_beside(len(facts.items))
    codes = Box(box.x, box.bottom - height, box.width, height)
    bars = Box(box.x, codes.y - 2 * GAP - BARS, box.width, BARS)
    top = Box(box.x, box.y, box.width, HEADER)
    sections = Box(box.x, top.bottom + 1.5, box.width, bars.y - GAP - top.bottom - 1.5)
    return [
        *compose_header(facts, words("label.tag"), top, builtin),
        *compose_addresses(facts, sections, GUTTER, SIZES, words, builtin),
        rule(box.x, bars.y - GAP, box.width),
        *compose_bars(facts, bars, 13, builtin),
        rule(box.x, codes.y - GAP, box.width),
        *compose_codes_beside(facts, codes, words, builtin),
    ]


def _compose_wide(facts: LabelFacts, box: Box, words: Words, builtin: bool) -> list[Thing]:
    """Set addresses on the left, symbols and contents on the right."""
    top = Box(box.x, box.y, box.width, A4_HEADER)
    y, left = top.bottom + 2, box.width * 0.53
    sections = Box(box.x, y, left, box.bottom - y)
    right = Box(box.x + left + 9, y, box.width - left - 9, box.bottom - y)
    bars = Box(right.x, right.y + GAP, right.width, A4_BARS)
    codes = Box(right.x, bars.bottom + 2 * GAP + 1, right.width, right.bottom - bars.bottom - 2 * GAP - 1)
    return [
        *compose_header(facts, words("label.tag"), top, builtin),
        rule(right.x, y, right.width),
        *compose_addresses(facts, sections, A4_GUTTER, A4_SIZES, words, builtin),
        *compose_bars(facts, bars, 16, builtin),
        rule(right.x, codes.y - GAP - 0.5, right.width),
        *compose_codes_above(facts, codes, A4_QR, words, builtin),
    ]
