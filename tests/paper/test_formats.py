"""Every form of a document: its size on paper, its codes, its bytes."""

import io
import re
import struct
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pypdf
import pypdfium2
import pytest
from PIL import Image

from sendback.paper.dots import RESOLUTIONS
from sendback.paper.drawing import Box, Fill, Page, Picture
from sendback.paper.formats import write_document
from sendback.paper.label import lay_out_label
from sendback.paper.model import Form, LabelFacts, PaperSize
from sendback.paper.pdf import About
from sendback.paper.raster import PageTooLarge
from sendback.paper.ready import make_ready
from tests.paper.damage import DAMAGES, read_codes, scan_page
from tests.paper.samples import QR, make_arabic, make_facts, make_png, make_words
from tests.paper.zpl_printer import look_at, print_zpl

ABOUT = About("Return label", "en", make_facts().made_on)
SIZES = [(101.6, 152.4), (100, 150), (105, 148), (148, 210), (210, 297), (215.9, 279.4), (62, 140), (62, 87.3)]
LABELS = {"latin": make_facts(), "arabic": make_arabic(), "logo": make_facts(logo_png=make_png())}
SAID = {("Code128", "R100000016"), ("QRCode", QR)}


def lay_out(facts: LabelFacts, size: PaperSize = PaperSize.FOUR_BY_SIX) -> Page:
    return lay_out_label(make_ready(facts), size, make_words(facts))


def measure_pdf(body: bytes, _dpi: int) -> tuple[float, float]:
    box = pypdf.PdfReader(io.BytesIO(body)).pages[0].mediabox
    return float(box.width) / 72 * 25.4, float(box.height) / 72 * 25.4


def measure_picture(body: bytes, dpi: int) -> tuple[float, float]:
    with Image.open(io.BytesIO(body)) as picture:
        assert picture.info["dpi"] == pytest.approx((dpi, dpi), abs=0.02)
        return picture.width / dpi * 25.4, picture.height / dpi * 25.4


def measure_zpl(body: bytes, dpi: int) -> tuple[float, float]:
    (found,) = re.findall(rb"\^PW(\d+)\^LL(\d+)", body)
    return int(found[0]) / dpi * 25.4, int(found[1]) / dpi * 25.4


def measure_svg(body: bytes, _dpi: int) -> tuple[float, float]:
    (found,) = re.findall(rb'<svg [^>]*width="([\d.]+)mm" height="([\d.]+)mm" viewBox="0 0 \1 \2"', body)
    return float(found[0]), float(found[1])


MEASURE: dict[Form, Callable[[bytes, int], tuple[float, float]]] = {
    Form.PDF: measure_pdf,
    Form.PNG: measure_picture,
    Form.BMP: measure_picture,
    Form.ZPL: measure_zpl,
    Form.SVG: measure_svg,
}


@pytest.mark.parametrize("dpi", RESOLUTIONS)
@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_form_is_as_large_as_its_paper(size: tuple[float, float], form: Form, dpi: int) -> None:
    body = write_document([Page(*size, (Fill(Box(5, 5, 20, 20)),))], ABOUT, form, dpi)
    assert MEASURE[form](body, dpi) == pytest.approx(size, abs=0.5)


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("facts", LABELS.values(), ids=LABELS)
def test_the_same_label_is_the_same_bytes(facts: LabelFacts, form: Form) -> None:
    for dpi in RESOLUTIONS:
        assert write_document([lay_out(facts)], ABOUT, form, dpi) == write_document([lay_out(facts)], ABOUT, form, dpi)


def print_form(body: bytes, form: Form, dpi: int) -> Image.Image:
    """Return what a thermal head of this resolution prints of a file."""
    if form is Form.PDF:
        document = pypdfium2.PdfDocument(body)
        try:
            return document[0].render(scale=dpi / 72).to_pil().convert("L").point(lambda level: 255 * (level > 127), mode="1")
        finally:
            document.close()
    if form is Form.ZPL:
        return look_at(print_zpl(body)[0])
    with Image.open(io.BytesIO(body)) as picture:
        return picture.convert("L").point(lambda level: 255 * (level > 127), mode="1")


@pytest.mark.parametrize("bits", [1, 24])
@pytest.mark.parametrize("dpi", RESOLUTIONS)
@pytest.mark.parametrize("size", PaperSize)
def test_codes_are_read_in_every_form(size: PaperSize, dpi: int, bits: int) -> None:
    for form in set(Form) - {Form.SVG}:
        body = write_document([lay_out(make_facts(), size)], ABOUT, form, dpi, bits)
        assert read_codes(print_form(body, form, dpi)) == SAID, form


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("dpi", RESOLUTIONS)
@pytest.mark.parametrize("form", [Form.PDF, Form.PNG, Form.ZPL])
def test_a_damaged_label_is_read(form: Form, dpi: int, damage: str) -> None:
    body = write_document([lay_out(make_facts(), PaperSize.A6)], ABOUT, form, dpi)
    assert read_codes(DAMAGES[damage](scan_page(print_form(body, form, dpi)))) == SAID


def test_a_1_bit_bmp_has_the_dots_of_the_png() -> None:
    png, bmp = (write_document([lay_out(make_facts())], ABOUT, form) for form in (Form.PNG, Form.BMP))
    first, second = Image.open(io.BytesIO(png)), Image.open(io.BytesIO(bmp))
    assert (first.mode, second.mode) == ("1", "1")
    assert first.tobytes() == second.tobytes()
    assert struct.unpack("<H", bmp[28:30]) == (1,)
    assert len(bmp) == struct.unpack("<I", bmp[2:6])[0] == 62 + 1218 * 104


def test_a_24_bit_bmp_shows_the_logo_in_its_colours() -> None:
    bmp = write_document([lay_out(make_facts(logo_png=make_png()))], ABOUT, Form.BMP, 203, 24)
    assert struct.unpack("<H", bmp[28:30]) == (24,)
    with Image.open(io.BytesIO(bmp)) as picture:
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 20) or []}
    assert (0x1F, 0x5E, 0x4B) in colours


def test_a_light_logo_does_not_vanish_in_black_and_white() -> None:
    page = Page(50, 50, (Picture(Box(10, 10, 30, 10), make_png(colour="#ffd84d", transparent=False)),))
    with Image.open(io.BytesIO(write_document([page], ABOUT, Form.PNG))) as picture:
        black = picture.convert("L").histogram()[0]
    assert 500 < black < 15_000


def test_what_lies_below_is_in_every_form() -> None:
    base = Page(101.6, 152.4, (Fill(Box(10, 10, 30, 30)),))
    page = Page(101.6, 152.4, (), base=base)
    for form in (Form.PNG, Form.BMP, Form.ZPL):
        assert print_form(write_document([page], ABOUT, form), form, 203).convert("L").getpixel((160, 160)) == 0, form
    assert b'd="M10 10h30v30h-30z"' in write_document([page], ABOUT, Form.SVG)


@pytest.mark.parametrize("form", [Form.PNG, Form.BMP])
def test_a_huge_page_is_refused_undrawn(form: Form) -> None:
    for size in ((2000, 2000), (1e9, 1e9), (0, 100)):
        with pytest.raises(PageTooLarge):
            write_document([Page(*size, ())], ABOUT, form)


def test_many_threads_may_draw_at_once() -> None:
    page = lay_out(make_facts())
    alone = write_document([page], ABOUT, Form.PNG)
    with ThreadPoolExecutor(4) as threads:
        drawn = list(threads.map(lambda _: write_document([page], ABOUT, Form.PNG), range(24)))
    assert set(drawn) == {alone}


def test_pictures_show_the_first_page_and_the_others_hold_all() -> None:
    first, second = Page(50, 60, (Fill(Box(5, 5, 20, 20)),)), Page(70, 80, ())
    for form in (Form.PNG, Form.BMP, Form.SVG):
        assert write_document([first, second], ABOUT, form) == write_document([first], ABOUT, form)
    assert len(pypdf.PdfReader(io.BytesIO(write_document([first, second], ABOUT, Form.PDF))).pages) == 2
    assert write_document([first, second], ABOUT, Form.ZPL).count(b"^XA") == 2
