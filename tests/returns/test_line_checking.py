"""What is asked of each line: every fault is named at its field, and nothing is asked that the shop does not want."""

from typing import Any

import pytest

from sendback.errors import Code, Problem
from sendback.orders.model import Order, Variant
from sendback.returns.checking import check_choices, check_request
from sendback.returns.model import LineRequest, ReturnRequest
from sendback.shops.model import Shop
from sendback.shops.resolutions import Resolution
from sendback.words.catalogue import words_for
from tests.conftest import MakeShop
from tests.factories import make_buyer, make_line, make_order

REASONS = [
    {"code": "leaks", "categories": ["shoes"]},
    {"code": "damaged", "subs": [{"code": "cracked"}, {"code": "torn"}], "photos": "required", "note": "required"},
    {"code": "other", "note": "off"},
]


@pytest.fixture
def choosy(make_shop: MakeShop) -> Shop:
    resolutions = ["refund", "exchange", "store_credit", "keep"]
    return make_shop(reasons=REASONS, conditions=[{"code": "new"}, {"code": "worn"}], resolutions=resolutions).shop


@pytest.fixture
def order() -> Order:
    boots = make_line("1", category="Shoes", variants=(Variant("BOOT-42", "Boots, 42"),))
    return make_order(lines=(boots, make_line("2", category="lamps")))


def check(shop: Shop, order: Order, *lines: dict[str, Any], **more: Any) -> ReturnRequest:
    body = {"lines": [{"quantity": 1, "condition": "new", **line} for line in lines]}
    return check_choices(shop, order, body, words_for("en"), **more)


def faults(shop: Shop, order: Order, *lines: dict[str, Any], **more: Any) -> list[tuple[str, str]]:
    with pytest.raises(Problem) as refusal:
        check(shop, order, *lines, **more)
    assert refusal.value.code is Code.INVALID_FIELDS
    return [(error.field, error.code) for error in refusal.value.errors]


def test_everything_that_was_said_arrives(choosy: Shop, order: Order) -> None:
    said = {
        "reason": "damaged", "sub_reason": "torn", "condition": "worn", "resolution": "exchange",
        "exchange": {"sku": "BOOT-42"}, "note": "The sole.", "photos": ["p1", "p2"],
    }  # fmt: skip
    assert check(choosy, order, {"id": "1", **said}).lines == (
        LineRequest(
            "1", 1, "damaged", "The sole.", sub_reason="torn", condition="worn", resolution=Resolution.EXCHANGE,
            exchange_sku="BOOT-42", exchange_title="Boots, 42", photos=("p1", "p2"),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"reason": ""}, "reason", "required"),
        ({"reason": "bored"}, "reason", "unknown"),
        ({"reason": "damaged", "note": "x", "photos": ["p"]}, "sub_reason", "required"),
        ({"reason": "damaged", "sub_reason": "wet", "note": "x", "photos": ["p"]}, "sub_reason", "unknown"),
        ({"reason": "damaged", "sub_reason": "torn", "photos": ["p"]}, "note", "required"),
        ({"reason": "damaged", "sub_reason": "torn", "note": "x"}, "photos", "required"),
        ({"reason": "damaged", "sub_reason": "torn", "note": "x", "photos": list("abcd")}, "photos", "range"),
        ({"condition": ""}, "condition", "required"),
        ({"condition": "eaten"}, "condition", "unknown"),
        ({"resolution": "repair"}, "resolution", "unknown"),
        ({"resolution": "exchange"}, "exchange", "required"),
        ({"resolution": "exchange", "exchange": {"sku": "BOOT-99"}}, "exchange", "unknown"),
        ({"resolution": "exchange", "exchange": {"title": "x" * 121}}, "exchange", "too-long"),
        ({"quantity": 0}, "quantity", "range"),
        ({"quantity": True}, "quantity", "range"),
    ],
)
def test_a_fault_is_named_at_its_field(choosy: Shop, order: Order, changes: dict[str, Any], field: str, code: str) -> None:
    assert faults(choosy, order, {"id": "1", "reason": "other", **changes}) == [(f"lines.1.{field}", code)]


def test_a_reason_of_another_product_class_is_none(choosy: Shop, order: Order) -> None:
    assert check(choosy, order, {"id": "1", "reason": "leaks"}).lines[0].reason == "leaks"
    assert faults(choosy, order, {"id": "2", "reason": "leaks"}) == [("lines.2.reason", "unknown")]


def test_what_is_not_asked_is_not_kept(make_shop: MakeShop, order: Order) -> None:
    shop = make_shop(reasons=[{"code": "other", "note": "off"}]).shop
    said = {"reason": "other", "sub_reason": "x", "condition": "new", "note": "x", "photos": ["p"], "exchange": {"sku": "y"}}
    assert check(shop, order, {"id": "1", **said}).lines == (LineRequest("1", 1, "other"),)


def test_what_is_wished_for_is_what_is_offered_first_where_nothing_is_said(choosy: Shop, order: Order) -> None:
    assert check(choosy, order, {"id": "1", "reason": "other"}).lines[0].resolution is Resolution.REFUND
    given = check(choosy, order, {"id": "1", "reason": "other", "exchange": {"title": "A lamp"}}, is_gift=True)
    assert (given.lines[0].resolution, given.lines[0].exchange_title) == (Resolution.EXCHANGE, "A lamp")


@pytest.mark.parametrize("resolution", ["refund", "keep"])
def test_a_gift_never_becomes_money(choosy: Shop, order: Order, resolution: str) -> None:
    asked = {"id": "1", "reason": "other", "resolution": resolution}
    assert faults(choosy, order, asked, is_gift=True) == [("lines.1.resolution", "unknown")]


def test_lines_of_other_orders_are_named_in_their_place(choosy: Shop, order: Order) -> None:
    other = make_order()
    asked = [{"id": "1", "quantity": 1, "reason": "other", "condition": "new"}]
    body = {"lines": asked, "beside": [{"lines": asked}]}
    request = check_choices(choosy, order, body, words_for("en"), [other])
    assert [(line.order_id, line.line_id) for line in request.lines] == [("", "1"), (other.order_id, "1")]
    assert request.beside == (other,)
    wrong = {"lines": asked, "beside": [{"lines": [{**asked[0], "reason": ""}, {"id": "9"}]}, {"lines": []}]}
    with pytest.raises(Problem) as refusal:
        check_choices(choosy, order, wrong, words_for("en"), [other, order])
    assert [(error.field, error.code) for error in refusal.value.errors] == [
        ("beside.0.lines.1.reason", "required"),
        ("beside.0.lines.1", "unknown"),
        ("beside.1.session", "unknown"),
        ("beside.1.lines", "required"),
    ]


def test_five_orders_fit_into_a_box_and_no_more(choosy: Shop, order: Order) -> None:
    asked = [{"id": "1", "quantity": 1, "reason": "other", "condition": "new"}]
    others = [make_order() for _ in range(5)]
    body = {"lines": asked, "beside": [{"lines": asked}] * 5}
    assert len(check_choices(choosy, order, {**body, "beside": body["beside"][:4]}, words_for("en"), others[:4]).lines) == 5
    with pytest.raises(Problem) as refusal:
        check_choices(choosy, order, body, words_for("en"), others)
    assert [error.field for error in refusal.value.errors] == ["beside"]


def test_five_hundred_lines_are_taken_and_no_more(make_shop: MakeShop) -> None:
    shop = make_shop().shop
    big = make_order(lines=tuple(make_line(str(n)) for n in range(500)))
    every = [{"id": line.line_id, "quantity": 1, "reason": "other"} for line in big.lines]
    other = make_order()
    body = {"lines": every, "beside": [{"lines": every[1:2]}]}
    assert len(check_choices(shop, big, body, words_for("en")).lines) == 500
    with pytest.raises(Problem) as refusal:
        check_choices(shop, big, body, words_for("en"), [other])
    assert [error.field for error in refusal.value.errors] == ["lines"]


def test_before_it_is_said_who_sends_it_the_buyer_does(choosy: Shop, order: Order) -> None:
    asked = [{"id": "1", "quantity": 1, "reason": "other", "condition": "new"}]
    body = {"lines": asked, "contact": {"address": {"country": "se"}}}
    assert check_choices(choosy, order, body, words_for("en")).consignor.address.country == "SE"
    assert check_choices(choosy, order, {"lines": asked}, words_for("en")).consignor.email == "aino@example.fi"
    nobody = make_order(buyer=make_buyer(email=""))
    with pytest.raises(Problem) as refusal:
        check_request(choosy, nobody, {**body, "delivery": "email"}, words_for("en"))
    assert "contact.email" in [error.field for error in refusal.value.errors]
