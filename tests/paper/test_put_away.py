"""The label for the shelf: the same bytes for the same facts, read by an independent decoder, whatever the thing is called."""

from dataclasses import replace
from datetime import date

import pytest

from sendback.paper.put_away import PutAwayFacts, PutAwaySize, draw_put_away, lay_out_put_away
from tests.paper.samples import print_page, read_text, scan

CODE = "01M8FB5W448PB2CJ8E6CWE77WC"
FACTS = PutAwayFacts("Wool jumper, undyed", "WOOL-7", "As new", "A-12-03", "Back in stock", 2, CODE, date(2026, 11, 24))


@pytest.mark.parametrize("size", PutAwaySize)
@pytest.mark.parametrize("dpi", [203, 300])
def test_a_head_of_few_dots_prints_what_a_scanner_reads(size: PutAwaySize, dpi: int) -> None:
    pdf = draw_put_away(FACTS, size)
    assert scan(print_page(pdf, dpi)) == {"QRCode": CODE, "Code128": "WOOL-7"}
    assert pdf == draw_put_away(FACTS, size)
    text = " ".join(read_text(pdf).split())
    assert [said for said in ("A-12-03", "Wool jumper", "WOOL-7", "2 ×", "As new", "Back in stock") if said not in text] == []


@pytest.mark.parametrize("sku", ["", "Pääsiäinen", "X" * 64])
def test_a_sku_that_no_bars_say_has_none(sku: str) -> None:
    pdf = draw_put_away(replace(FACTS, sku=sku), PutAwaySize.MM62X29)
    assert scan(print_page(pdf, 203)) == {"QRCode": CODE}


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Very long " * 12, "place": "Aisle 12, shelf 3, box 14 behind the door"},
        {"title": "كنزة صوفية", "grade": "كالجديد"},
        {"title": "羊毛衫 \U0001f9e6", "sku": "羊-1"},
        {"title": "", "grade": "", "place": "", "quantity": 1},
    ],
)
@pytest.mark.parametrize("size", PutAwaySize)
def test_everything_stays_on_the_label_and_off_the_symbols(size: PutAwaySize, changes: dict[str, object]) -> None:
    page = lay_out_put_away(replace(FACTS, **changes), size)  # type: ignore[arg-type]
    width, height = size.mm
    assert (page.width, page.height) == (width, height)
    for thing in page.things:
        assert -0.01 <= thing.box.x <= thing.box.right <= width + 0.01
        assert -0.01 <= thing.box.y <= thing.box.bottom <= height + 0.01
