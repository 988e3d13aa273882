"""Labels on sheets of stickers."""

import pytest

from sendback.paper.dots import fit_to_dots
from sendback.paper.drawing import Box, Fill, Page, Part, Role, Symbol
from sendback.paper.formats import write_document
from sendback.paper.label import lay_out_label
from sendback.paper.model import Form, PaperSize
from sendback.paper.pdf import About
from sendback.paper.ready import make_ready
from sendback.paper.sheets import SHEETS, SheetLayout, StickerTooSmall, impose
from tests.paper.damage import read_codes
from tests.paper.samples import make_facts, make_words, print_page
from tests.paper.test_dots import is_whole

ABOUT = About("Labels", "en", make_facts().made_on)
DOT = 25.4 / 203


def make_label(size: PaperSize = PaperSize.A6, rma: str = "R100000016") -> Page:
    facts = make_ready(make_facts(rma=rma))
    return lay_out_label(facts, size, make_words(facts))


def mark(number: int) -> Page:
    return Page(50, 30, (Fill(Box(1, 1, number, 1)),), (Part(0, 1, Role.PARAGRAPH),))


def list_widths(page: Page) -> list[float]:
    return [thing.box.width for thing in page.things]


def test_labels_fill_sheets_row_by_row() -> None:
    layout = SheetLayout(120, 100, 2, 3, margin_x=5, margin_y=2, gap_x=10, gap_y=3)
    first, second = impose([mark(number) for number in range(1, 9)], layout)
    assert (first.width, first.height) == (120, 100)
    assert list_widths(first) == [1, 2, 3, 4, 5, 6]
    assert list_widths(second) == [7, 8]
    places = [(thing.box.x, thing.box.y) for thing in first.things]
    meant = [(6, 3), (66, 3), (6, 36), (66, 36), (6, 69), (66, 69)]
    assert [place for pair in places for place in pair] == pytest.approx([place for pair in meant for place in pair], abs=DOT)


def test_stickers_that_are_used_up_are_passed_over() -> None:
    first, second = impose([mark(1), mark(2)], SheetLayout(120, 100, 2, 2, start=3))
    assert list_widths(first) == [1]
    assert first.things[0].box.x > 50
    assert first.things[0].box.y > 30
    assert list_widths(second) == [2]


@pytest.mark.parametrize(("name", "size"), [("a4-4xa6", PaperSize.A6), ("letter-2x4x6", PaperSize.FOUR_BY_SIX)])
def test_every_code_of_a_sheet_is_read(name: str, size: PaperSize) -> None:
    numbers = [f"R10000001{last}" for last in range(SHEETS[name].stickers)]
    (sheet,) = impose([make_label(size, rma) for rma in numbers], SHEETS[name])
    for dpi in (203, 300):
        image = print_page(write_document([sheet], ABOUT, Form.PDF, dpi), dpi)
        assert {text for kind, text in read_codes(image) if kind == "Code128"} == set(numbers)


def test_symbols_stay_on_their_dots() -> None:
    (sheet,) = impose([make_label()] * 4, SHEETS["a4-4xa6"])
    symbols = [thing for thing in sheet.things if isinstance(thing, Symbol)]
    assert len(symbols) == 8
    assert all(is_whole(length, DOT) for symbol in symbols for length in (symbol.x, symbol.y))
    assert fit_to_dots([sheet], 203) == [sheet]


def test_what_lies_below_comes_along_and_parts_still_name_their_things() -> None:
    base = Page(50, 30, (Fill(Box(0, 0, 9, 9)),), (Part(0, 1, Role.FIGURE, "below"),))
    pages = [Page(50, 30, page.things, page.parts, base) for page in (mark(1), mark(2))]
    (sheet,) = impose(pages, SheetLayout(120, 100, 2, 1))
    assert list_widths(sheet) == [9, 1, 9, 2]
    assert [(part.start, part.stop, part.role) for part in sheet.parts] == [
        (0, 1, Role.FIGURE),
        (1, 2, Role.PARAGRAPH),
        (2, 3, Role.FIGURE),
        (3, 4, Role.PARAGRAPH),
    ]


def test_labels_too_large_for_the_sheet_are_refused() -> None:
    with pytest.raises(StickerTooSmall, match="2 × 2 labels of 105 × 148 mm"):
        impose([make_label()], SheetLayout(200, 297, 2, 2))
    with pytest.raises(ValueError, match="4 stickers"):
        impose([mark(1)], SheetLayout(200, 297, 2, 2, start=4))


def test_no_labels_need_no_sheet() -> None:
    assert impose([], SHEETS["a4-4xa6"]) == []
