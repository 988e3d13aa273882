"""Photos are tied to the lines they show, of every order in the box, and to nothing twice."""

from dataclasses import replace
from datetime import datetime

import pytest

from sendback.database.model import Database
from sendback.errors import Problem
from sendback.orders.model import Order
from sendback.returns.model import LineRequest, Return, ReturnRequest
from sendback.returns.photo_attaching import add_photos_to_return, attach_photos
from sendback.returns.photo_store import add_photo, keep_photo, list_photos
from sendback.returns.photos import plan_photo
from sendback.returns.requesting import request_return
from sendback.shops.model import Shop
from tests.factories import make_return_request, push_order


@pytest.fixture
def order(database: Database, shop: Shop) -> Order:
    return database.write(push_order, shop.shop_id)


@pytest.fixture
def beside(database: Database, shop: Shop) -> Order:
    return database.write(push_order, shop.shop_id)


@pytest.fixture
def item(database: Database, shop: Shop, order: Order, now: datetime) -> Return:
    return database.write(request_return, shop, order, make_return_request(order), "shopper", now)


def keep(database: Database, order: Order, shop: Shop, now: datetime) -> str:
    photo = plan_photo(shop.shop_id, order.order_id, now)
    database.write(add_photo, photo)
    database.write(keep_photo, shop.shop_id, photo.photo_id, now)
    return photo.photo_id


def ask(order: Order, beside: Order, *lines: LineRequest) -> ReturnRequest:
    return replace(make_return_request(order), lines=lines, beside=(beside,))


def test_each_orders_photos_go_to_its_own_lines(
    database: Database, shop: Shop, order: Order, beside: Order, item: Return, now: datetime
) -> None:
    own, other = keep(database, order, shop, now), keep(database, beside, shop, now)
    lines = (
        LineRequest("1", 1, "damaged", photos=(own,)),
        LineRequest("1", 1, "damaged", order_id=beside.order_id, photos=(other,)),
    )
    (told,) = database.write(attach_photos, item, ask(order, beside, *lines))
    assert dict(told.body) == {"photos": [own, other], "count": 2}
    kept = [(photo.photo_id, photo.line_order_id) for photo in database.read(list_photos, shop.shop_id, item.return_id)]
    assert kept == [(own, order.order_id), (other, beside.order_id)]


def test_a_line_of_another_order_is_named_by_its_place(
    database: Database, shop: Shop, order: Order, beside: Order, item: Return, now: datetime
) -> None:
    foreign = keep(database, beside, shop, now)
    lines = (
        LineRequest("1", 1, "damaged", photos=(foreign,)),
        LineRequest("2", 1, "damaged", order_id=beside.order_id, photos=("made up",)),
    )
    with pytest.raises(Problem) as refused:
        database.write(attach_photos, item, ask(order, beside, *lines))
    assert [error.field for error in refused.value.errors] == ["lines.1.photos", "beside.0.lines.2.photos"]
    assert database.read(list_photos, shop.shop_id, item.return_id) == []


def test_a_return_without_photos_tells_of_none(database: Database, order: Order, beside: Order, item: Return) -> None:
    assert database.write(attach_photos, item, ask(order, beside, LineRequest("1", 1, "damaged"))) == []


def test_a_return_that_is_decided_takes_no_more(
    database: Database, shop: Shop, order: Order, item: Return, now: datetime
) -> None:
    photo = keep(database, order, shop, now)
    with pytest.raises(Problem) as refused:
        database.write(add_photos_to_return, item, [photo], "shopper", now)
    assert refused.value.code == "status-conflict"
