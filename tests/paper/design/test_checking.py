"""Every fault of a design is found while designing, and said with a code that never changes."""

import json
import time
from typing import Any

import pytest

from sendback.paper.design.checking import NEEDED, check_design
from sendback.paper.design.faults import Fault
from sendback.paper.design.model import MOST_ELEMENTS, Design
from sendback.paper.design.reading import LONGEST_JSON, DesignRefused, read_design
from sendback.paper.model import DocumentKind

RECEIVER = {"id": "to", "type": "address", "fact": "receiver", "x": 5, "y": 5, "width": 60, "height": 30}
BARS = {"id": "rma", "type": "symbol", "symbology": "code128", "fact": "rma", "x": 5, "y": 40, "width": 80, "height": 20}
SOUND = [RECEIVER, BARS]
TEXT = {"id": "words", "type": "text", "text": "Hello", "x": 5, "y": 70, "width": 50, "height": 8}
TABLE = {
    "id": "table",
    "type": "table",
    "columns": [{"fact": "item.title", "width": 40}],
    "x": 5,
    "y": 90,
    "width": 60,
    "height": 30,
}
QR = {"id": "qr", "type": "symbol", "symbology": "qr", "fact": "qr", "x": 10, "y": 80, "width": 25, "height": 25}
SSCC = {"id": "sscc", "type": "symbol", "symbology": "gs1-128", "fact": "sscc", "x": 5, "y": 100, "width": 91.6, "height": 33}
BLACK = {"id": "black", "type": "box", "filled": True, "x": 10, "y": 71, "width": 20, "height": 5}
LINE = {"id": "line", "type": "line", "x": 5, "y": 66, "width": 60, "height": 1}


def make_design(*elements: dict[str, Any], kind: str = "label") -> Design:
    return read_design(json.dumps({"name": "Mine", "kind": kind, "size": "4x6", "elements": [*SOUND, *elements]}))


def find_faults(*elements: dict[str, Any], has_logo: bool = True) -> list[tuple[str, str]]:
    found = check_design(make_design(*elements), DocumentKind.LABEL, has_logo)
    assert all(problem.detail.endswith((".", "…")) or problem.code is Fault.MISSING_GLYPH for problem in found), found
    return [(problem.code.value, problem.element) for problem in found]


def test_a_sound_design_has_no_faults() -> None:
    assert find_faults(TEXT, TABLE, LINE) == []


FAULTY: dict[str, tuple[list[dict[str, Any]], str, str]] = {
    "beyond the right edge": ([{**TEXT, "x": 60}], "outside_page", "words"),
    "beyond the lower edge": ([{**TEXT, "y": 150}], "outside_page", "words"),
    "quiet zone beyond the edge": ([{**QR, "x": 1}], "outside_page", "qr"),
    "two texts in one place": ([TEXT, {**TEXT, "id": "more", "x": 20}], "overlap", "more"),
    "text on a black box": ([TEXT, BLACK], "overlap", "black"),
    "text in a quiet zone": ([{**QR, "width": 22, "height": 22}, {**TEXT, "y": 82, "x": 33}], "overlap", "words"),
    "a line through bars": ([{**LINE, "y": 50}], "overlap", "rma"),
    "the same id": ([TEXT, {**TEXT, "y": 90}], "duplicate_id", "words"),
    "a fact that does not exist": ([{**TEXT, "text": "{order.colour}"}], "unknown_fact", "words"),
    "a fact of an article": ([{**TEXT, "text": "{item.title}"}], "unknown_fact", "words"),
    "a symbol of nothing": ([{**QR, "fact": "qr_code"}], "unknown_fact", "qr"),
    "a column of nothing": ([{**TABLE, "columns": [{"fact": "order.number", "width": 20}]}], "unknown_fact", "table"),
    "a condition that does not exist": ([{**TEXT, "when": "!raining"}], "unknown_condition", "words"),
    "a sentence that does not exist": ([{**TEXT, "text": "@label.tagg"}], "unknown_text", "words"),
    "a sentence in braces that does not exist": ([{**TEXT, "text": "{@label.tagg}!"}], "unknown_text", "words"),
    "a language nobody speaks": ([{**TEXT, "languages": ["xx"]}], "unknown_language", "words"),
    "words in a language nobody speaks": ([{**TEXT, "text": {"en": "Hi", "tlh": "nuqneH"}}], "unknown_language", "words"),
    "a sign that no face draws": ([{**TEXT, "text": "Hello 🎉"}], "missing_glyph", "words"),
    "a box too low for its text": ([{**TEXT, "height": 1.5}], "text_too_small", "words"),
    "a box too narrow for its text": ([{**TEXT, "text": "{order.number}", "width": 4, "height": 3}], "text_too_small", "words"),
    "a sentence too long in German": ([{**TEXT, "text": "@label.step.pack", "height": 3}], "text_too_small", "words"),
    "bars too narrow": ([{**BARS, "id": "more", "y": 70, "width": 30}], "symbol_too_small", "more"),
    "bars too low": ([{**BARS, "id": "more", "y": 70, "height": 4}], "symbol_too_small", "more"),
    "a QR symbol too small": ([{**QR, "width": 14, "height": 14}], "symbol_too_small", "qr"),
    "an SSCC too narrow": ([{**SSCC, "width": 70}], "symbol_too_small", "sscc"),
    "an SSCC too low": ([{**SSCC, "height": 25}], "symbol_too_small", "sscc"),
    "an SSCC as plain bars": ([{**BARS, "id": "s", "y": 70, "fact": "sscc"}], "symbol_unsuited", "s"),
    "bars that cannot say it": ([{**BARS, "id": "s", "y": 70, "fact": "sender"}], "symbol_unsuited", "s"),
    "a table without columns": ([{**TABLE, "columns": []}], "no_columns", "table"),
    "columns wider than the table": ([{**TABLE, "width": 30}], "columns_too_wide", "table"),
    "a table too low": ([{**TABLE, "height": 5}], "text_too_small", "table"),
    "a table that ends": ([{**TABLE, "continues": True, "when": "first_page"}], "table_ends", "table"),
}


@pytest.mark.parametrize("fault", FAULTY)
def test_a_fault_is_found_and_told_by_code_and_element(fault: str) -> None:
    elements, code, name = FAULTY[fault]
    assert (code, name) in find_faults(*elements)


@pytest.mark.parametrize("apart", [
    {"when": "has_message"}, {"when": "prepaid has_message"}, {"languages": ["en", "fi"]},
])  # fmt: skip
def test_what_never_meets_may_share_a_place(apart: dict[str, Any]) -> None:
    other = {"when": "!has_message"} if "when" in apart else {"languages": ["de"]}
    assert find_faults({**TEXT, **apart}, {**TEXT, "id": "other", **other}) == []
    assert find_faults({**TEXT, **apart}, {**TEXT, "id": "other", **apart}) == [("overlap", "other")]


def test_outlines_and_lines_may_lie_upon_text() -> None:
    frame = {"id": "frame", "type": "box", "x": 3, "y": 68, "width": 60, "height": 12}
    assert find_faults(TEXT, frame, {**LINE, "y": 74}) == []


def test_a_logo_that_is_not_there_is_told_unless_it_is_asked_for() -> None:
    logo = {"id": "logo", "type": "image", "fact": "shop.logo", "x": 70, "y": 5, "width": 20, "height": 10}
    assert find_faults(logo) == []
    assert find_faults(logo, has_logo=False) == [("no_logo", "logo")]
    assert find_faults({**logo, "when": "has_logo"}, has_logo=False) == []


@pytest.mark.parametrize("kind", [kind for kind in DocumentKind if NEEDED[kind]])
def test_every_kind_says_what_it_needs(kind: DocumentKind) -> None:
    empty = read_design(json.dumps({"name": "Empty", "kind": kind, "size": "a4", "elements": []}))
    found = check_design(empty, kind)
    assert [problem.code for problem in found] == [Fault.MISSING_PART] * len(NEEDED[kind])
    assert [problem.detail for problem in found] == list(NEEDED[kind])


def test_a_design_is_for_one_kind() -> None:
    assert (Fault.WRONG_KIND, "") in [(found.code, found.element) for found in check_design(make_design(), DocumentKind.INVOICE)]


def test_two_hundred_elements_are_checked_in_a_moment() -> None:
    crowd = [{**TEXT, "id": f"t{number}", "y": 70 + number % 80} for number in range(MOST_ELEMENTS - 2)]
    start = time.process_time()
    assert len(check_design(make_design(*crowd), DocumentKind.LABEL)) > 1000
    assert time.process_time() - start < 5


def refuse(text: str) -> DesignRefused:
    with pytest.raises(DesignRefused) as refused:
        read_design(text)
    return refused.value


def test_ten_thousand_elements_are_refused_in_one_sentence() -> None:
    body = {"name": "Many", "kind": "label", "size": "4x6", "elements": [{"id": "x"}] * 10_000}
    (problem,) = refuse(json.dumps(body)).problems
    assert (problem.code, problem.detail) == (
        Fault.TOO_MANY_ELEMENTS,
        "A design has at most 200 elements, and this one has 10000.",
    )


@pytest.mark.parametrize(("text", "code"), [
    ("{", Fault.NOT_JSON), ("[" * 100_000, Fault.NOT_JSON), ("x" * (LONGEST_JSON + 1), Fault.TOO_LONG), ("[]", Fault.NOT_VALID),
    ("null", Fault.NOT_VALID), ('{"name": "x"}', Fault.NOT_VALID), ("\ud800", Fault.NOT_JSON),
])  # fmt: skip
def test_what_is_no_design_is_refused(text: str, code: Fault) -> None:
    assert refuse(text).problems[0].code is code


@pytest.mark.parametrize(("change", "place"), [
    ({"text": "x" * 501}, "text"), ({"x": -1}, "x"), ({"x": 1e9}, "x"), ({"width": 0}, "width"), ({"x": "5"}, "x"),
    ({"x": float("nan")}, "x"), ({"size_pt": 1000}, "size_pt"), ({"colour": "red"}, "colour"), ({"type": "video"}, ""),
    ({"id": ""}, "id"), ({"id": "<b>"}, "id"), ({"when": "x" * 121}, "when"), ({"text": {}}, "text"),
])  # fmt: skip
def test_a_fault_of_shape_names_element_and_field(change: dict[str, Any], place: str) -> None:
    body = {"name": "Mine", "kind": "label", "size": "4x6", "elements": [*SOUND, {**TEXT, **change}]}
    problem = refuse(json.dumps(body)).problems[0]
    assert problem.code is Fault.NOT_VALID
    assert problem.element == change.get("id", "words")
    assert place in problem.detail


def test_the_same_text_gives_the_same_design() -> None:
    assert make_design(TEXT) is make_design(TEXT)
