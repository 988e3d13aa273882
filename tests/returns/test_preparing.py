"""The label in the box: inert until the order's first return takes it, and then that return's for ever."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest

from sendback.database.model import Database
from sendback.journal.store import find_broken_link, list_events
from sendback.orders.model import Order
from sendback.orders.store import get_order
from sendback.returns.model import Return, Status
from sendback.returns.prepared import PreparedLabel
from sendback.returns.prepared_store import claim_mail, find_label, find_label_by_rma
from sendback.returns.preparing import prepare_labels
from sendback.returns.requesting import request_return
from sendback.returns.rma import make_rma
from sendback.shops.model import ShipMail, Shop
from tests.conftest import MakeShop
from tests.factories import count_by_status, make_line, make_return_request, push_order

KID = "AAAAAAAA"


@pytest.fixture
def order(database: Database, shop: Shop) -> Order:
    return database.write(push_order, shop.shop_id, lines=(make_line("1", quantity=60),))


def prepare(database: Database, shop: Shop, now: datetime, *orders: Order) -> list[PreparedLabel]:
    return database.write(prepare_labels, shop, orders, KID, "api", now)


def ask(database: Database, shop: Shop, order: Order, now: datetime) -> Return:
    return database.write(request_return, shop, order, make_return_request(order), "shopper", now)


def test_a_prepared_label_is_no_return_and_takes_nothing(database: Database, shop: Shop, order: Order, now: datetime) -> None:
    (label,) = prepare(database, shop, now, order)
    assert label.rma == make_rma(10000001)
    assert label.settings_version == shop.settings_version
    assert database.read(count_by_status, shop.shop_id) == {}
    assert database.read(get_order, shop.shop_id, order.order_id).lines[0].taken == 0
    assert database.read(find_label_by_rma, shop.shop_id, label.rma) == label
    (event,) = database.read(list_events, shop.shop_id, order.order_id)
    assert (event.type, event.body) == ("label.prepared", {"rma": label.rma})


def test_the_first_return_takes_its_number_and_the_second_gets_a_new_one(
    database: Database, shop: Shop, order: Order, now: datetime
) -> None:
    (label,) = prepare(database, shop, now, order)
    first, second = (ask(database, shop, order, now) for _ in range(2))
    assert first.rma == label.rma
    assert second.rma == make_rma(10000002)
    used = database.read(find_label, shop.shop_id, order.order_id)
    assert used is not None
    assert used.return_id == first.return_id
    events = [[event.type for event in database.read(list_events, shop.shop_id, item.return_id)] for item in (first, second)]
    assert ["label.used" in told for told in events] == [True, False]


def test_preparing_again_gives_the_same_label_in_the_order_asked(database: Database, shop: Shop, now: datetime) -> None:
    orders = [database.write(push_order, shop.shop_id) for _ in range(3)]
    first = prepare(database, shop, now, *orders[:2])
    again = prepare(database, shop, now, *reversed(orders), orders[0])
    assert [label.order_id for label in again] == [order.order_id for order in (*reversed(orders), orders[0])]
    assert [again[2], again[1]] == first
    assert len({label.rma for label in again}) == 3


def test_of_fifty_returns_at_once_one_takes_the_label(database: Database, shop: Shop, order: Order, now: datetime) -> None:
    (label,) = prepare(database, shop, now, order)
    with ThreadPoolExecutor(50) as pool:
        made = list(pool.map(lambda _: ask(database, shop, order, now), range(50)))
    assert [item.rma for item in made].count(label.rma) == 1
    assert sorted(item.rma for item in made) == sorted(make_rma(10000001 + count) for count in range(50))
    assert database.read(count_by_status, shop.shop_id) == {Status.AUTHORIZED: 50}


def test_fifty_who_prepare_at_once_count_once(database: Database, shop: Shop, now: datetime) -> None:
    orders = [database.write(push_order, shop.shop_id) for _ in range(4)]
    turns = [orders[turn % 4 :] + orders[: turn % 4] for turn in range(50)]
    with ThreadPoolExecutor(20) as pool:
        made = list(pool.map(lambda turn: prepare(database, shop, now, *turn), turns))
    assert len({label.rma for labels in made for label in labels}) == 4
    assert {label.rma for label in made[0]} == {make_rma(10000001 + count) for count in range(4)}
    assert find_broken_link(database, shop.shop_id) is None


def test_another_shops_order_of_the_same_number_has_its_own(database: Database, make_shop: MakeShop, now: datetime) -> None:
    one, two = make_shop().shop, make_shop().shop
    orders = [database.write(push_order, shop.shop_id, number="SAME") for shop in (one, two)]
    prepare(database, one, now, orders[0])
    assert database.read(find_label, two.shop_id, orders[1].order_id) is None
    assert ask(database, two, orders[1], now).rma == make_rma(10000001)


def test_mail_is_claimed_once_and_a_wish_for_none_holds_until_somebody_asks(
    database: Database, shop: Shop, order: Order, now: datetime
) -> None:
    prepare(database, shop, now, order)

    def claim(mail: ShipMail, is_asked: bool) -> bool:
        return database.write(claim_mail, shop.shop_id, order.order_id, mail, is_asked)

    assert claim(ShipMail.NONE, True)
    assert not claim(ShipMail.LINK, False)
    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(lambda _: claim(ShipMail.LABEL, True), range(20))) == 1
    assert not claim(ShipMail.NONE, True)
    assert not claim(ShipMail.LINK, True)
