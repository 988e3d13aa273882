"""Every script: drawn with real glyphs, copied as it was typed, and like fpdf2 draws it."""

import io

import pypdf
import pytest
from fontTools.ttLib import TTFont
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from sendback.paper import shaping
from sendback.paper.drawing import Page, Text
from sendback.paper.faces import BOLD, HAN, HANGUL, SANS, find_face, open_face
from sendback.paper.forms import Forms
from sendback.paper.model import LabelFacts, PaperSize
from sendback.paper.pdf import About, write_pdf
from sendback.paper.shaping import EM, set_line
from tests.paper.samples import SCRIPTS, draw_label, make_facts, make_words, print_page, read_text

POINTS = 36
ALPHABETS = "".join(chr(code) for code in (*range(32, 127), *range(0xA0, 0x530), *range(0x1E00, 0x2000), *range(0x2010, 0x2040)))
ALPHABETS += "王李张刘陈东京かなカナ山田김철수한글「」。，"
SHAPED_BY_BOTH = ("latin", "vietnamese", "arabic", "thai", "devanagari", "greek", "cyrillic", "hebrew", "tamil", "khmer")


def draw_name(name: str) -> bytes:
    facts = make_facts(consignor_lines=(name, f"{name} 12"), items=())
    return draw_label(facts, PaperSize.A6, make_words(facts))


def draw_line(text: str) -> bytes:
    return write_pdf([Page(200, 40, (Text(set_line(text), POINTS, 10, 25),))], About("A line", "en", make_facts().made_on))


def draw_line_with_fpdf2(text: str) -> bytes:
    face = find_face(text.split()[0][0], False)
    assert face is not None
    pdf = FPDF(unit="mm", format=(200, 40))
    pdf.set_auto_page_break(False)
    pdf.add_page()
    pdf.c_margin = 0
    pdf.add_font("face", fname=f"server/sendback/paper/fonts/{face.name}.ttf")
    pdf.set_font("face", size=POINTS)
    pdf.set_text_shaping(True)
    pdf.set_xy(10, 10)
    pdf.cell(h=20, text=text)
    return bytes(pdf.output())


def crop(pdf: bytes) -> Image.Image:
    image = ImageChops.invert(print_page(pdf, 150).convert("L"))
    return image.crop(image.getbbox())


@pytest.mark.parametrize("name", SCRIPTS.values(), ids=SCRIPTS)
def test_a_name_is_copied_as_it_was_typed(name: str) -> None:
    text = read_text(draw_name(name))
    assert name in text
    assert f"{name} 12" in text or f"12 {name}" in text


@pytest.mark.parametrize("name", SCRIPTS.values(), ids=SCRIPTS)
def test_another_reader_copies_it_too(name: str) -> None:
    assert name in pypdf.PdfReader(io.BytesIO(draw_name(name))).pages[0].extract_text()


@pytest.mark.parametrize("name", SCRIPTS.values(), ids=SCRIPTS)
@pytest.mark.parametrize("bold", [False, True])
def test_no_letter_is_a_box(name: str, bold: bool) -> None:
    line = set_line(name, bold)
    assert not line.missing
    assert all(glyph.sort.glyph for run in line.runs for glyph in run.glyphs)
    assert "".join(sorted(run.text for run in line.runs)) or name == ""


@pytest.mark.parametrize("script", SHAPED_BY_BOTH)
def test_it_looks_as_fpdf2_draws_it(script: str) -> None:
    ours, theirs = crop(draw_line(SCRIPTS[script])), crop(draw_line_with_fpdf2(SCRIPTS[script]))
    assert ours.size == pytest.approx(theirs.size, abs=3)
    ours = ours.resize(theirs.size)
    different = sum(ImageChops.difference(ours, theirs).histogram()[128:])
    assert different < 0.04 * theirs.width * theirs.height


@pytest.mark.parametrize("name", SCRIPTS.values(), ids=SCRIPTS)
def test_every_font_is_embedded_and_searchable(name: str) -> None:
    fonts = pypdf.PdfReader(io.BytesIO(draw_name(name))).pages[0]["/Resources"]["/Font"].values()
    for font in (font.get_object() for font in fonts):
        if font["/Subtype"] == "/Type1":  # the viewer's own, for paper that is all Western
            continue
        descendant = font["/DescendantFonts"][0]
        if "/FontFile3" in descendant["/FontDescriptor"]:  # the extra face; see test_cff.py
            continue
        assert descendant["/FontDescriptor"]["/FontFile2"].get_data()[:4] == b"\0\1\0\0"
        assert b"beginbfchar" in font["/ToUnicode"].get_data()
        with TTFont(io.BytesIO(descendant["/FontDescriptor"]["/FontFile2"].get_data()), checkChecksums=2) as embedded:
            assert embedded["head"].unitsPerEm in (256, 1000)
            assert 1 + len(descendant["/W"][1]) <= embedded["maxp"].numGlyphs
            assert all(
                embedded["glyf"][name].numberOfContours for name in embedded.getGlyphOrder() if embedded["hmtx"][name][0] > 700
            )


def test_lines_of_many_scripts_keep_their_order() -> None:
    name = "Ivo Иво 张伟 Ήβη"
    assert name in read_text(draw_name(name))


def test_an_arabic_address_keeps_its_house_number_in_place() -> None:
    line = set_line("شارع الملك فهد 12 ب")
    assert [run.text.strip() for run in line.runs if run.text.strip()] == ["ب", "12", "شارع الملك فهد"]


def test_joined_letters_are_joined() -> None:
    alone, joined = set_line("ع ل ي"), set_line("علي")
    assert {glyph.sort.glyph for glyph in joined.runs[0].glyphs}.isdisjoint(
        glyph.sort.glyph for glyph in alone.runs[0].glyphs[::2]
    )


@settings(max_examples=200, deadline=None)
@given(st.text(ALPHABETS, min_size=1, max_size=30), st.booleans())
def test_alphabets_are_set_as_harfbuzz_shapes_them(text: str, bold: bool) -> None:
    for face in map(open_face, (BOLD if bold else SANS, HAN, HANGUL)):
        if drawn := "".join(char for char in text if face.covers(char)):
            assert shaping._shape(drawn, face, False, bold, Forms.SIMPLIFIED) == shaping._shape_fully(drawn, face, False, bold)


def test_kerning_brings_letters_together() -> None:
    assert set_line("AVAV").width < 4 * EM * 0.62


def read_page(facts: LabelFacts) -> str:
    return read_text(draw_label(facts, PaperSize.FOUR_BY_SIX, make_words(facts)))


def test_a_label_may_mix_all_scripts() -> None:
    names = tuple(SCRIPTS.values())
    text = read_page(make_facts(consignor_lines=names[:9], consignee_lines=names[9:]))
    assert all(name in text for name in names)
