"""The file itself: written page by page, small in memory, and the same whoever wrote before."""

import io
from collections.abc import Iterator

import pikepdf
import pytest

from sendback.paper import embedding
from sendback.paper.drawing import Page, Text
from sendback.paper.label import lay_out_label
from sendback.paper.model import PaperSize
from sendback.paper.pdf import BRANCH, About, write_pdf, write_pdf_to
from sendback.paper.ready import make_ready
from sendback.paper.shaping import set_line
from sendback.words.catalogue import words_for
from tests.paper.samples import SCRIPTS, make_facts, read_text

ABOUT = About("Labels", "en", make_facts().made_on)
NAMES = [*SCRIPTS.values(), "Liisa"]


def make_pages(count: int) -> Iterator[Page]:
    for number in range(count):
        facts = make_facts(consignor_lines=(NAMES[number % len(NAMES)], f"Street {number}"), rma=f"R{10**8 + number}")
        yield lay_out_label(make_ready(facts), PaperSize.A6, words_for("en"))


def make_line(text: str, builtin: bool = True) -> Text:
    return Text(set_line(text, builtin=builtin), 10, 10, 20)


def test_a_batch_is_one_sound_file_in_order() -> None:
    pdf, count = write_pdf(make_pages(3 * BRANCH + 5), ABOUT), 3 * BRANCH + 5
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.check_pdf_syntax() == []
        assert len(opened.pages) == count
        assert [page.StructParents for page in opened.pages] == list(range(count))
    text = read_text(pdf)
    places = [text.index(f"Street {number}\n") for number in range(count)]
    assert places == sorted(places)


def test_pages_are_written_as_they_come_and_told_of() -> None:
    told: list[tuple[int, int]] = []
    out = io.BytesIO()
    assert write_pdf_to(out, make_pages(2 * BRANCH + 1), ABOUT, lambda done: told.append((done, out.tell()))) == 2 * BRANCH + 1
    assert [done for done, _ in told] == [BRANCH, 2 * BRANCH, 2 * BRANCH + 1]
    assert 0 < told[0][1] < told[1][1] < told[2][1] < len(out.getvalue())
    assert out.getvalue() == write_pdf(make_pages(2 * BRANCH + 1), ABOUT)


def test_a_label_takes_three_kilobytes_of_a_batch() -> None:
    assert len(write_pdf(make_pages(200), ABOUT)) < 200 * 3_000


def test_what_pages_have_in_common_is_written_once() -> None:
    base = Page(100, 100, (make_line("Return label"),))
    pages = [Page(100, 100, (make_line(f"Page {number}"),), base=base) for number in range(5)]
    with pikepdf.open(io.BytesIO(write_pdf(pages, ABOUT))) as opened:
        assert len({page.Contents[0].objgen for page in opened.pages}) == 1
        assert len({page.Contents[1].objgen for page in opened.pages}) == 5
    text = read_text(write_pdf(pages, ABOUT))
    assert text.count("Return label") == 5
    assert "Page 4" in text


@pytest.mark.parametrize("builtin", [True, False])
def test_a_common_base_changes_no_bytes_from_file_to_file(builtin: bool) -> None:
    base = Page(100, 100, (make_line("Return label", builtin),))
    pages = [Page(100, 100, (make_line("Łódź" if not builtin else "Oulu", builtin),), base=base)]
    first = write_pdf(pages, ABOUT)
    write_pdf([Page(100, 100, (make_line("Something else", False),), base=base)], ABOUT)
    again = Page(100, 100, (make_line("Return label", builtin),))
    assert write_pdf(pages, ABOUT) == first == write_pdf([Page(100, 100, pages[0].things, base=again)], ABOUT)


def test_a_face_with_too_many_sorts_for_its_codes_is_embedded_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "FULL", 5)
    lines = [Page(100, 40, (make_line(text, False),)) for text in ("abcdefgh", "ijklmnop", "abcdefgh")]
    pdf = write_pdf(lines, ABOUT)
    assert [text in read_text(pdf) for text in ("abcdefgh", "ijklmnop")] == [True, True]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages[0].Resources.Font) == 3


def test_a_file_without_pages_is_still_a_file() -> None:
    with pikepdf.open(io.BytesIO(write_pdf([], ABOUT))) as opened:
        assert len(opened.pages) == 0
