"""Several orders in one box: one return and one label, and each line stays its own order's."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

import pytest

from sendback.database.model import Database
from sendback.delivery.facts import gather_paper, read_orders, tell_worth
from sendback.delivery.shop_carriers import describe_parcel
from sendback.errors import Code, Problem
from sendback.journal.store import find_broken_link, list_events
from sendback.orders.model import Order
from sendback.orders.store import get_order
from sendback.returns.deciding import cancel
from sendback.returns.model import LineRequest, ReturnRequest, Status
from sendback.returns.parcel_store import list_parcels
from sendback.returns.requesting import request_return
from sendback.returns.store import get_return
from sendback.shops.model import Shop
from tests.factories import count_by_status, make_buyer, make_line, make_return_request, push_order


def ask_for(first: Order, second: Order, quantity: int = 1) -> ReturnRequest:
    lines = (LineRequest("1", quantity, "other"), LineRequest("1", quantity, "too_small", order_id=second.order_id))
    return make_return_request(first, lines=lines, beside=(second,))


def test_one_return_has_lines_of_both_and_one_box(database: Database, shop: Shop, now: datetime) -> None:
    first, second = (database.write(push_order, shop.shop_id) for _ in range(2))
    item = database.write(request_return, shop, first, ask_for(first, second), "shopper", now)
    assert database.read(get_return, shop.shop_id, item.return_id) == item
    assert [(line.order_number, line.line_id) for line in item.lines] == [(first.number, "1"), (second.number, "1")]
    assert (item.status, item.order_numbers) == (Status.AUTHORIZED, (first.number, second.number))
    assert len(database.read(list_parcels, shop.shop_id, item.return_id)) == 1
    for order in (first, second):
        assert [line.taken for line in database.read(get_order, shop.shop_id, order.order_id).lines] == [1, 0]
    told = database.read(list_events, shop.shop_id, item.return_id)[0].body["lines"]
    assert ["order_id" in line for line in told] == [False, True]
    database.write(cancel, shop.shop_id, item.return_id, "desk", now)
    for order in (first, second):
        assert [line.taken for line in database.read(get_order, shop.shop_id, order.order_id).lines] == [0, 0]


def test_paper_customs_and_carriers_read_each_lines_own_order(database: Database, shop: Shop, now: datetime) -> None:
    first = database.write(push_order, shop.shop_id, lines=(make_line("1", weight_g=400),))
    second = database.write(push_order, shop.shop_id, lines=(make_line("1", weight_g=90, title="Hat"),), currency="SEK")
    item = database.write(request_return, shop, first, ask_for(first, second), "shopper", now)
    facts = database.read(gather_paper, "https://returns.example", item).facts
    assert facts.order_number == f"{first.number}, {second.number}"
    assert [fact.title for fact in facts.items] == [f"Wool jumper ({first.number})", f"Hat ({second.number})"]
    assert ([fact.weight_g for fact in facts.items], facts.currency) == ([400, 90], "EUR")
    assert [fact.price_minor for fact in facts.items] == [5900, None]  # kronor are no euros
    orders, box = database.read(read_orders, item), database.read(list_parcels, shop.shop_id, item.return_id)[0]
    parcel = describe_parcel(shop.settings, item, orders, box)
    assert (parcel.weight_g, [each.currency for each in parcel.contents]) == (490, ["EUR", "SEK"])
    assert tell_worth(facts, item, orders) == facts


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"delivered_on": date(2026, 9, 1)}, Code.NOT_RETURNABLE),
        ({"lines": (make_line("1", quantity=1, taken=0),)}, Code.QUANTITY_GONE),
        ({"lines": (make_line("2"),)}, Code.INVALID_FIELDS),
    ],
)
def test_what_is_wrong_with_one_order_leaves_the_other_alone(
    database: Database, shop: Shop, now: datetime, changes: dict[str, object], code: Code
) -> None:
    first, second = database.write(push_order, shop.shop_id), database.write(push_order, shop.shop_id, **changes)
    with pytest.raises(Problem) as refusal:
        database.write(request_return, shop, first, ask_for(first, second, 2), "shopper", now)
    assert refusal.value.code is code
    assert [error.field for error in refusal.value.errors] == ["beside.0.lines.1"]
    assert [line.taken for line in database.read(get_order, shop.shop_id, first.order_id).lines] == [0, 0]


def test_an_order_of_somebody_else_waits_for_a_person(database: Database, shop: Shop, now: datetime) -> None:
    first = database.write(push_order, shop.shop_id)
    second = database.write(push_order, shop.shop_id, buyer=make_buyer(email="matti@example.fi"))
    item = database.write(request_return, shop, first, ask_for(first, second), "shopper", now)
    assert (item.status, item.mismatches) == (Status.REQUESTED, ("email",))


def outcome(work: Callable[[], object]) -> str:
    try:
        work()
    except Problem as problem:
        return problem.code.value
    return "done"


def test_fifty_at_once_over_both_orders_take_what_there_is_and_never_block(database: Database, shop: Shop, now: datetime) -> None:
    first, second = (database.write(push_order, shop.shop_id, lines=(make_line("1", quantity=20),)) for _ in range(2))
    requests = [(first, ask_for(first, second)), (second, ask_for(second, first))] * 25

    def ask(asked: tuple[Order, ReturnRequest]) -> str:
        return outcome(lambda: database.write(request_return, shop, *asked, "shopper", now))

    with ThreadPoolExecutor(50) as pool:
        told = Counter(pool.map(ask, requests))
    assert told == {"done": 20, "quantity-gone": 30}
    for order in (first, second):
        assert database.read(get_order, shop.shop_id, order.order_id).lines[0].taken == 20
    assert database.read(count_by_status, shop.shop_id) == {Status.AUTHORIZED: 20}
    assert find_broken_link(database, shop.shop_id) is None
