"""ZPL: what a label printer is told, read by a printer of our own that draws symbols with zxing."""

from itertools import combinations

import pytest

from sendback.paper.drawing import Box, Fill, Page, Symbol, Symbology, Text
from sendback.paper.label import lay_out_label
from sendback.paper.model import LabelFacts, PaperSize
from sendback.paper.ready import make_ready
from sendback.paper.shaping import set_line
from sendback.paper.slip import lay_out_slip
from sendback.paper.symbols import place_bars, place_qr
from sendback.paper.zpl import write_zpl
from tests.paper.damage import read_codes
from tests.paper.samples import QR, make_arabic, make_facts, make_hostile, make_png, make_words
from tests.paper.zpl_printer import Field, Printer, look_at, print_zpl

LABELS = {"latin": make_facts(), "arabic": make_arabic(), "logo": make_facts(logo_png=make_png())}
SAID = {("Code128", "R100000016"), ("QRCode", QR)}


def print_label(facts: LabelFacts, dpi: int, size: PaperSize = PaperSize.FOUR_BY_SIX) -> Printer:
    (printed,) = print_zpl(write_zpl([lay_out_label(make_ready(facts), size, make_words(facts))], dpi))
    return printed


def print_things(*things: Text | Fill | Symbol, dpi: int = 203) -> Printer:
    (printed,) = print_zpl(write_zpl([Page(101.6, 152.4, things)], dpi))
    return printed


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize("facts", LABELS.values(), ids=LABELS)
def test_both_symbols_of_a_printed_label_are_read(facts: LabelFacts, size: PaperSize, dpi: int) -> None:
    printed = print_label(facts, dpi, size)
    assert read_codes(look_at(printed)) == SAID
    assert [field.kind for field in printed.fields].count("BC") == 1
    assert [field.kind for field in printed.fields].count("BQ") == 1


def test_what_is_latin_is_left_to_the_printer() -> None:
    printed = print_label(make_facts(), 203)
    assert "GF" not in {field.kind for field in printed.fields}
    said = [field.said for field in printed.fields if field.kind == "A0"]
    assert {"Liisa Järvenpää", "Mannerheimintie 12 B 34", "SB-2026/0042", "1 × Linen shirt, white / M"} <= set(said)


def test_what_the_printer_has_no_letters_for_is_drawn() -> None:
    printed = print_label(make_facts(consignor_lines=("Łukasz Żółć", "张伟", "Liisa")), 203)
    said = [field.said for field in printed.fields if field.kind == "A0"]
    assert "Liisa" in said
    assert [field.kind for field in printed.fields].count("GF") == 2


def test_letters_are_drawn_where_they_stand() -> None:
    text = Text(set_line("Żółć"), 24, 20, 40)
    box = print_things(text).canvas.getbbox()
    assert box is not None
    left, top, right, bottom = (edge / 203 * 25.4 for edge in box)
    assert text.box.x <= left <= right <= text.box.right
    assert text.box.y <= top <= bottom <= text.box.bottom + 1
    assert bottom - 40 < 3


def test_white_text_stands_on_black_in_any_script() -> None:
    for said in ("Return", "إرجاع"):
        black = Fill(Box(20, 20, 60, 20))
        dark = print_things(black).canvas.histogram()[255]
        printed = print_things(black, Text(set_line(said), 24, 25, 34, white=True))
        assert 0.5 * dark < printed.canvas.histogram()[255] < 0.99 * dark, said


def test_no_word_can_become_a_command() -> None:
    said = "^XZ ~JR _5E ^FD_ \\& > Ä"
    printed = print_things(Text(set_line(said), 10, 10, 20))
    assert [(field.kind, field.said) for field in printed.fields] == [("A0", said)]
    assert write_zpl([Page(50, 50, (Text(set_line(said), 10, 10, 20),))], 203).count(b"^") == 12


@pytest.mark.parametrize("text", ["A>B", "a\tb"])
def test_bars_that_a_command_would_be_hidden_in_are_drawn(text: str) -> None:
    printed = print_things(place_bars(text, Box(5, 5, 90, 20)))
    assert [field.kind for field in printed.fields] == ["GF"]
    assert read_codes(look_at(printed)) == {("Code128", text)}


def test_a_qr_symbol_beyond_ascii_is_drawn() -> None:
    printed = print_things(place_qr("https://例え.example/q", Box(20, 20, 40, 40)))
    assert [field.kind for field in printed.fields] == ["GF"]
    assert read_codes(look_at(printed)) == {("QRCode", "https://例え.example/q")}


def test_an_sscc_says_that_it_is_one() -> None:
    sscc = Symbol(Box(5, 5, 90, 30), 10, 5, 0.5005, ((0, 0, 156, 1),), 30, Symbology.GS1_128, "006141411234567890")
    printed = print_things(sscc)
    (found,) = read_codes(look_at(printed))
    assert found[1].replace("(", "").replace(")", "") == "00006141411234567890"


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize("facts", {**LABELS, **make_hostile()}.values(), ids=[*LABELS, *make_hostile()])
def test_nothing_leaves_the_page_or_lies_upon_anything_else(facts: LabelFacts, size: PaperSize, dpi: int) -> None:
    printed = print_label(facts, dpi, size)
    for field in printed.fields:
        left, top, right, _ = field.box
        assert 0 <= left <= right <= printed.canvas.width + 1, field
        assert top >= 0, field
    texts = [field for field in printed.fields if field.kind == "A0"]
    others = [field for field in printed.fields if field.kind in ("BC", "BQ", "A0")]
    for first, second in combinations(others, 2):
        assert not (first in texts or second in texts) or not lies_upon(first, second), (first, second)


def lies_upon(first: Field, second: Field) -> bool:
    """Say whether capitals of one come into the other: cells of lines may touch, their ink may not."""
    (left, top, right, bottom), (x, y, end, low) = map(find_capitals, (first, second))
    return min(right, end) - max(left, x) > 2 and min(bottom, low) - max(top, y) > 2


def find_capitals(field: Field) -> tuple[int, int, int, int]:
    left, top, right, bottom = field.box
    if field.kind != "A0":
        return field.box
    height = round((bottom - top) / 1.3)
    return left, top + round(height * 0.28), right, top + height


def test_pages_follow_one_another_each_of_its_size() -> None:
    facts = make_ready(make_facts(items=make_facts().items * 30))
    pages = lay_out_slip(facts, PaperSize.A6, make_words(facts))
    printed = print_zpl(write_zpl(pages, 203))
    assert len(printed) == len(pages) > 1
    assert {printer.canvas.size for printer in printed} == {(839, 1183)}


def test_what_lies_below_is_printed_too() -> None:
    base = Page(101.6, 152.4, (Fill(Box(10, 10, 20, 20)),))
    (printed,) = print_zpl(write_zpl([Page(101.6, 152.4, (Text(set_line("Hello"), 10, 10, 50),), base=base)], 203))
    assert [field.kind for field in printed.fields] == ["GB", "A0"]


def test_a_dashed_rule_is_dashed() -> None:
    printed = print_things(Fill(Box(10, 10, 28, 0.2), dash=2))
    assert len(printed.fields) == 7
