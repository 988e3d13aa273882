"""The acknowledgement on paper: whole, tagged, in any script, the same bytes each time."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from sendback.paper.acknowledgement import AcknowledgementFacts, draw_acknowledgement, lay_out_acknowledgement
from sendback.paper.drawing import Role

FACTS = AcknowledgementFacts(
    shop_name="Nordlys",
    title="Acknowledgement of receipt of a withdrawal",
    received="Nordlys received your statement on 24 November 2026, 12:00:05 (UTC+02:00).",
    means="It is no decision about it.",
    statement_title="Your statement",
    statement=("To: Nordlys, Helsinki", "I hereby give notice that I withdraw.", "Name: Aino Järvenpää"),
    facts=(("Received", "24 November 2026, 12:00:05"), ("Receipt number", "01KAXJ3V5R0000000000000000")),
    check_label="Anyone can check this receipt here",
    check_url="https://returns.example/w/nordlys/01KAXJ3V5R0000000000000000",
    signature="3f8a1c5e7b9d2046 c2lnbmF0dXJl",
    language="en",
    direction="ltr",
    made_on=date(2026, 11, 24),
)


def read(facts: AcknowledgementFacts) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(draw_acknowledgement(facts))).pages)


def test_it_says_all_of_it_and_is_the_same_bytes() -> None:
    said = " ".join(read(FACTS).split())
    for text in (FACTS.title, FACTS.received, *FACTS.statement, "01KAXJ3V5R0000000000000000", "c2lnbmF0dXJl"):
        assert text in said
    assert draw_acknowledgement(FACTS) == draw_acknowledgement(FACTS)


def test_it_is_tagged_from_the_title_on() -> None:
    (page,) = lay_out_acknowledgement(FACTS)
    assert [part.role for part in page.parts[:4]] == [Role.FIGURE, Role.PARAGRAPH, Role.HEADING, Role.PARAGRAPH]
    assert page.parts[0].alt == FACTS.check_label
    assert sum(part.stop - part.start for part in page.parts) == len(page.things)
    catalog = PdfReader(BytesIO(draw_acknowledgement(FACTS))).trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "en"


def test_a_long_statement_goes_on_to_further_pages_and_nothing_is_cut() -> None:
    words = [f"item{number}" for number in range(1500)]
    pages = lay_out_acknowledgement(replace(FACTS, statement=(" ".join(words),)))
    assert len(pages) > 1
    said = read(replace(FACTS, statement=(" ".join(words),)))
    assert set(words) <= set(said.split())
    for page in pages:
        for thing in page.things:
            assert thing.box.x >= 0
            assert thing.box.right <= page.width
            assert thing.box.bottom <= page.height


@pytest.mark.parametrize("name", ["محمد علي", "山田太郎", "Łukasz Żółć", "สมชาย", "Νίκος", "x" * 400])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_every_script_is_drawn_within_the_page(name: str, direction: str) -> None:
    for page in lay_out_acknowledgement(replace(FACTS, statement=(name,), direction=direction)):
        assert all(thing.box.x >= 0 and thing.box.right <= page.width + 0.01 for thing in page.things)


def test_what_no_face_has_is_written_as_its_code_point() -> None:
    assert "Socks [U+1F9E6]" in read(replace(FACTS, statement=("Socks 🧦",)))
