"""The extra face in a file: a subset that other programs open, in which text is found and copied."""

import io
from typing import Any

import pikepdf
import pypdf
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont

from sendback.paper.drawing import Page, Text
from sendback.paper.faces import EXTRA, find_extra
from sendback.paper.formats import write_document
from sendback.paper.model import Form, PaperSize
from sendback.paper.pdf import About, write_pdf
from sendback.paper.shaping import set_line
from tests.paper.samples import QR, draw_label, lay_out_label, make_facts, make_words, print_page, read_text, scan

TEXT = "𠮷野家 さくら、直骨角海令「カタカナ」"
LINES = ("〒150-0041", "東京都", "渋谷区神南一丁目19番4号", "𠮷田 さくら")


def draw_line(*texts: str) -> bytes:
    things = tuple(Text(set_line(text, bold), 20, 10, 20 + 20 * at) for at, text in enumerate(texts) for bold in (False, True))
    return write_pdf([Page(200, 30 * len(texts), things)], About("Lines", "ja", make_facts().made_on))


def find_cff(pdf: bytes) -> Any:
    fonts = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]["/Resources"]["/Font"].values()
    return next(font for font in (font.get_object() for font in fonts) if EXTRA in font["/BaseFont"])


def test_the_file_is_sound_and_embeds_a_cid_keyed_subset() -> None:
    pdf = draw_line(TEXT)
    assert pikepdf.open(io.BytesIO(pdf)).check_pdf_syntax() == []
    font = find_cff(pdf)
    descendant = font["/DescendantFonts"][0]
    assert (font["/Encoding"], descendant["/Subtype"]) == ("/Identity-H", "/CIDFontType0")
    assert font["/BaseFont"] == f"{descendant['/BaseFont']}-Identity-H"
    outlines = descendant["/FontDescriptor"]["/FontFile3"]
    assert outlines["/Subtype"] == "/CIDFontType0C"
    assert len(outlines.get_data()) < 8_000


def test_codes_are_the_character_identifiers_of_the_subset() -> None:
    font = find_cff(draw_line(TEXT))
    cff = CFFFontSet()
    cff.decompile(io.BytesIO(font["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile3"].get_data()), None)
    assert cff[0].ROS == ("Adobe", "Identity", 0)
    runs = [run for run in set_line(TEXT).runs if run.face.name == EXTRA]
    used = {glyph.sort.glyph for run in runs for glyph in run.glyphs}
    assert {int(name[3:]) for name in cff[0].charset[1:]} == used


def test_glyphs_of_the_face_are_numbered_by_their_identifiers() -> None:
    with TTFont(str(find_extra()), lazy=True) as font:
        top = font["CFF "].cff[0]
        assert top.ROS == ("Adobe", "Identity", 0)
        assert all(name == f"cid{number:05d}" for number, name in enumerate(top.charset) if number)
        assert font["OS/2"].fsType == 0


def test_text_is_copied_as_it_was_typed() -> None:
    facts = make_facts(consignor_lines=LINES)
    pdf = draw_label(facts, PaperSize.A6, make_words(facts))
    assert all(line in read_text(pdf) for line in LINES)
    page = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert all(line in page for line in LINES)


def test_widths_are_told_for_all_but_full_ones() -> None:
    line = set_line("さくら さ")
    told = list(find_cff(draw_line("さくら さ"))["/DescendantFonts"][0]["/W"])
    known = {int(told[at]): int(told[at + 1][0]) for at in range(0, len(told), 2)}
    sorts = {glyph.sort for run in line.runs for glyph in run.glyphs}
    assert known == {sort.glyph: sort.width for sort in sorts if sort.width != 1000}


def test_a_japanese_label_is_scanned_as_any_other() -> None:
    facts = make_facts(consignor_lines=LINES)
    words = make_words(facts)
    assert set(scan(print_page(draw_label(facts, PaperSize.A6, words), 203)).values()) == {facts.rma, QR}


def test_every_form_prints_the_extra_face() -> None:
    facts = make_facts(consignor_lines=LINES)
    page = lay_out_label(facts, PaperSize.A6, make_words(facts))
    for form in Form:
        assert write_document([page], About("Label", "ja", facts.made_on), form)
