"""How many codes are read back: every form, resolution and paper, clean and damaged, by a decoder that shares no code with us.

    python -m benchmarks.label_codes [--labels 5]

A label is printed in black and white dots, looked at with twice as many pixels an inch, damaged, and given whole to zxing-cpp; it
counts when bars and QR symbol both say what they should. What is missed gets a second look at half the size, as from farther
away; labels that needed it are counted in brackets. PDF is printed by PDFium, ZPL by the tests' own printer (zxing draws its
symbols), SVG by Chromium. The damages are those of `tests/paper/damage.py`; `all` is three of them on top of a turn by 3°.
"""

import argparse
import io
import json
import platform
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from sendback.paper.dots import RESOLUTIONS
from sendback.paper.drawing import Page
from sendback.paper.formats import write_document
from sendback.paper.label import lay_out_label
from sendback.paper.model import Form, LabelFacts, PaperSize
from sendback.paper.pdf import About
from sendback.paper.ready import make_ready
from tests.paper.damage import DAMAGES, read_codes, scan_page
from tests.paper.samples import SCRIPTS, make_arabic, make_facts, make_words, print_page
from tests.paper.zpl_printer import look_at, print_zpl

RESULTS = Path(__file__).parent / "results" / "label_codes.json"
CHROMIUM = "/usr/bin/chromium"
SCREEN_DPI = 96
Print = Callable[[Page, About, int], Image.Image]


def make_labels(count: int) -> Iterator[LabelFacts]:
    """Make labels with other numbers each, every second one from right to left and every third one of many scripts."""
    for number in range(count):
        rma = f"R{10_000_001 + number * 8_191}{number % 10}"
        changes = {"rma": rma, "qr_text": f"HTTPS://RETURNS.NORDLYS.EXAMPLE/Q/NORDLYS/{rma}"}
        if number % 3 == 2:
            changes["consignor_lines"] = tuple(SCRIPTS.values())[:5]
        yield make_arabic(**changes) if number % 2 else make_facts(**changes)


def list_prints(browser: Browser) -> dict[str, Print]:
    """Return how each form comes onto paper."""

    def print_picture(form: Form, bits: int) -> Print:
        def draw(page: Page, about: About, dpi: int) -> Image.Image:
            with Image.open(io.BytesIO(write_document([page], about, form, dpi, bits))) as picture:
                return burn(picture)

        return draw

    def print_svg(page: Page, about: About, dpi: int) -> Image.Image:
        size = {"width": round(page.width / 25.4 * SCREEN_DPI), "height": round(page.height / 25.4 * SCREEN_DPI)}
        context = browser.new_context(viewport=size, device_scale_factor=dpi / SCREEN_DPI)  # type: ignore[arg-type]
        shown = context.new_page()
        shown.set_content(write_document([page], about, Form.SVG, dpi).decode())
        shown.add_style_tag(content="body{margin:0}svg{display:block}")
        shot = Image.open(io.BytesIO(shown.screenshot()))
        context.close()
        return burn(shot)

    return {
        "pdf": lambda page, about, dpi: print_page(write_document([page], about, Form.PDF, dpi), dpi),
        "png": print_picture(Form.PNG, 1),
        "bmp": print_picture(Form.BMP, 1),
        "bmp 24 bits": print_picture(Form.BMP, 24),
        "zpl": lambda page, about, dpi: look_at(print_zpl(write_document([page], about, Form.ZPL, dpi))[0]),
        "svg": print_svg,
    }


def burn(picture: Image.Image) -> Image.Image:
    """Make every dot black or white."""
    return picture.convert("L").point(lambda level: 255 * (level > 127), mode="1")


def measure(draw: Print, size: PaperSize, dpi: int, count: int) -> dict[str, str]:
    """Say of each damage how many labels were read, as `5/5`, and how many of them at the second look only, as `5/5 (1)`."""
    first, second = Counter[str](), Counter[str]()
    for facts in make_labels(count):
        page = lay_out_label(make_ready(facts), size, make_words(facts))
        said = {("Code128", facts.rma), ("QRCode", facts.qr_text)}
        seen = scan_page(draw(page, About("Label", facts.language, facts.made_on), dpi))
        for name, damage in DAMAGES.items():
            damaged = damage(seen)
            if read_codes(damaged) == said:
                first[name] += 1
            elif read_codes(damaged) | read_codes(damaged.reduce(2)) == said:
                second[name] += 1
    return {name: f"{first[name] + second[name]}/{count}" + (f" ({second[name]})" if second[name] else "") for name in DAMAGES}


def main() -> None:
    """Measure every form, resolution and paper, print the table and write it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--labels", type=int, default=5)
    count = parser.parse_args().labels
    table: dict[str, dict[str, str]] = {}
    print(f"{'':26}" + "".join(f"{name:>11}" for name in DAMAGES))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for form, draw in list_prints(browser).items():
            for size in PaperSize:
                for dpi in RESOLUTIONS:
                    name = f"{form}, {size}, {dpi} dpi"
                    table[name] = measure(draw, size, dpi, count)
                    print(f"{name:26}" + "".join(f"{read:>11}" for read in table[name].values()), flush=True)
        browser.close()
    versions = {name: version(name) for name in ("pypdfium2", "zxing-cpp", "segno", "python-barcode")}
    report = {"python": platform.python_version(), "versions": versions, "labels": count, "read": table}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(report, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
