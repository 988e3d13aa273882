"""Documents in a real browser: what it shows is what was drawn."""

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from sendback.paper.dots import RESOLUTIONS
from sendback.paper.formats import write_document
from sendback.paper.label import lay_out_label
from sendback.paper.model import Form, PaperSize
from sendback.paper.pdf import About
from sendback.paper.raster import rasterize
from sendback.paper.ready import make_ready
from tests.paper.damage import read_codes
from tests.paper.samples import QR, make_arabic, make_words

pytestmark = pytest.mark.browser
SCREEN_DPI = 96


@pytest.mark.parametrize("dpi", RESOLUTIONS)
def test_an_svg_is_the_same_page_and_its_codes_are_read(browser: Browser, tmp_path: Path, dpi: int) -> None:
    """Rendered with a pixel a dot, an SVG and the bitmap of the same label differ in next to nothing."""
    facts = make_ready(make_arabic())
    label = lay_out_label(facts, PaperSize.FOUR_BY_SIX, make_words(facts))
    (tmp_path / "label.svg").write_bytes(write_document([label], About("Label", "ar", facts.made_on), Form.SVG, dpi))
    printed = rasterize(label, dpi)
    view = {"width": 384, "height": 576}
    context = browser.new_context(viewport=view, device_scale_factor=dpi / SCREEN_DPI)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto((tmp_path / "label.svg").as_uri())
    with Image.open(io.BytesIO(page.screenshot())) as shot:
        seen = shot.convert("L").point(lambda level: 255 * (level > 127), mode="1")
    context.close()
    assert read_codes(seen) == {("Code128", "R100000016"), ("QRCode", QR)}
    assert seen.size == pytest.approx((printed.width, printed.height), abs=1)
    drawn = Image.frombytes("1", (printed.stride * 8, printed.height), printed.rows)
    assert count_unlike(seen, drawn) < 0.02 * printed.width * printed.height


def count_unlike(first: Image.Image, second: Image.Image) -> int:
    """Count the dots that are black in one and white in the other."""
    size = min(first.width, second.width), min(first.height, second.height)
    one, other = (image.crop((0, 0, *size)).convert("L").tobytes() for image in (first, second))
    return sum(a != b for a, b in zip(one, other, strict=True))
