"""Photos that no return used are forgotten, with their pictures; those of a return stay."""

from dataclasses import replace
from datetime import datetime

import pytest

from sendback.database.model import Database, Tx
from sendback.delivery.parts import WorkerParts
from sendback.delivery.photo_tidying import forget_unused_photos
from sendback.delivery.trouble import Remedy, Trouble
from sendback.delivery.worker import run_once
from sendback.errors import Problem
from sendback.returns.model import LineRequest, Return
from sendback.returns.photo_store import add_photo, keep_photo, list_photos
from sendback.returns.photos import Photo, plan_photo
from sendback.returns.requesting import request_return
from sendback.shops.founding import found_shop
from sendback.shops.model import Mode, Shop
from sendback.web.context import Context
from tests.conftest import Clock
from tests.factories import make_return_request, make_settings, push_order


def keep(context: Context, shop: Shop, order_id: str) -> Photo:
    photo = plan_photo(shop.shop_id, order_id, context.clock())
    context.database.write(add_photo, photo)
    context.store.put(photo.name, b"a picture")
    context.database.write(keep_photo, shop.shop_id, photo.photo_id, context.clock())
    return photo


def count_rows(tx: Tx, shop_id: str) -> int:
    row = tx.one("SELECT COUNT(*) AS n FROM return_photos WHERE shop_id = :s", s=shop_id)
    return int(row["n"]) if row else 0


def use(context: Context, shop: Shop, order: object, *photos: Photo) -> Return:
    line = LineRequest("1", 1, "damaged", photos=tuple(photo.photo_id for photo in photos))
    request = make_return_request(order, lines=(line,))
    return context.database.write(request_return, shop, order, request, "shopper", context.clock())


def test_a_photo_waits_a_day_for_its_return_and_then_goes(context: Context, shop: Shop, clock: Clock, database: Database) -> None:
    order = database.write(push_order, shop.shop_id)
    used, unused = keep(context, shop, order.order_id), keep(context, shop, order.order_id)
    item = use(context, shop, order, used)
    assert forget_unused_photos(database, context.store, [shop.shop_id], clock.advance(hours=23)) == 0
    assert forget_unused_photos(database, context.store, [shop.shop_id], clock.advance(hours=2)) == 1
    assert context.store.get(unused.name) is None
    assert context.store.get(used.name) == b"a picture"
    assert [photo.photo_id for photo in database.read(list_photos, shop.shop_id, item.return_id)] == [used.photo_id]
    assert database.read(count_rows, shop.shop_id) == 1


def test_what_a_killed_process_left_half_done_goes_too(context: Context, shop: Shop, clock: Clock, database: Database) -> None:
    """Written down but never acknowledged, with and without its picture."""
    order = database.write(push_order, shop.shop_id)
    for has_picture in (True, False):
        photo = plan_photo(shop.shop_id, order.order_id, clock())
        database.write(add_photo, photo)
        if has_picture:
            context.store.put(photo.name, b"a picture")
        with pytest.raises(Problem):
            use(context, shop, order, photo)
    assert forget_unused_photos(database, context.store, [shop.shop_id], clock.advance(hours=25)) == 2
    assert database.read(count_rows, shop.shop_id) == 0


class AwayStore:
    """A bucket that cannot be reached."""

    def put(self, name: str, body: bytes) -> None:
        raise Trouble("away", Remedy.LATER)

    def get(self, name: str) -> bytes | None:
        raise Trouble("away", Remedy.LATER)

    def delete(self, name: str) -> None:
        raise Trouble("away", Remedy.LATER)


def test_a_store_that_is_away_is_asked_again_and_the_photo_is_of_no_use_meanwhile(
    context: Context, shop: Shop, clock: Clock, database: Database
) -> None:
    order = database.write(push_order, shop.shop_id)
    photo = keep(context, shop, order.order_id)
    late: datetime = clock.advance(hours=25)
    assert forget_unused_photos(database, AwayStore(), [shop.shop_id], late) == 0
    with pytest.raises(Problem):
        use(context, shop, order, photo)
    assert forget_unused_photos(database, context.store, [shop.shop_id], late) == 1
    assert context.store.get(photo.name) is None


def test_the_worker_does_it_once_an_hour(own_database: Database, context: Context, parts: WorkerParts, clock: Clock) -> None:
    founded = own_database.write(found_shop, context.vault, "s", "S", Mode.LIVE, make_settings(), "tests", clock())
    own = replace(context, database=own_database)
    order = own_database.write(push_order, founded.shop.shop_id)
    photo = keep(own, founded.shop, order.order_id)
    run_once(replace(parts, database=own_database), clock.advance(hours=25))
    assert context.store.get(photo.name) is None
    assert own_database.read(count_rows, founded.shop.shop_id) == 0
