"""The layout as boxes: nothing leaves the page, nothing lies upon anything else, whatever is sent."""

from itertools import combinations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from sendback.paper.drawing import DOT_MM, Box, Fill, Page, Symbol, Text, Thing
from sendback.paper.label import lay_out_label
from sendback.paper.missing import drop_undrawable, find_missing_glyphs
from sendback.paper.model import ItemFact, LabelFacts, PaperSize
from sendback.paper.ready import make_ready
from sendback.paper.slip import lay_out_slip
from sendback.paper.symbols import BAR_QUIET, QR_QUIET
from sendback.words.catalogue import LANGUAGES, words_for
from tests.paper.samples import SCRIPTS, list_things, make_arabic, make_facts, make_hostile, make_words

CASES = {"ordinary": make_facts(), "arabic": make_arabic(), "no_items": make_facts(items=()), **make_hostile()}
TOUCH = 0.02
"""Millimetres that neighbours may share; a sixth of a dot."""


def share(first: Box, second: Box) -> bool:
    across = min(first.right, second.right) - max(first.x, second.x)
    down = min(first.bottom, second.bottom) - max(first.y, second.y)
    return across > TOUCH and down > TOUCH


def may_share(first: Thing, second: Thing) -> bool:
    """White text stands on black, and only there."""
    return any(
        isinstance(text, Text) and text.white and isinstance(black, Fill) and not share_outside(text.box, black.box)
        for text, black in ((first, second), (second, first))
    )


def share_outside(inner: Box, outer: Box) -> bool:
    return inner.x < outer.x or inner.right > outer.right or inner.y < outer.y - 1 or inner.bottom > outer.bottom + 1


def check(page: Page) -> None:
    for thing in list_things(page):
        box = ink(thing)
        assert box.x >= -TOUCH, thing
        assert box.y >= -TOUCH, thing
        assert box.right <= page.width + TOUCH, thing
        assert box.bottom <= page.height + TOUCH, thing
    for first, second in combinations(list_things(page), 2):
        assert not share(first.box, second.box) or may_share(first, second), (first, second)


def ink(thing: Thing) -> Box:
    """Return the box of what is black: a symbol's quiet zone may hang over the margin."""
    if not isinstance(thing, Symbol):
        return thing.box
    right = max(left + width for left, _, width, _ in thing.rectangles) * thing.module
    bottom = max(top + height for _, top, _, height in thing.rectangles) * thing.row_height
    return Box(thing.x, thing.y, right, bottom)


@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize("case", CASES)
def test_nothing_on_a_label_overlaps_or_leaves_the_page(case: str, size: PaperSize) -> None:
    facts = CASES[case]
    check(lay_out_label(make_ready(facts), size, make_words(facts)))


@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize("case", CASES)
def test_nothing_on_a_slip_overlaps_or_leaves_the_page(case: str, size: PaperSize) -> None:
    facts = CASES[case]
    for page in lay_out_slip(make_ready(facts), size, make_words(facts)):
        check(page)


@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_room_for_its_words(language: str, size: PaperSize) -> None:
    words = words_for(language)
    facts = make_ready(make_facts(language=language, direction=words.direction))
    pages = [lay_out_label(facts, size, words), *lay_out_slip(facts, size, words)]
    for page in pages:
        check(page)
    said = [thing.line.text for page in pages for thing in list_things(page) if isinstance(thing, Text)]
    assert not [text for text in said if "…" in text]


@pytest.mark.parametrize("size", PaperSize)
def test_twelve_lines_of_address_for_both_are_printed_whole(size: PaperSize) -> None:
    lines = tuple(f"Line {number} of an address that is rather long" for number in range(12))
    facts = make_facts(consignor_lines=lines, consignee_lines=lines)
    page = lay_out_label(make_ready(facts), size, make_words(facts))
    said = [thing.line.text for thing in list_things(page) if isinstance(thing, Text)]
    assert [text for text in said if text in lines] == [*lines, *lines]
    check(page)


@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize("facts", [make_facts(), make_arabic()], ids=["ltr", "rtl"])
def test_symbols_stand_on_whole_dots_with_quiet_around_them(facts: LabelFacts, size: PaperSize) -> None:
    page = lay_out_label(make_ready(facts), size, make_words(facts))
    symbols = [thing for thing in list_things(page) if isinstance(thing, Symbol)]
    assert len(symbols) == 2
    for symbol in symbols:
        quiet = BAR_QUIET if len({top for _, top, _, _ in symbol.rectangles}) == 1 else QR_QUIET
        assert symbol.module / DOT_MM == pytest.approx(round(symbol.module / DOT_MM))
        assert round(symbol.module / DOT_MM) >= (3 if size is PaperSize.ROLL62 else 4)
        assert symbol.x / DOT_MM == pytest.approx(round(symbol.x / DOT_MM))
        assert symbol.y / DOT_MM == pytest.approx(round(symbol.y / DOT_MM))
        assert symbol.x - symbol.box.x == pytest.approx(quiet * symbol.module)
        # What hangs over the margin is as white as the margin.
        assert symbol.x >= quiet * symbol.module
        assert page.width - ink(symbol).right >= quiet * symbol.module


LETTERS = "".join(sorted(set("".join(SCRIPTS.values())))) + "aW 1-/.,()漢ا\u0301\u200d"
texts = (
    st.text(max_size=120).map(drop_undrawable)
    | st.sampled_from(sorted(SCRIPTS.values()))
    | st.text(LETTERS, max_size=300).map(drop_undrawable)
)
items = st.builds(ItemFact, texts, texts, st.integers(1, 10**6), texts)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.builds(
        make_facts,
        shop_name=texts,
        order_number=texts,
        carrier_message=texts,
        consignor_lines=st.lists(texts, max_size=12).map(tuple),
        consignee_lines=st.lists(texts, max_size=12).map(tuple),
        items=st.lists(items, max_size=12).map(tuple),
        direction=st.sampled_from(["ltr", "rtl"]),
    ),
    st.sampled_from(PaperSize),
)
def test_whatever_is_typed_finds_its_place(facts: LabelFacts, size: PaperSize) -> None:
    ready = make_ready(facts)
    assume(not find_missing_glyphs(facts))
    for page in (lay_out_label(ready, size, make_words(facts)), *lay_out_slip(ready, size, make_words(facts))):
        check(page)
