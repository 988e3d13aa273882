"""Hostile text is ink at most: no operator, link or script of the file ever comes from what was typed."""

import io
import re
import zlib

import pypdf
import pytest

from sendback.paper.cleaning import MAX_CHARACTERS, clean_text
from sendback.paper.label import draw_label
from sendback.paper.model import PaperSize
from sendback.paper.slip import draw_packing_slip
from tests.paper.samples import make_facts, make_hostile, make_words, read_text

FORBIDDEN = (b"/JavaScript", b"/JS", b"/URI", b"/Launch", b"/OpenAction", b"/AA", b"/Annots", b"/AcroForm", b"/EmbeddedFile")
HOSTILE = make_hostile()


PACKED = re.compile(rb"/Type/ObjStm[^>]*>>\nstream\n(.*?)\nendstream", re.DOTALL)
STREAM = re.compile(rb"(?<!end)stream\n.*?\nendstream", re.DOTALL)


def read_syntax(pdf: bytes) -> bytes:
    """Return what a viewer acts on: all objects without their streams' bytes, packed ones too, and the pages' contents."""
    packed = b"".join(zlib.decompress(stream) for stream in PACKED.findall(pdf))
    contents = [page.get_contents() for page in pypdf.PdfReader(io.BytesIO(pdf), strict=True).pages]
    return STREAM.sub(b"", pdf) + packed + b"".join(content.get_data() for content in contents if content)


@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_text_adds_nothing_but_ink(case: str, size: PaperSize) -> None:
    facts = HOSTILE[case]
    for draw in (draw_label, draw_packing_slip):
        pdf = draw(facts, size, make_words(facts))
        syntax = read_syntax(pdf)
        assert b"/StructTreeRoot" in syntax
        assert not [word for word in FORBIDDEN if re.search(word + rb"\b", syntax)]
        assert pypdf.PdfReader(io.BytesIO(pdf), strict=True).pages[0].extract_text()


def test_operators_are_printed_as_text() -> None:
    text = read_text(draw_label(HOSTILE["operators"], PaperSize.A4, make_words(HOSTILE["operators"])))
    assert "/JavaScript" in text
    assert "(app.alert(1))" in text


def test_a_huge_text_takes_no_time_and_little_paper() -> None:
    facts = make_facts(consignee_lines=("漢" * 100_000,) * 12, carrier_message="x " * 100_000)
    assert len(draw_label(facts, PaperSize.A6, make_words(facts))) < 40_000


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (" Liisa \r\n\tJa\u0308rvi ", "Liisa Järvi"),
        ("a\u202eb\u2066c\u200fd\u061c", "abcd"),
        ("zero\u0000\u0007\u001b[31m", "zero[31m"),
        ("soft\u00adhyphen\ufeff", "softhyphen"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
        ("❤\ufe0f", "❤"),
        ("line\u2028two\u0085three", "line two three"),
        ("e" + "\u0301" * 50, "é" + "\u0301" * 4),
        ("\ud800x", "x"),
        ("x" * 100_000, "x" * MAX_CHARACTERS),
    ],
)
def test_text_is_cleaned(typed: str, printed: str) -> None:
    assert clean_text(typed) == printed
