"""Lines that fit: wrapped where a reader expects it, shrunk before broken, cut last."""

import pytest
from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection
from hypothesis import given, settings
from hypothesis import strategies as st

from sendback.paper.bidi import find_direction, find_levels, isolate, order_visually
from sendback.paper.shaping import set_line
from sendback.paper.wrapping import Paragraph, cut_paragraph, fit_paragraphs, wrap_text


def wrap(text: str, width: float, anywhere: bool = False) -> list[str]:
    return [line.text for line in wrap_text(Paragraph(text), width, anywhere)]


def test_words_stay_whole() -> None:
    assert wrap("Mannerheimintie 12 B 34, Helsinki", 9000) == ["Mannerheimintie", "12 B 34, Helsinki"]


def test_han_breaks_anywhere_but_before_closing_marks() -> None:
    assert wrap("北京市朝阳区建国路88号，现代城", 6500) == ["北京市朝阳区", "建国路88号，", "现代城"]


def test_a_word_that_is_too_long_is_broken_only_where_allowed() -> None:
    assert wrap("Donaudampfschiff", 4000) == []
    assert "".join(wrap("Donaudampfschiff", 4000, anywhere=True)) == "Donaudampfschiff"


def test_marks_stay_with_their_letters() -> None:
    lines = wrap("ก้" * 60, 5000, anywhere=True)
    assert all(line.startswith("ก") for line in lines)


@settings(max_examples=60, deadline=None)
@given(st.text("ab漢ا -é\u0301", max_size=200), st.integers(1500, 20_000))
def test_no_line_is_wider_than_its_room(text: str, width: int) -> None:
    for line in wrap_text(Paragraph(text), width, True):
        assert line.width <= width + 1


def test_text_shrinks_before_it_is_cut() -> None:
    fitted = fit_paragraphs([Paragraph("Please scan on arrival")], 40, 4, 12, 5)
    assert [part.line.text for part in fitted.lines] == ["Please scan on arrival"]
    assert 5 <= fitted.size_pt < 12


def test_an_address_line_shrinks_a_little_rather_than_break() -> None:
    whole = fit_paragraphs([Paragraph("Mannerheimintie 12 B 34")], 40, 30, 11, 5, keep_lines=True)
    assert len(whole.lines) == 1
    assert len(fit_paragraphs([Paragraph("Mannerheimintie 12 B 34")], 40, 30, 11, 5).lines) == 2


def test_what_never_fits_ends_in_an_ellipsis() -> None:
    fitted = fit_paragraphs([Paragraph("word " * 200)], 30, 8, 12, 6)
    assert fitted.lines[-1].line.text.endswith("…")
    assert fitted.height <= 8


@pytest.mark.parametrize(("text", "kept"), [("Short", "Short"), ("A very long title of a thing", "A very long…")])
def test_a_line_is_cut_to_its_room(text: str, kept: str) -> None:
    assert cut_paragraph(Paragraph(text), 6500).text == kept


def test_runs_are_ordered_by_their_levels() -> None:
    assert order_visually([0, 1, 0]) == [0, 1, 2]
    assert order_visually([1, 2, 1]) == [2, 1, 0]
    assert order_visually([0, 1, 2, 1, 0]) == [0, 3, 2, 1, 4]
    assert order_visually([]) == []


def test_a_value_keeps_its_direction_in_a_sentence() -> None:
    line = set_line(f"1 × {isolate('Shirt (white)')}", rtl=True)
    assert "".join(run.text for run in line.runs).replace(" ", "") == "Shirt(white)×1"


@settings(max_examples=300, deadline=None)
@given(st.text("عليحسن שלום 12٣٤ \u064e\u05b0-.", max_size=14), st.sampled_from([None, True]))
def test_plain_lines_from_right_to_left_run_as_fpdf2_has_it(text: str, rtl: bool | None) -> None:
    base = TextDirection.RTL if rtl else None
    theirs = BidiParagraph(text, base, preserve_bn_chars=True).get_characters_with_embedding_level()
    if rtl or find_direction(text):
        assert list(find_levels(text, rtl)) == [char.embedding_level for char in theirs]


@pytest.mark.parametrize(("text", "rtl"), [("12 شارع", True), ("12 Main شارع", False), ("12-34", None)])
def test_the_first_strong_letter_gives_the_direction(text: str, rtl: bool | None) -> None:
    assert find_direction(text) is rtl
