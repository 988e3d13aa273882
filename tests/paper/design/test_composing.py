"""How a design is filled: facts, languages and conditions, and texts that shrink, then wrap, then end."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendback.paper.design.composing import compose
from sendback.paper.design.reading import read_design
from sendback.paper.drawing import DOT_MM, Fill, Page, Symbol, Text
from sendback.paper.missing import drop_undrawable
from sendback.paper.model import ItemFact, LabelFacts
from sendback.paper.ready import make_ready
from sendback.words.catalogue import words_for
from tests.paper.samples import SCRIPTS, list_things, make_arabic, make_facts
from tests.paper.test_layout import check

PLACE = {"id": "it", "x": 10, "y": 10, "width": 60, "height": 10}


def draw(*elements: dict[str, Any], facts: LabelFacts | None = None, overrides: dict[str, str] | None = None) -> list[Page]:
    facts = make_ready(facts or make_facts())
    body = {"name": "Mine", "kind": "label", "size": "4x6", "elements": elements}
    return compose(read_design(json.dumps(body)), facts, words_for(facts.language, overrides or {}))


def say(text: Any, facts: LabelFacts | None = None, **more: Any) -> list[str]:
    (page,) = draw({**PLACE, "type": "text", "text": text, **more}, facts=facts)
    return [thing.line.text for thing in list_things(page) if isinstance(thing, Text)]


@pytest.mark.parametrize(("text", "said"), [
    ("Hello", ["Hello"]), ("Order {order.number}", ["Order SB-2026/0042"]), ("{made_on}", ["November 24, 2026"]),
    ("@label.tag", ["Return"]), ("{@label.from}: {sender.name}", ["From: Liisa Järvenpää"]), ("{tracking.number}", []),
    ({"fi": "Moi", "en": "Hi"}, ["Hi"]), ({"fi": "Moi"}, ["Moi"]), ("@label.slip.total", ["3 items in the parcel"]),
    ("one\ntwo", ["one", "two"]), ("{page} / {pages}", ["1 / 1"]), ("", []), ("\u202e\u0000", []), ("a\u202eb\u0007c", ["abc"]),
])  # fmt: skip
def test_a_text_says(text: Any, said: list[str]) -> None:
    assert say(text) == said


def test_a_text_speaks_the_papers_language() -> None:
    facts = make_facts(language="fi")
    assert say({"fi": "Moi", "en": "Hi"}, facts) == ["Moi"]
    assert say("@label.tag", facts) == ["Palautus"]
    assert say("x", facts, languages=["en"]) == []
    assert say("x", facts, languages=["fi", "en"]) == ["x"]


@pytest.mark.parametrize(("when", "holds"), [
    ("has_message", True), ("!has_message", False), ("has_message has_items", True), ("has_message prepaid", False),
    ("rtl", False),
    ("order.number", True), ("!sscc", True), ("tracking.number", False), ("first_page", True), ("last_page", True),
    ("!last_page", False), ("has_more_items", False), ("cross_border", False), ("has_logo", False), ("cn22", False),
])  # fmt: skip
def test_an_element_is_there_when_it_is_asked_for(when: str, holds: bool) -> None:
    assert bool(say("x", when=when)) is holds


def test_borders_and_postage_are_conditions() -> None:
    assert say("x", make_facts(sender_country="NO", receiver_country="FI"), when="cross_border") == ["x"]
    assert say("x", make_facts(sender_country="FI", receiver_country="FI"), when="cross_border") == []
    assert say("x", make_facts(sender_country="FI"), when="cross_border") == []
    assert say("x", make_facts(prepaid=True), when="prepaid") == ["x"]


def test_a_shops_own_wording_is_used() -> None:
    (page,) = draw({**PLACE, "type": "text", "text": "@label.tag"}, overrides={"label.tag": "Send back 🎉"})
    assert [thing.line.text for thing in list_things(page) if isinstance(thing, Text)] == ["Send back"]


def list_sizes(text: str, **more: Any) -> list[float]:
    (page,) = draw(
        {**PLACE, "type": "text", "text": "{order.number}", "size_pt": 12, **more}, facts=make_facts(order_number=text)
    )
    check(page)
    return [round(thing.size_pt, 2) for thing in list_things(page) if isinstance(thing, Text)]


def test_long_text_shrinks_then_wraps_then_ends() -> None:
    assert list_sizes("short") == [12]
    (shrunk,) = list_sizes("a number that is only a little too long")
    assert 9 < shrunk < 12
    wrapped = list_sizes("a number that is far too long to be set on one line of this little box")
    assert len(wrapped) == 2
    assert wrapped[0] > 6
    ended = list_sizes("a number that never comes to an end " * 30)
    assert set(ended) == {5}
    assert len(ended) == 4


@pytest.mark.parametrize(("align", "x"), [("start", 10), ("center", 40), ("end", 70)])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_text_keeps_to_its_side(align: str, x: float, language: str) -> None:
    facts = make_facts() if language == "en" else make_arabic()
    (page,) = draw({**PLACE, "type": "text", "text": "{return.rma}", "align": align}, facts=facts)
    (text,) = (thing for thing in list_things(page) if isinstance(thing, Text))
    share = {"start": 0.0, "center": 0.5, "end": 1.0}[align]
    at = text.box.x + text.box.width * (share if language == "en" else 1 - share)
    assert at == pytest.approx(x if language == "en" else page.width - x, abs=0.01)


@pytest.mark.parametrize(("valign", "low", "high"), [("top", 10, 12), ("middle", 12.5, 17.5), ("bottom", 15, 20)])
def test_a_text_keeps_to_its_height(valign: str, low: float, high: float) -> None:
    (page,) = draw({**PLACE, "type": "text", "text": "Hxg", "valign": valign})
    (text,) = (thing for thing in list_things(page) if isinstance(thing, Text))
    assert low - 0.5 <= text.box.y < text.box.bottom <= high + 2


def test_words_on_black_are_white_and_fill_their_box() -> None:
    (page,) = draw({**PLACE, "type": "text", "text": "Return", "inverse": True})
    black, text = list_things(page)
    assert isinstance(black, Fill)
    assert (black.box.x, black.box.width, black.box.height) == (10, 60, 10)
    assert isinstance(text, Text)
    assert text.white


def test_lines_run_across_or_down_whole_or_in_dashes() -> None:
    for width, height, dash, count in ((60, 1, 0, 1), (1, 60, 0, 1), (60, 1, 2, 1), (1, 60, 3, 10)):
        (page,) = draw({**PLACE, "type": "line", "width": width, "height": height, "dash": dash, "weight": 0.3})
        fills = [thing for thing in list_things(page) if isinstance(thing, Fill)]
        assert len(fills) == count
        assert min(fills[0].box.width, fills[0].box.height) == 0.3
        check(page)


def test_a_box_is_an_outline_or_black() -> None:
    (page,) = draw({**PLACE, "type": "box", "weight": 0.5})
    assert len(list_things(page)) == 4
    check(page)
    (page,) = draw({**PLACE, "type": "box", "filled": True})
    assert len(list_things(page)) == 1


def test_a_symbol_without_a_value_is_left_out_and_one_that_bars_cannot_say_is_only_written() -> None:
    bars = {**PLACE, "type": "symbol", "symbology": "code128", "fact": "tracking.number", "shows_text": True, "height": 20}
    assert list_things(draw(bars)[0]) == ()
    (page,) = draw(bars, facts=make_facts(tracking_number="张123"))
    assert [type(thing) for thing in list_things(page)] == [Text]
    (page,) = draw(bars, facts=make_facts(tracking_number="JJFI123"))
    assert [type(thing) for thing in list_things(page)] == [Symbol, Text]


ROWS = [{"fact": "item.quantity", "width": 10, "bold": True}, {"fact": "item.title", "width": 50, "below": "item.sku"}]
TABLE = {**PLACE, "type": "table", "columns": ROWS, "height": 40}
ITEMS = tuple(ItemFact(f"Article {number}", f"SKU-{number}") for number in range(30))


@pytest.mark.parametrize("ruled", [True, False])
def test_a_table_that_does_not_continue_counts_what_it_leaves_out(ruled: bool) -> None:
    (page,) = draw({**TABLE, "ruled": ruled}, facts=make_facts(items=ITEMS))
    said = [thing.line.text for thing in list_things(page) if isinstance(thing, Text)]
    shown = [text for text in said if text.startswith("Article")]
    assert said[-1] == f"+ {30 - len(shown)} more"
    assert shown == [f"Article {number}" for number in range(len(shown))]
    assert max(thing.box.bottom for thing in list_things(page)) <= 50.01
    check(page)


def test_a_table_that_continues_loses_nothing_and_never_repeats() -> None:
    first = {**TABLE, "continues": True, "when": "first_page"}
    later = {**TABLE, "id": "later", "continues": True, "when": "!first_page", "height": 100}
    pages = draw(first, later, facts=make_facts(items=ITEMS))
    said = [thing.line.text for page in pages for thing in list_things(page) if isinstance(thing, Text)]
    assert [text for text in said if text.startswith("Article")] == [item.title for item in ITEMS]
    assert len(pages) > 2
    (alone,) = draw(first, facts=make_facts(items=ITEMS))
    assert any("more" in thing.line.text for thing in list_things(alone) if isinstance(thing, Text))


def test_a_symbol_stands_on_dots_wherever_it_is_put() -> None:
    for x in (7.03, 8.11, 9.99):
        (page,) = draw({**PLACE, "x": x, "type": "symbol", "symbology": "qr", "fact": "qr", "width": 30, "height": 30})
        (symbol,) = (thing for thing in list_things(page) if isinstance(thing, Symbol))
        assert symbol.x / DOT_MM == pytest.approx(round(symbol.x / DOT_MM))


LETTERS = "".join(sorted(set("".join(SCRIPTS.values())))) + "aW 1-/.,()漢ا\u0301\u200d"
texts = st.text(max_size=200).map(drop_undrawable) | st.sampled_from(sorted(SCRIPTS.values())) | st.text(LETTERS, max_size=600)


@settings(max_examples=120, deadline=None)
@given(
    texts,
    st.floats(1, 90),
    st.floats(2, 60),
    st.sampled_from(["start", "center", "end"]),
    st.sampled_from(["top", "middle", "bottom"]),
    st.sampled_from(["ltr", "rtl"]),
)
def test_no_text_leaves_its_box(text: str, width: float, height: float, align: str, valign: str, direction: str) -> None:
    place = {"id": "it", "x": 5, "y": 5, "width": width, "height": height, "align": align, "valign": valign}
    facts = make_facts(order_number=text, direction=direction)
    (page,) = draw({**place, "type": "text", "text": "{order.number}", "heading": "@label.order"}, facts=facts)
    x = 5 if direction == "ltr" else page.width - 5 - width
    for thing in list_things(page):
        assert x - 0.02 <= thing.box.x
        assert thing.box.right <= x + width + 0.02
        assert thing.box.y >= 5 - 0.02
        assert thing.box.bottom <= 5 + height + 0.02


def test_a_hundred_thousand_characters_take_no_time() -> None:
    (page,) = draw({**PLACE, "type": "text", "text": "{order.number}"}, facts=make_facts(order_number="漢" * 100_000))
    check(page)


def test_nothing_knows_what_time_it_is() -> None:
    assert (
        draw({**PLACE, "type": "text", "text": "{made_on}"}, facts=make_facts(made_on=date(2020, 2, 29)))[0]
        == draw({**PLACE, "type": "text", "text": "{made_on}"}, facts=make_facts(made_on=date(2020, 2, 29)))[0]
    )
