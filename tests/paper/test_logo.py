"""The shop's logo: in its colours, on white, never in the way."""

import base64
import io
import re
import struct
import zlib

import pypdf
import pytest
from PIL import Image

from sendback.paper.drawing import Picture
from sendback.paper.formats import write_document
from sendback.paper.label import draw_label, lay_out_label
from sendback.paper.logo import MOST_PIXELS, read_logo
from sendback.paper.model import Form, PaperSize
from sendback.paper.pdf import About
from sendback.paper.ready import make_ready
from tests.paper.samples import list_things, make_facts, make_png, make_words, print_page, read_text, scan

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"


def draw(png: bytes, size: PaperSize = PaperSize.FOUR_BY_SIX) -> bytes:
    facts = make_facts(logo_png=png)
    return draw_label(facts, size, make_words(facts))


@pytest.mark.parametrize("size", PaperSize)
def test_a_logo_takes_the_place_of_the_name(size: PaperSize) -> None:
    pdf = draw(make_png(), size)
    images = pypdf.PdfReader(io.BytesIO(pdf), strict=True).pages[0].images
    assert [image.image.getpixel((5, 5)) for image in images if image.image] == [(0x1F, 0x5E, 0x4B)]
    assert "Nordlys\n" not in read_text(pdf).replace("Nordlys Returns", "")
    assert set(scan(print_page(pdf, 203))) == {"Code128", "QRCode"}


@pytest.mark.parametrize("shape", [(4000, 40), (40, 4000), (3000, 3000), (8, 8)])
def test_a_logo_of_any_shape_keeps_to_its_place(shape: tuple[int, int]) -> None:
    picture = Image.new("RGB", shape, "#123456")
    out = io.BytesIO()
    picture.save(out, "PNG")
    facts = make_facts(logo_png=out.getvalue())
    page = lay_out_label(make_ready(facts), PaperSize.A6, make_words(facts))
    (logo,) = (thing for thing in list_things(page) if isinstance(thing, Picture))
    assert 5 <= logo.box.x <= logo.box.right <= 65.01
    assert 5 <= logo.box.y <= logo.box.bottom <= 16.01
    assert logo.box.width / logo.box.height == pytest.approx(shape[0] / shape[1], rel=0.1)


def make_polyglot() -> bytes:
    """Make a PNG that is a page and a PDF besides: behind its end, and in a chunk that viewers skip."""
    hidden = b"<script>alert(1)</script>%PDF-1.7 1 0 obj<</JS(app.alert(1))>>endobj"
    whole = make_png()
    chunk = struct.pack(">I", len(hidden)) + b"tEXt" + hidden + struct.pack(">I", zlib.crc32(b"tEXt" + hidden))
    return whole[:33] + chunk + whole[33:] + hidden


@pytest.mark.parametrize("form", Form)
def test_of_a_picture_that_is_more_than_one_only_the_pixels_are_printed(form: Form) -> None:
    facts = make_ready(make_facts(logo_png=make_polyglot()))
    page = lay_out_label(facts, PaperSize.FOUR_BY_SIX, make_words(facts))
    body = write_document([page], About("Label", "en", facts.made_on), form)
    for part in [body, *(base64.b64decode(each) for each in re.findall(rb"base64,([^\"]+)", body))]:
        assert b"<script" not in part
        assert b"JS(" not in part
    clean = lay_out_label(make_ready(make_facts(logo_png=make_png())), PaperSize.FOUR_BY_SIX, make_words(facts))
    assert body == write_document([clean], About("Label", "en", facts.made_on), form)


def make_bomb(side: int) -> bytes:
    """Make a PNG of a few kilobytes whose pixels, all there, would fill the memory."""
    rows = zlib.compress(bytes((side // 8 + 1) * side), 9)
    parts = ((b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)), (b"IDAT", rows), (b"IEND", b""))
    chunks = (struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize("picture", [make_bomb(9000), SVG, HTML, b"GIF89a" + SVG], ids=["bomb", "svg", "html", "gif"])
def test_a_bomb_or_a_script_that_is_called_a_logo_gives_way_to_the_name(picture: bytes) -> None:
    facts = make_ready(make_facts(logo_png=picture))
    page = lay_out_label(facts, PaperSize.FOUR_BY_SIX, make_words(facts))
    assert not any(isinstance(thing, Picture) for thing in page.things)
    for form in Form:
        assert b"alert" not in write_document([page], About("Label", "en", facts.made_on), form)


@pytest.mark.parametrize("broken", [b"not a picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, make_png()[:60]])
def test_a_logo_that_cannot_be_read_gives_way_to_the_name(broken: bytes) -> None:
    assert read_logo(broken) is None
    assert "Nordlys Return\n" in read_text(draw(broken))


def test_a_huge_logo_is_made_small_and_an_absurd_one_left_out() -> None:
    raster = read_logo(make_png(3000, 900))
    assert raster is not None
    assert raster.width <= MOST_PIXELS[0]
    assert raster.height <= MOST_PIXELS[1]
    assert read_logo(make_png(10_000, 4_000, transparent=False)) is None


def test_a_grey_logo_takes_one_byte_a_pixel() -> None:
    raster = read_logo(make_png(colour="#000000"))
    assert raster is not None
    assert raster.colours == 1


def test_a_logo_is_the_same_bytes_again() -> None:
    assert draw(make_png()) == draw(make_png())
