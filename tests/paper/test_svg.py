"""SVG: looks the same everywhere, can be read, and does nothing."""

import re
from xml.etree import ElementTree

import pytest

from sendback.paper.drawing import Box, Page, Symbol, Symbology, Text
from sendback.paper.label import lay_out_label
from sendback.paper.model import LabelFacts, PaperSize
from sendback.paper.pdf import About
from sendback.paper.ready import make_ready
from sendback.paper.shaping import set_line
from sendback.paper.svg import write_svg
from tests.paper.samples import make_arabic, make_facts, make_hostile, make_png, make_words

ABOUT = About("Return label R1000-0001-6", "en", make_facts().made_on)
SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {"svg", "title", "defs", "g", "path", "use", "image"}
LABELS = {"latin": make_facts(), "arabic": make_arabic(), "logo": make_facts(logo_png=make_png()), **make_hostile()}


def draw(facts: LabelFacts) -> bytes:
    return write_svg(lay_out_label(make_ready(facts), PaperSize.FOUR_BY_SIX, make_words(facts)), ABOUT)


def list_said(svg: bytes) -> list[str]:
    return [each.get("aria-label", "") for each in ElementTree.fromstring(svg).iter() if each.get("aria-label")]


@pytest.mark.parametrize("facts", LABELS.values(), ids=LABELS)
def test_it_holds_nothing_that_acts_or_fetches(facts: LabelFacts) -> None:
    root = ElementTree.fromstring(draw(facts))
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= ALLOWED
    for each in root.iter():
        for name, value in each.attrib.items():
            assert not name.startswith("on")
            assert name != "style"
            if name == "href":
                assert re.fullmatch(r"#g\d+|data:image/png;base64,[A-Za-z0-9+/=]+", value)


def test_every_line_and_symbol_can_be_read_aloud() -> None:
    said = list_said(draw(make_facts()))
    assert said[0] == "Return label R1000-0001-6"
    assert {"Liisa Järvenpää", "Mannerheimintie 12 B 34", "Code 128: R100000016"} <= set(said)
    assert any(line.startswith("QR: HTTPS://") for line in said)
    assert "علي حسن" in list_said(draw(make_arabic()))


def test_each_letter_is_drawn_once_and_used_often() -> None:
    root = ElementTree.fromstring(draw(make_facts()))
    names = [each.get("id") for each in root.iter(f"{SVG}path") if each.get("id")]
    used = {str(each.get("href"))[1:] for each in root.iter(f"{SVG}use")}
    assert len(names) == len(set(names)) == len(used) > 30


def test_what_xml_cannot_say_is_left_unsaid() -> None:
    line = Text(set_line("<script>&\"'"), 10, 5, 10)
    symbol = Symbol(Box(5, 20, 30, 10), 5, 20, 0.5, ((0, 0, 1, 1),), 10, Symbology.CODE128, "a\x1d\x00b\ufffe")
    assert list_said(write_svg(Page(50, 50, (line, symbol)), ABOUT))[1:] == ["<script>&\"'", "Code 128: ab"]
