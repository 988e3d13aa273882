"""Every script: drawn with real glyphs, copied as it was typed, and like fpdf2 draws it."""

import io

import pypdf
import pytest
from fontTools.ttLib import TTFont
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageFont

from sendback.paper import shaping
from sendback.paper.drawing import Page, Text
from sendback.paper.faces import BOLD, EXTRA, HAN, HANGUL, SANS, find_face, open_face
from sendback.paper.forms import Forms, find_forms
from sendback.paper.model import LabelFacts, PaperSize
from sendback.paper.pdf import About, write_pdf
from sendback.paper.shaping import EM, set_line
from tests.paper.samples import SCRIPTS, draw_label, make_facts, make_words, print_page, read_text

POINTS, DPI = 36, 150
ALPHABETS = "".join(chr(code) for code in (*range(32, 127), *range(0xA0, 0x530), *range(0x1E00, 0x2000), *range(0x2010, 0x2040)))
ALPHABETS += "王李张刘陈东京かなカナ山田김철수한글「」。，"
# What goes wrong first: marks upon marks, conjuncts, joining, reordering, points, composed syllables.
HARD = {
    "latin": "Żółć Nguyễn Thị Ằ ŵ ǰ",
    "greek": "Ελένη ΐ ΰ Ἀθῆναι",
    "cyrillic": "Ґудзь Їжакевич й ё",
    "simplified": "欧阳晓雪 建国路 直骨角",
    "japanese": "渡邉 さくら サンプル 直骨角海令",
    "rare": "𠮷野家",
    "korean": "해운대 김민준 뷁",
    "arabic": "فاطمة المنصوري لا ٣٤٥ مُحَمَّد",
    "hebrew": "שָׁלוֹם בן־דוד בע״מ",
    "thai": "เสื้อเมื่อผู้เชี่ยวชาญ ก๊กก๊ก ซ้ำ น้ำผึ้ง",
    "devanagari": "श्री क्षत्रिय विद्यार्थी सफ़ेद र्क्ष्म्य",
}
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


def crop(pdf: bytes, dpi: int = DPI) -> Image.Image:
    image = ImageChops.invert(print_page(pdf, dpi).convert("L"))
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


def draw_line_with_raqm(text: str, dpi: int) -> Image.Image:
    """Draw a line by FreeType, laid out by Raqm."""
    run = set_line(text).runs[0]
    file = io.BytesIO(bytes(run.face.source.blob.data))
    font = ImageFont.truetype(file, POINTS * dpi // 72, layout_engine=ImageFont.Layout.RAQM)
    image = Image.new("L", (4000, 600), 255)
    ImageDraw.Draw(image).text((100, 100), text, font=font, language=find_forms(text).value if run.face.name == EXTRA else None)
    image = ImageChops.invert(image.point(lambda value: 255 * (value > 127)))
    return image.crop(image.getbbox())


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_it_looks_as_freetype_draws_it(text: str) -> None:
    assert len({run.face.name for run in set_line(text).runs}) == 1
    ours, theirs = crop(draw_line(text), 2 * DPI), draw_line_with_raqm(text, 2 * DPI)
    assert ours.size == pytest.approx(theirs.size, abs=6)
    different = sum(ImageChops.difference(ours.resize(theirs.size), theirs).histogram()[128:])
    assert different < 0.04 * theirs.width * theirs.height


def test_all_that_is_taller_than_a_line_is_measured() -> None:
    for name in (SANS, BOLD, HAN, HANGUL):
        face = open_face(name)
        for char in map(chr, face.source.unicodes):
            top, bottom = shaping._find_extents(face, face.font.get_nominal_glyph(ord(char)) or 0)
            assert (top <= shaping.RISE and bottom <= shaping.DROP) or shaping._TALL.search(char), char


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_no_ink_is_outside_the_room_of_a_line(text: str) -> None:
    for line in (set_line(text), set_line(text, True)):
        box = Text(line, 100, 30, 60).box
        page = Page(box.width + 60, 120, (Text(line, 100, 30, 60),))
        ink = ImageChops.invert(print_page(write_pdf([page], About("A line", "en", make_facts().made_on)), 50).convert("L"))
        left, top, right, bottom = (edge / 50 * 25.4 for edge in ink.getbbox())
        assert box.y - 1 < top < bottom < box.bottom + 1
        assert box.x - 4 < left < right < box.right + 4


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
