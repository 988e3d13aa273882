"""The terms of a line as the hosted page shows them before any work: in words, for which choice, with the fee."""

from typing import Any

import pytest

from sendback.orders.opening import Opened
from sendback.shops.model import Shop
from sendback.web.hosted.line_view import view_line
from sendback.web.hosted.orders import Proved
from sendback.web.hosted.visit import Visit
from tests.conftest import MakeShop
from tests.factories import make_line, make_order
from tests.web.hosted_shopper import RICH


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop(**RICH).shop


def term(outcome: str, text: str = "", fee: str = "", **choices: Any) -> dict[str, Any]:
    every = {"reasons": None, "conditions": None, "resolutions": None}
    return {
        **every,
        "outcome": outcome,
        "text": text,
        "fee_minor": 490 if fee else 0,
        "fee_text": fee,
        "fee_each": False,
        **choices,
    }


def list_terms(shop: Shop, *terms: dict[str, Any], **changes: Any) -> list[tuple[str, str, str]]:
    order = make_order(lines=(make_line("1"),))
    proved = Proved(0, Opened(order, is_proved=True, shows_lines=True, proof_fields=()))
    line = {"id": "1", "quantity": 2, "left": 2, "returnable": True, "unit_price_minor": None, "until_on": None, "reasons": None}
    seen = {"order": {"currency": "EUR"}, "resolutions": ["refund"]}
    whole = {**line, "variants": [], "terms": list(terms), **changes}
    found: list[tuple[str, str, str]] = view_line(Visit(shop, shop.settings.words("en"), {}), proved, whole, seen, False)["terms"]
    return found


def test_a_line_that_may_simply_come_back_needs_no_words(shop: Shop) -> None:
    assert list_terms(shop, term("allow", "Can be returned.")) == []


def test_what_depends_on_the_reason_is_listed_with_it(shop: Shop) -> None:
    damaged = term("allow", "We are sorry.", reasons=["damaged"])
    used = term("refuse", "Used items stay.", conditions=["used"])
    other = term("allow", "Less the postage.", "€4.90")
    assert list_terms(shop, damaged, used, other) == [
        ("Damaged", "We are sorry.", ""),
        ("Used", "Used items stay.", ""),
        ("Otherwise", "Less the postage.", "Fee: \u2068€4.90\u2069"),
    ]


def test_closer_words_and_several_choices_are_named_together(shop: Shop) -> None:
    closer = term("keep", "Keep it.", reasons=["damaged/cracked", "leaks"], resolutions=["refund", "store_credit"])
    assert list_terms(shop, closer)[0][0] == "Damaged, Cracked / Leaks · Refund / Store credit"


def test_a_fee_for_every_choice_stands_by_itself(shop: Shop) -> None:
    once = term("allow", "A fee applies.", "€4.90")
    assert list_terms(shop, once) == [("", "A fee applies.", "Fee: \u2068€4.90\u2069")]
    each = once | {"fee_each": True}
    assert list_terms(shop, each) == [("", "A fee applies.", "Fee: \u2068€4.90\u2069 each")]
    assert list_terms(shop, each, left=1) == list_terms(shop, once)


def test_a_line_that_stays_has_its_reason_and_no_terms(shop: Shop) -> None:
    assert list_terms(shop, term("refuse", "No."), returnable=False) == []
