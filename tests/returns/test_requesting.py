"""Asking for a return: all of it, or nothing and a reason."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from sendback.database.model import Database
from sendback.errors import Code, Problem
from sendback.journal.store import list_events
from sendback.orders.model import Order
from sendback.orders.store import get_order
from sendback.returns.deciding import approve
from sendback.returns.model import LineRequest, Return, ReturnRequest, Status
from sendback.returns.requesting import request_return
from sendback.returns.rma import make_rma
from sendback.returns.store import find_return_by_rma, get_return, list_returns
from sendback.shops.model import Shop
from sendback.shops.store import save_settings
from tests.conftest import Clock, MakeShop
from tests.factories import (
    count_by_status,
    make_address,
    make_consignor,
    make_line,
    make_return_request,
    make_settings,
    push_order,
)


@pytest.fixture
def order(database: Database, shop: Shop) -> Order:
    return database.write(push_order, shop.shop_id)


def ask(database: Database, shop: Shop, request: ReturnRequest, now: datetime) -> Return:
    order = database.read(get_order, shop.shop_id, request.order_id)
    return database.write(request_return, shop, order, request, "shopper", now)


def lines(*asked: tuple[str, int]) -> dict[str, Any]:
    return {"lines": tuple(LineRequest(line_id, quantity, "too_small") for line_id, quantity in asked)}


def left(database: Database, shop: Shop, order: Order) -> list[int]:
    return [line.left for line in database.read(get_order, shop.shop_id, order.order_id).lines]


def events(database: Database, item: Return) -> list[str]:
    return [event.type for event in database.read(list_events, item.shop_id, item.return_id)]


def test_a_return_within_the_policy_is_authorized_at_once(database: Database, shop: Shop, order: Order, now: datetime) -> None:
    item = ask(database, shop, make_return_request(order, **lines(("1", 2), ("2", 1))), now)
    assert item.status is Status.AUTHORIZED
    assert item.because == {"rule": "policy", "policy_version": 1}
    assert left(database, shop, order) == [0, 1]
    assert events(database, item) == ["return.requested", "return.authorized", "label.created"]


def test_a_return_is_kept_as_it_was_made(database: Database, shop: Shop, order: Order, now: datetime) -> None:
    request = make_return_request(order, own_fields={"own_size": "XL"}, consignor=make_consignor(phone="+358 40"))
    item = ask(database, shop, request, now)
    assert database.read(get_return, shop.shop_id, item.return_id) == item
    assert database.read(find_return_by_rma, shop.shop_id, item.rma) == item
    assert item.lines[0].because["inputs"]["today"] == "2026-11-24"
    assert item.lines[0].because["outcome"] == "allow"


def test_rma_numbers_of_a_shop_follow_each_other(database: Database, make_shop: MakeShop, now: datetime) -> None:
    for shop in (make_shop().shop, make_shop().shop):
        made = []
        for _ in range(3):
            order = database.write(push_order, shop.shop_id)
            made.append(ask(database, shop, make_return_request(order), now).rma)
        assert made == [make_rma(10_000_001 + n) for n in range(3)]


def test_a_shop_that_approves_none_by_itself_lets_it_wait(database: Database, make_shop: MakeShop, now: datetime) -> None:
    shop = make_shop(policy={"approval": "none"}).shop
    order = database.write(push_order, shop.shop_id)
    item = ask(database, shop, make_return_request(order), now)
    assert (item.status, item.because["rule"]) == (Status.REQUESTED, "approval")
    assert events(database, item) == ["return.requested"]
    assert left(database, shop, order) == [1, 2]


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"name": "Matti Meikäläinen"}, ("name",)),
        ({"name": "JARVENPAA aino"}, ()),
        ({"name": "Aino Maria Järvenpää"}, ()),
        ({"address": make_address(postcode="00100", city="Helsinki")}, ("postcode", "city")),
        ({"address": make_address(country="SE")}, ("country",)),
        ({"address": make_address(lines=("Another street 1",))}, ()),
    ],
)
def test_somebody_else_or_somewhere_else_waits_for_a_person(
    database: Database, shop: Shop, order: Order, now: datetime, changes: dict[str, Any], named: tuple[str, ...]
) -> None:
    item = ask(database, shop, make_return_request(order, consignor=make_consignor(**changes)), now)
    assert item.mismatches == named
    assert item.status is (Status.REQUESTED if named else Status.AUTHORIZED)
    assert item.because["rule"] == ("mismatch" if named else "policy")


@pytest.mark.parametrize(
    ("changes", "asked", "code", "field"),
    [
        ({"lines": (make_line("1", not_returnable=True), make_line("2"))}, (("1", 1),), Code.NOT_RETURNABLE, "lines.1"),
        ({"delivered_on": date(2026, 9, 1)}, (("1", 1),), Code.NOT_RETURNABLE, "lines.1"),
        ({"returnable_until": date(2026, 11, 23)}, (("2", 1),), Code.NOT_RETURNABLE, "lines.2"),
        ({}, (("1", 3),), Code.QUANTITY_GONE, "lines.1"),
        ({}, (("1", 1), ("2", 3)), Code.QUANTITY_GONE, "lines.2"),
        ({}, (("1", 1), ("9", 1)), Code.INVALID_FIELDS, "lines.9"),
        ({"lines": (make_line("1", taken=0, quantity=1), make_line("2"))}, (("2", 1), ("1", 2)), Code.QUANTITY_GONE, "lines.1"),
    ],
)
def test_a_refusal_names_the_line_and_leaves_nothing(
    database: Database,
    shop: Shop,
    now: datetime,
    changes: dict[str, Any],
    asked: tuple[tuple[str, int], ...],
    code: Code,
    field: str,
) -> None:
    order = database.write(push_order, shop.shop_id, **changes)
    before = left(database, shop, order)
    with pytest.raises(Problem) as caught:
        ask(database, shop, make_return_request(order, **lines(*asked)), now)
    assert caught.value.code is code
    assert [error.field for error in caught.value.errors] == [field]
    assert left(database, shop, order) == before
    assert database.read(count_by_status, shop.shop_id) == {}
    next_one = ask(database, shop, make_return_request(database.write(push_order, shop.shop_id)), now)
    assert next_one.rma == make_rma(10_000_001)


def test_units_that_are_gone_are_gone_whatever_was_read_before(
    database: Database, shop: Shop, order: Order, now: datetime
) -> None:
    ask(database, shop, make_return_request(order, **lines(("1", 2))), now)
    with pytest.raises(Problem) as caught:
        database.write(request_return, shop, order, make_return_request(order), "shopper", now)
    assert caught.value.code is Code.QUANTITY_GONE


def test_a_day_given_with_the_line_wins_over_the_orders(database: Database, shop: Shop, now: datetime) -> None:
    own_day = (make_line("1", returnable_until=date(2026, 12, 1)), make_line("2"))
    order = database.write(push_order, shop.shop_id, lines=own_day, returnable_until=date(2026, 11, 1))
    assert ask(database, shop, make_return_request(order), now).lines[0].because["day"] == "2026-12-01"


def test_a_shop_sees_its_own_returns_only(
    database: Database, make_shop: MakeShop, shop: Shop, order: Order, clock: Clock
) -> None:
    item = ask(database, shop, make_return_request(order), clock())
    other = make_shop().shop
    assert database.read(find_return_by_rma, other.shop_id, item.rma) is None
    assert database.read(list_returns, other.shop_id) == []
    with pytest.raises(Problem) as caught:
        database.read(get_return, other.shop_id, item.return_id)
    assert caught.value.code is Code.NOT_FOUND


def test_returns_are_listed_newest_first_page_by_page(database: Database, shop: Shop, clock: Clock) -> None:
    made = []
    for _ in range(5):
        order = database.write(push_order, shop.shop_id)
        made.append(ask(database, shop, make_return_request(order), clock.advance(minutes=1)))
    first = database.read(list_returns, shop.shop_id, None, "", 3)
    second = database.read(list_returns, shop.shop_id, None, first[-1].return_id, 3)
    assert {item.rma for item in [*first, *second]} == {item.rma for item in made}
    assert len(first) == 3
    assert [item.return_id for item in [*first, *second]] == sorted((item.return_id for item in made), reverse=True)
    assert database.read(list_returns, shop.shop_id, Status.REQUESTED) == []
    assert database.read(count_by_status, shop.shop_id) == {Status.AUTHORIZED: 5}


def test_newer_news_of_an_order_never_forgets_what_was_taken(database: Database, shop: Shop, order: Order, now: datetime) -> None:
    ask(database, shop, make_return_request(order, **lines(("1", 2))), now)
    fewer = (replace(order.lines[0], quantity=1), make_line("3"))
    database.write(push_order, shop.shop_id, number=order.number, lines=fewer)
    known = database.read(get_order, shop.shop_id, order.order_id)
    assert {line.line_id: (line.quantity, line.taken) for line in known.lines} == {"1": (2, 2), "3": (2, 0)}


def test_the_journal_knows_no_person(database: Database, shop: Shop, order: Order, now: datetime) -> None:
    item = ask(database, shop, make_return_request(order, consignor=make_consignor(phone="+358401234567")), now)
    told = str([event.body for event in database.read(list_events, shop.shop_id, item.return_id)])
    for secret in ("Aino", "Järvenpää", "aino@example.fi", "33100", "Hämeenkatu", "Tampere", "401234567", order.number):
        assert secret not in told


def test_without_a_return_address_every_return_waits_until_there_is_one(
    database: Database, make_shop: MakeShop, now: datetime
) -> None:
    shop = make_shop(delivery={"return_address": {}}).shop
    order = database.write(push_order, shop.shop_id)
    item = database.write(request_return, shop, order, make_return_request(order), "shopper", now)
    assert (item.status, item.because["rule"]) == (Status.REQUESTED, "no_return_address")
    with pytest.raises(Problem) as refusal:
        database.write(approve, shop.shop_id, item.return_id, "owner", now)
    assert refusal.value.errors[0].field == "return_address"
    database.write(save_settings, shop.shop_id, shop.settings_version, make_settings(), "owner", now)
    approved = database.write(approve, shop.shop_id, item.return_id, "owner", now)
    assert (approved.status, approved.settings_version) == (Status.AUTHORIZED, 2)
    assert database.read(get_return, shop.shop_id, item.return_id) == approved
