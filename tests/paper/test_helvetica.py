"""The viewer's own Helvetica: for paper that is all Western, as fpdf2 sets it, and for no other."""

import io

import pikepdf
import pytest
from fpdf import FPDF
from fpdf.fonts import CORE_FONTS_CHARWIDTHS
from PIL import Image, ImageChops

from sendback.paper import faces
from sendback.paper.drawing import Page, Text
from sendback.paper.helvetica import HELVETICA, HELVETICA_BOLD, BuiltinFace
from sendback.paper.label import draw_label
from sendback.paper.model import PaperSize
from sendback.paper.pdf import About, write_pdf
from sendback.paper.shaping import BuiltinRun, set_line
from sendback.paper.slip import draw_packing_slip
from sendback.words.catalogue import words_for
from tests.paper.samples import SCRIPTS, make_arabic, make_facts, make_words, print_page, read_text

LINES = ("Liisa Järvenpää", "Žižek & Œuvre – “Øl” €5", "Grüße (aus) Köln\\Bonn")


def list_fonts(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {str(font.BaseFont).split("+")[-1].lstrip("/") for font in opened.pages[0].Resources.Font.values()}


def draw_line(text: str, bold: bool) -> bytes:
    line = set_line(text, bold, builtin=True)
    return write_pdf([Page(200, 40, (Text(line, 36, 10, 25),))], About("A line", "en", make_facts().made_on))


def draw_line_with_fpdf2(text: str, bold: bool) -> bytes:
    pdf = FPDF(unit="mm", format=(200, 40))
    pdf.core_fonts_encoding = "cp1252"
    pdf.set_auto_page_break(False)
    pdf.add_page()
    pdf.c_margin = 0
    pdf.set_font("helvetica", style="B" if bold else "", size=36)
    pdf.set_xy(10, 10)
    pdf.cell(h=20, text=text)
    return bytes(pdf.output())


def crop(pdf: bytes) -> Image.Image:
    image = ImageChops.invert(print_page(pdf, 150).convert("L"))
    return image.crop(image.getbbox())


@pytest.mark.parametrize(("face", "theirs"), [(HELVETICA, "helvetica"), (HELVETICA_BOLD, "helveticaB")])
def test_the_widths_are_fpdf2s(face: BuiltinFace, theirs: str) -> None:
    known = CORE_FONTS_CHARWIDTHS[theirs]
    assert {code: width for code, width in enumerate(face.widths) if width} == {
        code: known[chr(code)] for code, width in enumerate(face.widths) if width
    }
    assert sum(width > 0 for width in face.widths) == 218


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", LINES)
def test_a_line_looks_as_fpdf2_sets_it(text: str, bold: bool) -> None:
    ours, theirs = crop(draw_line(text, bold)), crop(draw_line_with_fpdf2(text, bold))
    assert ours.size == pytest.approx(theirs.size, abs=3)
    different = sum(ImageChops.difference(ours, theirs.resize(ours.size)).histogram()[128:])
    assert different < 0.02 * ours.width * ours.height


@pytest.mark.parametrize("text", LINES)
def test_a_line_is_copied_as_it_was_typed(text: str) -> None:
    assert read_text(draw_line(text, False)).strip() == text


@pytest.mark.parametrize("language", ["en", "fi", "de"])
@pytest.mark.parametrize("draw", [draw_label, draw_packing_slip])
def test_western_paper_embeds_nothing_and_is_small(draw: object, language: str) -> None:
    facts = make_facts(language=language)
    pdf = draw(facts, PaperSize.FOUR_BY_SIX, make_words(facts))  # type: ignore[operator]
    assert list_fonts(pdf) == {"Helvetica", "Helvetica-Bold"}
    assert len(pdf) <= 5_000
    assert "Järvenpää" in read_text(pdf)


@pytest.mark.parametrize("name", [name for script, name in SCRIPTS.items() if script != "finnish"])
def test_one_letter_of_another_alphabet_sets_all_of_the_paper_in_embedded_faces(name: str) -> None:
    facts = make_facts(consignor_lines=(name,))
    for draw in (draw_label, draw_packing_slip):
        fonts = list_fonts(draw(facts, PaperSize.FOUR_BY_SIX, make_words(facts)))
        assert fonts
        assert not [font for font in fonts if font.startswith("Helvetica")]


def test_words_of_another_alphabet_do_too() -> None:
    pdfs = [draw_label(make_arabic(consignor_lines=("Ali",)), PaperSize.A6, words_for("ar"))]
    pdfs.append(draw_label(make_facts(), PaperSize.A6, words_for("en", {"label.tag": "Zwrot Łódź"})))
    assert not any("Helvetica" in list_fonts(pdf) for pdf in pdfs)


def test_a_line_from_right_to_left_is_never_the_viewers() -> None:
    assert isinstance(set_line("No. 12", builtin=True).runs[0], BuiltinRun)
    assert not isinstance(set_line("No. 12", rtl=True, builtin=True).runs[0], BuiltinRun)


def test_every_western_character_has_a_face_among_ours_too() -> None:
    western = bytes(code for code, width in enumerate(HELVETICA.widths) if width).decode("cp1252")
    assert faces.can_be_builtin([western])
    assert set_line(western).missing == ""
