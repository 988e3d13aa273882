"""Han forms: as Japan, Taiwan and the mainland write them, with the extra face and without it."""

import doctest
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from sendback.paper import faces, forms, missing, shaping, wrapping
from sendback.paper.drawing import Page, Text, list_things
from sendback.paper.faces import EXTRA, HAN, find_extra
from sendback.paper.forms import Forms, find_forms
from sendback.paper.missing import find_missing_glyphs, say_missing
from sendback.paper.model import LabelFacts, PaperSize
from sendback.paper.pdf import About, write_pdf
from sendback.paper.shaping import BuiltinRun, Line, set_line
from sendback.paper.wrapping import Paragraph, fit_paragraphs
from tests.paper.samples import draw_label, lay_out_label, make_facts, make_words, read_text

PIXELS = 100
WRITTEN_DIFFERENTLY = "直骨角海令"
TOKYO = ("〒150-0041", "東京都", "渋谷区神南一丁目19番4号", "佐藤 健太郎")
TAIPEI = ("106", "台北市大安區", "忠孝東路四段5號5樓", "陳怡君")
BEIJING = ("张伟", "建国路88号2栋1单元", "北京市朝阳区", "100022")


def forget() -> None:
    cached = (faces.find_extra, faces._list_faces, faces.find_face, shaping.set_line, wrapping.wrap_text)
    for function in cached:
        function.cache_clear()  # type: ignore[attr-defined]


@pytest.fixture
def without_extra(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Look for the extra where it is not, as in an installation that has none."""
    monkeypatch.setattr(faces, "EXTRA_PACKAGE", "not_installed_here")
    forget()
    yield
    forget()


def name_faces(*lines: Line) -> set[str]:
    return {run.face.name for line in lines for run in line.runs}


def draw_char(char: str, wanted: Forms) -> Image.Image:
    """Print one character as a PDF engine sees it, 100 pixels to the em."""
    page = Page(60, 60, (Text(set_line(char, forms=wanted), 72, 10, 40),))
    document = pypdfium2.PdfDocument(write_pdf([page], About("A character", "ja", make_facts().made_on)))
    try:
        return crop(document[0].render(scale=PIXELS / 72).to_pil().convert("L"))
    finally:
        document.close()


def draw_char_with_freetype(char: str) -> Image.Image:
    image = Image.new("L", (3 * PIXELS, 3 * PIXELS), 255)
    ImageDraw.Draw(image).text((PIXELS, PIXELS), char, font=ImageFont.truetype(str(find_extra()), PIXELS))
    return crop(image)


def crop(image: Image.Image) -> Image.Image:
    box = ImageChops.invert(image).point(lambda value: 255 * (value > 100)).getbbox()
    return image.crop(box).resize((PIXELS, PIXELS))


def compare(one: Image.Image, other: Image.Image) -> float:
    """Return the share of pixels that are black in one and white in the other."""
    return sum(ImageChops.difference(one, other).histogram()[128:]) / PIXELS**2


@pytest.mark.parametrize("char", WRITTEN_DIFFERENTLY)
def test_a_character_in_japanese_text_looks_as_the_japanese_face_draws_it(char: str) -> None:
    ours = draw_char(char, Forms.JAPANESE)
    assert compare(ours, draw_char_with_freetype(char)) < 0.05
    assert compare(ours, draw_char(char, Forms.SIMPLIFIED)) > 0.1


def test_traditional_forms_are_neither_japanese_nor_simplified() -> None:
    japanese, traditional = (set_line("骨", forms=way).runs[0].glyphs for way in (Forms.JAPANESE, Forms.TRADITIONAL))
    assert japanese != traditional
    assert compare(draw_char("骨", Forms.TRADITIONAL), draw_char("骨", Forms.SIMPLIFIED)) > 0.04


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("北京市朝阳区建国路", Forms.SIMPLIFIED),
        ("台北市大安區忠孝東路四段5號", Forms.TRADITIONAL),
        ("渋谷区", Forms.JAPANESE),
        ("北海道 さくら", Forms.JAPANESE),
        ("ナカムラ", Forms.JAPANESE),
        ("〒060-0001", Forms.JAPANESE),
        ("优の品", Forms.SIMPLIFIED),
        ("Łukasz Żółć", Forms.SIMPLIFIED),
        ("渋谷区 张伟", Forms.SIMPLIFIED),
    ],
)
def test_a_text_asks_for_the_forms_of_its_country(text: str, wanted: Forms) -> None:
    assert find_forms(text) is wanted


def test_a_name_has_the_forms_of_the_address_below_it() -> None:
    for lines, face in ((TOKYO, EXTRA), (TAIPEI, EXTRA), (BEIJING, HAN)):
        fitted = fit_paragraphs([Paragraph(line) for line in lines], 80, 40, 12, 5)
        assert name_faces(*(part.line for part in fitted.lines)) - {"NotoSans-Regular"} == {face}


def test_both_ends_of_a_label_have_their_own_forms() -> None:
    facts = make_facts(consignor_lines=TOKYO, consignee_lines=BEIJING, items=())
    page = lay_out_label(facts, PaperSize.A6, make_words(facts))
    texts = [thing for thing in list_things(page) if isinstance(thing, Text)]
    of = {run.text.strip(): run.face.name for text in texts for run in text.line.runs if not isinstance(run, BuiltinRun)}
    assert (of["佐藤 健太郎"], of["张伟"]) == (EXTRA, HAN)


@pytest.mark.usefixtures("without_extra")
def test_without_the_extra_japanese_is_printed_in_chinese_forms() -> None:
    assert find_extra() is None
    assert name_faces(*(set_line(line) for line in TOKYO[1:])) <= {HAN, "NotoSans-Regular"}
    assert set_line("直", forms=Forms.JAPANESE) == set_line("直")
    facts = make_facts(consignor_lines=TOKYO)
    assert all(line in read_text(draw_label(facts, PaperSize.A6, make_words(facts))) for line in TOKYO)


@pytest.mark.usefixtures("without_extra")
def test_without_the_extra_a_rare_character_is_missing_and_the_operator_is_told_what_adds_it() -> None:
    assert find_missing_glyphs(make_facts(consignor_lines=("𠮷野家",))) == ("𠮷",)
    assert say_missing("𠮷") == 'No font can print 𠮷. pip install "sendback[cjk]" adds a font with rare Chinese characters.'
    assert say_missing("😀") == "No font can print 😀."


def test_with_the_extra_rare_characters_print_in_any_text() -> None:
    for way in Forms:
        assert set_line("𠮷野家", forms=way).missing == ""
    assert say_missing("\U0003134a") == "No font can print \U0003134a."


def test_texts_without_han_pay_nothing_for_the_extra() -> None:
    line = set_line("Łukasz Żółć علي")
    assert all(set_line("Łukasz Żółć علي", forms=way) == line for way in Forms)


def make_japanese() -> LabelFacts:
    return replace(make_facts(), consignor_lines=TOKYO, carrier_message="到着時にスキャンしてください。")


def test_the_same_label_is_the_same_bytes() -> None:
    facts = make_japanese()
    once = draw_label(facts, PaperSize.A6, make_words(facts))
    forget()
    assert draw_label(facts, PaperSize.A6, make_words(facts)) == once


@pytest.mark.parametrize("module", [forms, missing])
def test_the_examples_in_the_modules_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
