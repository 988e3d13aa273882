"""The label as a file: the same bytes, the right sheet, and what it says of itself."""

import io
import os
import subprocess
import sys
import unicodedata
from dataclasses import replace

import pypdf
import pytest

from sendback.paper.drawing import Text
from sendback.paper.missing import GlyphMissing, find_missing_glyphs
from sendback.paper.model import PaperSize
from sendback.paper.ready import make_ready
from sendback.paper.shaping import Run
from sendback.words.catalogue import LANGUAGES, words_for
from tests.paper.samples import draw_label, lay_out_label, list_things, make_arabic, make_facts, make_words, print_page, read_text

WORDS = words_for("en")
SIZES_MM = {
    "4x6": (101.6, 152.4),
    "100x150": (100, 150),
    "a6": (105, 148),
    "a5": (148, 210),
    "a4": (210, 297),
    "letter": (215.9, 279.4),
    "roll62": (62, 140),
}
DRAW_IN_ANOTHER_PROCESS = """
import sys
from sendback.paper.model import PaperSize
from tests.paper.samples import draw_label, make_arabic, make_words
facts = make_arabic()
sys.stdout.buffer.write(draw_label(facts, PaperSize.A4, make_words(facts)))
"""


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf), strict=True)


@pytest.mark.parametrize("size", PaperSize)
def test_the_same_return_prints_the_same_bytes(size: PaperSize) -> None:
    assert draw_label(make_facts(), size, WORDS) == draw_label(make_facts(), size, WORDS)


def test_another_process_prints_the_same_bytes() -> None:
    facts = make_arabic()
    command = [sys.executable, "-c", DRAW_IN_ANOTHER_PROCESS]
    env = {**os.environ, "PYTHONHASHSEED": "42"}
    drawn = subprocess.run(command, env=env, capture_output=True, check=True).stdout
    assert drawn == draw_label(facts, PaperSize.A4, make_words(facts))


def test_what_was_drawn_before_changes_nothing() -> None:
    first = draw_label(make_facts(), PaperSize.A6, WORDS)
    draw_label(make_facts(consignor_lines=("Something else entirely: 张伟 علي",)), PaperSize.A6, WORDS)
    assert draw_label(make_facts(), PaperSize.A6, WORDS) == first


@pytest.mark.parametrize("size", PaperSize)
def test_the_sheet_is_exact_and_one_page(size: PaperSize) -> None:
    pages = read(draw_label(make_facts(), size, WORDS)).pages
    assert len(pages) == 1
    width, height = (float(length) / 72 * 25.4 for length in pages[0].mediabox[2:])
    assert (width, height) == pytest.approx(SIZES_MM[size], abs=0.01)


def test_the_file_says_what_it_is_and_asks_for_actual_size() -> None:
    reader = read(draw_label(make_arabic(), PaperSize.A4, words_for("ar")))
    root = reader.trailer["/Root"]
    assert reader.metadata is not None
    assert reader.metadata.title == "ملصق الإرجاع R1000-0001-6"
    assert reader.metadata.creation_date_raw == "D:20261124000000Z"
    assert root["/Lang"] == "ar"
    assert root["/ViewerPreferences"] == {"/PrintScaling": "/None", "/DisplayDocTitle": True}
    first, second = reader.trailer["/ID"]
    assert first == second


def test_the_id_is_of_the_content() -> None:
    one, same, other = (
        read(draw_label(facts, PaperSize.A6, WORDS)).trailer["/ID"][0]
        for facts in (make_facts(), make_facts(), make_facts(order_number="SB-2026/0043"))
    )
    assert one == same != other


def test_everything_is_on_the_label() -> None:
    text = read_text(draw_label(make_facts(), PaperSize.FOUR_BY_SIX, WORDS))
    for said in (
        "Nordlys", "Return", "From", "Liisa Järvenpää", "00100 HELSINKI", "To", "Nordlys Returns", "01530 VANTAA", "Carrier",
        "Please scan on arrival. Returns account 600123.", "Order", "SB-2026/0042", "R1000-0001-6",
        "1 × Linen shirt, white / M", "SKU-12", "2 × Wool socks", "SKU-877",
    ):  # fmt: skip
        assert said in text


def test_an_a4_page_tells_what_to_do_in_order() -> None:
    facts = make_facts()
    page = lay_out_label(make_ready(facts), PaperSize.A4, WORDS)
    said = [thing for thing in list_things(page) if isinstance(thing, Text) and thing.baseline > page.height / 2]
    text = " ".join(thing.line.text for thing in sorted(said, key=lambda thing: thing.baseline))
    steps = ["Fold or cut here", "How to send", "1", "2", "Posti", "December 24, 2026", "4", facts.instructions.status_url, "5"]
    places = [text.index(step) for step in steps]
    assert places == sorted(places)
    assert facts.instructions.contact in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fold_line_crosses_an_a4_page_halfway(language: str) -> None:
    facts = make_facts(language=language, direction=words_for(language).direction)
    image = print_page(draw_label(facts, PaperSize.A4, words_for(language)), 300)
    middle = image.crop((0, image.height // 2 - 3, image.width, image.height // 2 + 3))
    dark = [min(middle.crop((x, 0, x + 60, 6)).tobytes()) < 255 for x in range(0, image.width // 3, 60)]
    assert all(dark)


def test_more_items_than_rows_are_counted() -> None:
    items = make_facts().items * 10
    assert "+ 18 more" in read_text(draw_label(make_facts(items=items), PaperSize.A6, WORDS))
    assert "more" not in read_text(draw_label(make_facts(items=items[:3]), PaperSize.A6, WORDS))


def test_a_shop_says_it_in_its_own_words() -> None:
    words = words_for("en", {"label.tag": "Send\nback 🎉", "widget.title": "x"})
    assert "Send back" in read_text(draw_label(make_facts(), PaperSize.A6, words))


@pytest.mark.parametrize(("name", "missing"), [("Aino 😀 👍 😀", ("😀", "👍")), ("Liisa\u202e\u0000\r\n", ())])
def test_what_no_face_draws_is_found_before_printing(name: str, missing: tuple[str, ...]) -> None:
    assert find_missing_glyphs(make_facts(consignor_lines=(name,))) == missing


def test_a_missing_glyph_is_never_drawn() -> None:
    with pytest.raises(GlyphMissing, match="😀") as caught:
        draw_label(make_facts(carrier_message="Hi 😀"), PaperSize.A6, WORDS)
    assert caught.value.characters == ("😀",)


def test_each_field_is_looked_through_for_missing_glyphs() -> None:
    facts = make_facts()
    for field in ("shop_name", "order_number", "carrier_message", "rma_shown"):
        assert find_missing_glyphs(replace(facts, **{field: "😀"})) == ("😀",)
    for item in (replace(facts.items[0], **{field: "😀"}) for field in ("title", "sku", "reason")):
        assert find_missing_glyphs(replace(facts, items=(item,))) == ("😀",)
    for field in ("carrier", "status_url", "contact"):
        assert find_missing_glyphs(replace(facts, instructions=replace(facts.instructions, **{field: "😀"}))) == ("😀",)


def test_the_name_in_an_address_is_bold_wherever_it_stands() -> None:
    lines = ("100022", "北京市朝阳区", "张伟")
    facts = make_facts(consignor_lines=lines, sender_name="张伟", items=())
    texts = [thing for thing in list_things(lay_out_label(facts, PaperSize.A6, WORDS)) if isinstance(thing, Text)]
    heavy = {text.line.text: run.is_heavy for text in texts for run in text.line.runs if isinstance(run, Run)}
    assert [heavy[line] for line in lines] == [False, False, True]


def test_hangul_typed_letter_by_letter_is_composed() -> None:
    facts = make_facts(consignor_lines=(unicodedata.normalize("NFD", "김민준"),))
    assert "김민준" in read_text(draw_label(facts, PaperSize.A6, WORDS))
