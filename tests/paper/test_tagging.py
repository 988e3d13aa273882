"""Tagged PDF: what reads aloud gets every text in order, every symbol's value, and no decoration."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from sendback.paper.drawing import Box, Fill, Page, Part, Role, Text
from sendback.paper.label import draw_label
from sendback.paper.model import LabelFacts, PaperSize
from sendback.paper.pdf import About, write_pdf
from sendback.paper.shaping import set_line
from sendback.paper.slip import draw_packing_slip
from tests.paper.samples import SCRIPTS, make_arabic, make_facts, make_png, make_words

ABOUT = About("A page", "en", make_facts().made_on)
CASES = {
    "western": make_facts(),
    "arabic": make_arabic(),
    "logo": make_facts(logo_png=make_png()),
    "scripts": make_facts(consignor_lines=tuple(SCRIPTS.values())[:9], consignee_lines=tuple(SCRIPTS.values())[9:]),
    "many": make_facts(items=make_facts().items * 30),
}
PAPERS = {"label": draw_label, "slip": draw_packing_slip}


def walk(element: Any) -> Iterator[Any]:
    yield element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield from walk(kid)


def list_leaves(pdf: pikepdf.Pdf) -> list[Any]:
    return [element for element in walk(pdf.Root.StructTreeRoot.K) if isinstance(element.get("/K"), int)]


def list_marks(page: Any) -> list[int]:
    return [
        int(operands[1].MCID)
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "BDC" and "/MCID" in operands[1]
    ]


@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("facts", CASES.values(), ids=CASES)
def test_every_mark_has_one_element_and_the_file_is_sound(facts: LabelFacts, paper: str, size: PaperSize) -> None:
    with pikepdf.open(io.BytesIO(PAPERS[paper](facts, size, make_words(facts)))) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == facts.language
        leaves = list_leaves(pdf)
        for number, page in enumerate(pdf.pages):
            own = [leaf for leaf in leaves if leaf.Pg.objgen == page.objgen]
            assert sorted(leaf.K for leaf in own) == sorted(list_marks(page)) == list(range(len(own)))
            parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)[page.StructParents]
            assert [parent.K for parent in parents] == list(range(len(own)))
            assert (page.StructParents, page.Tabs) == (number, pikepdf.Name.S)


@pytest.mark.parametrize("facts", CASES.values(), ids=CASES)
def test_all_ink_is_a_part_or_decoration(facts: LabelFacts) -> None:
    with pikepdf.open(io.BytesIO(draw_label(facts, PaperSize.A4, make_words(facts)))) as pdf:
        depth = 0
        for _, operator in pikepdf.parse_content_stream(pdf.pages[0]):
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
            assert depth > 0 or str(operator) == "EMC"


def test_figures_say_what_they_show_and_where_they_stand() -> None:
    facts = make_facts(logo_png=make_png())
    with pikepdf.open(io.BytesIO(draw_label(facts, PaperSize.FOUR_BY_SIX, make_words(facts)))) as pdf:
        figures = [leaf for leaf in list_leaves(pdf) if leaf.S == "/Figure"]
        assert {str(figure.Alt) for figure in figures} == {
            "Nordlys",
            f"Barcode: {facts.rma_shown}",
            f"QR code: {facts.qr_text}",
        }
        width, height = (float(length) for length in pdf.pages[0].MediaBox[2:])
        for figure in figures:
            left, lower, right, upper = (float(length) for length in figure.A.BBox)
            assert -3 <= left < right <= width + 3
            assert 0 <= lower < upper <= height


def test_an_address_is_read_as_one_with_its_words_apart() -> None:
    with pikepdf.open(io.BytesIO(draw_label(make_facts(), PaperSize.A6, make_words(make_facts())))) as pdf:
        said = [str(leaf.ActualText) for leaf in list_leaves(pdf) if "/ActualText" in leaf]
    assert "From Liisa Järvenpää Mannerheimintie 12 B 34 00100 HELSINKI Finland" in said


def test_what_runs_from_right_to_left_is_told_in_the_order_of_speech() -> None:
    facts = make_arabic()
    with pikepdf.open(io.BytesIO(draw_label(facts, PaperSize.A6, make_words(facts)))) as pdf:
        said = [str(leaf.ActualText) for leaf in list_leaves(pdf) if "/ActualText" in leaf]
    assert " ".join(("المرسل", *facts.consignor_lines)) in said


def write(text: str, baseline: float) -> Text:
    return Text(set_line(text, builtin=True), 10, 10, baseline)


def test_headings_of_a_base_are_read_where_they_stand() -> None:
    under = (write("From", 10), Fill(Box(0, 20, 100, 1)), write("To", 30))
    base = Page(100, 100, under, (Part(0, 1, Role.HEADING), Part(2, 3, Role.PARAGRAPH)))
    own = (write("Liisa", 10), write("Nordlys", 35))
    page = Page(100, 100, own, (Part(0, 1, Role.PARAGRAPH), Part(1, 2, Role.PARAGRAPH)), base)
    with pikepdf.open(io.BytesIO(write_pdf([page], ABOUT))) as pdf:
        assert len(pdf.pages[0].Contents) == 2
        told = {int(mark): bytes.fromhex(shown).decode("cp1252") for mark, shown in read_marks(pdf)}
        assert [told[leaf.K] for leaf in list_leaves(pdf)] == ["From", "Liisa", "To", "Nordlys"]


def read_marks(pdf: pikepdf.Pdf) -> list[tuple[str, str]]:
    content = b"\n".join(stream.read_bytes() for stream in pdf.pages[0].Contents).decode("ascii")
    return re.findall(r"<</MCID (\d+)>>BDC\n.*?<([0-9a-f]*)>Tj", content)
