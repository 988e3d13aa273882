"""Symbols: what a thermal printer prints at 203 and 300 dpi, an independent decoder reads."""

import io
import re

import pypdf
import pytest
import segno
import zxingcpp
from barcode.codex import Code128
from barcode.writer import SVGWriter
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from sendback.paper.code128 import FNC1, encode_code128
from sendback.paper.drawing import Box, Page, Symbol
from sendback.paper.model import LabelFacts, PaperSize
from sendback.paper.pdf import About, write_pdf
from sendback.paper.qr import encode_qr
from sendback.paper.symbols import place_bars, place_qr
from tests.paper.samples import QR, draw_label, draw_packing_slip, make_arabic, make_facts, make_words, print_page, scan

SAID = {"Code128": "R100000016", "QRCode": QR}
ABOUT = About("A symbol", "en", make_facts().made_on)
LABELS = {"ltr": make_facts(), "rtl": make_arabic(), "without": make_facts(items=(), carrier_message="")}
ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
addresses = st.text(ALPHANUMERIC, min_size=1, max_size=200) | st.text(
    st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=150
)


def print_symbol(symbol: Symbol, dpi: int) -> Image.Image:
    return print_page(write_pdf([Page(101.6, 101.6, (symbol,))], ABOUT), dpi)


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize("facts", LABELS.values(), ids=LABELS)
def test_both_symbols_of_a_printed_label_are_read(facts: LabelFacts, size: PaperSize, dpi: int) -> None:
    assert scan(print_page(draw_label(facts, size, make_words(facts)), dpi)) == SAID


@pytest.mark.parametrize("damage", ["blur", "jpeg", "tilt"])
@pytest.mark.parametrize("dpi", [203, 300])
def test_a_damaged_label_is_read(dpi: int, damage: str) -> None:
    image = print_page(draw_label(make_facts(), PaperSize.FOUR_BY_SIX, make_words(make_facts())), dpi).convert("L")
    seen = image.resize((image.width * 2, image.height * 2))
    if damage == "blur":
        seen = seen.filter(ImageFilter.GaussianBlur(2))
    elif damage == "jpeg":
        out = io.BytesIO()
        seen.save(out, "JPEG", quality=30)
        seen = Image.open(out)
    else:
        seen = seen.rotate(3, fillcolor=255, expand=True).filter(ImageFilter.GaussianBlur(1.5))
    assert scan(seen) == SAID


@pytest.mark.parametrize("size", PaperSize)
def test_the_bars_of_a_packing_slip_are_read(size: PaperSize) -> None:
    facts = make_facts()
    assert scan(print_page(draw_packing_slip(facts, size, make_words(facts)), 203)) == {"Code128": "R100000016"}


def test_symbols_are_paths_and_never_images() -> None:
    page = pypdf.PdfReader(io.BytesIO(draw_label(make_facts(), PaperSize.A6, make_words(make_facts())))).pages[0]
    contents = page.get_contents()
    assert contents is not None
    assert not page["/Resources"]["/XObject"]
    assert len(re.findall(rb" cm (\d+ \d+ \d+ \d+ re ){20,}f Q", contents.get_data())) == 2


def test_bars_print_in_whole_dots() -> None:
    symbol = place_bars("R100000016", Box(10, 10, 80, 20))
    row = print_symbol(symbol, 203)
    y = round((symbol.y + 5) / 25.4 * 203)
    pixels = "".join("1" if row.getpixel((x, y)) == 0 else "0" for x in range(row.width)).strip("0")
    dots = round(symbol.module / 25.4 * 203)
    assert dots == 4
    assert {len(run) % dots for run in re.findall("1+|0+", pixels)} == {0}


@settings(max_examples=25, deadline=None)
@given(addresses)
def test_a_qr_symbol_says_what_was_drawn(text: str) -> None:
    symbol = place_qr(text, Box(20, 20, 60, 60))
    decoded = scan(print_symbol(symbol, 203))
    # Decoders report no leading or trailing space of an alphanumeric symbol differently: compare what is printed.
    assert decoded == {"QRCode": text}


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=12))
def test_bars_say_what_was_drawn(text: str) -> None:
    symbol = place_bars(text, Box(0, 20, 101.6, 20))
    assert scan(print_symbol(symbol, 203)) == {"Code128": text}


@settings(max_examples=80, deadline=None)
@given(addresses)
def test_the_quick_encoder_makes_segnos_symbols(text: str) -> None:
    assert encode_qr(text) == tuple("".join(map(str, row)) for row in segno.make_qr(text, error="m").matrix)


@pytest.mark.parametrize("length", [*range(1, 330, 9)])
def test_every_version_is_segnos(length: int) -> None:
    for text in ("https://x.example/?" + "aZ9-" * length)[:length], ("HTTPS://X.EXAMPLE/" + "Q0" * length)[:length]:
        assert encode_qr(text) == tuple("".join(map(str, row)) for row in segno.make_qr(text, error="m").matrix)


@pytest.mark.parametrize("text", ["0123456789" * 3, "https://例え.example/q", "x" * 400])
def test_what_is_no_plain_address_is_left_to_segno(text: str) -> None:
    assert encode_qr(text) == tuple("".join(map(str, row)) for row in segno.make_qr(text, error="m").matrix)


@settings(max_examples=200, deadline=None)
@given(st.text("ABab0123456789\t ", min_size=1, max_size=24).filter(lambda text: not text.startswith("99")))
def test_no_symbol_is_longer_than_python_barcodes(text: str) -> None:
    (theirs,) = Code128(text, SVGWriter()).build()  # it swallows 99 at the very beginning
    last, width = encode_code128(text)[-1]
    assert last + width <= len(theirs)


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("R100000016", 8),
        ("A1234B", 7),
        ("123456", 4),
        ("12345", 5),
        ("A1B2", 5),
        (f"{FNC1}00340123450000000018", 12),
        ("a\tb", 6),
    ],
)
def test_bars_are_of_the_fewest_characters(text: str, characters: int) -> None:
    last, width = encode_code128(text)[-1]
    # A start, what is said, a check character, and the stop with its last bar.
    assert (last + width - 13) // 11 - 1 == characters


def test_identifiers_of_gs1_are_read_as_such() -> None:
    symbol = place_bars(f"{FNC1}00340123450000000018", Box(0, 20, 101.6, 20))
    (found,) = zxingcpp.read_barcodes(print_symbol(symbol, 203).convert("L"))
    assert (found.symbology_identifier, found.text.replace("(00)", "00")) == ("]C1", "00340123450000000018")


@pytest.mark.parametrize("text", ["张", "España", "ó", ""])
def test_bars_refuse_what_they_cannot_say(text: str) -> None:
    with pytest.raises(ValueError, match="bars say"):
        encode_code128(text)
