"""When money is due: once, at the moment that the policy named, and told without a word about anybody."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from sendback.database.model import Database
from sendback.journal.store import list_events
from sendback.returns.deciding import approve
from sendback.returns.model import LineRequest, Return, Status
from sendback.returns.refunding import mark_refund_due
from sendback.returns.requesting import request_return
from sendback.returns.store import get_return
from sendback.shops.model import Shop
from sendback.shops.resolutions import RefundMoment, Resolution
from tests.conftest import MakeShop
from tests.factories import make_return_request, push_order

LATER: tuple[RefundMoment, ...] = ("first_scan", "receipt", "inspection")


def make_item(database: Database, shop: Shop, now: datetime, *asked: Resolution) -> Return:
    order = database.write(push_order, shop.shop_id)
    lines = tuple(LineRequest(str(place), 2, "other", resolution=each) for place, each in enumerate(asked, 1))
    return database.write(request_return, shop, order, make_return_request(order, lines=lines), "shopper", now)


def due(database: Database, item: Return) -> list[dict[str, object]]:
    events = database.read(list_events, item.shop_id, item.return_id)
    return [dict(event.body) for event in events if event.type == "refund.due"]


def test_on_request_it_is_due_with_the_authorization(database: Database, make_shop: MakeShop, now: datetime) -> None:
    shop = make_shop(policy={"refund_due": "request"}).shop
    item = make_item(database, shop, now, Resolution.REFUND, Resolution.EXCHANGE)
    assert item.refund_due_at == now
    assert database.read(get_return, shop.shop_id, item.return_id) == item
    line = {"order_id": item.order_id, "line_id": "1", "quantity": 2, "resolution": "refund", "amount_minor": 11800}
    assert due(database, item) == [{"rma": item.rma, "moment": "request", "lines": [{**line, "fee_minor": 0, "currency": "EUR"}]}]


def test_one_that_waits_is_due_once_it_is_approved(database: Database, make_shop: MakeShop, now: datetime) -> None:
    shop = make_shop(policy={"refund_due": "request", "approval": "none"}).shop
    item = make_item(database, shop, now, Resolution.STORE_CREDIT)
    assert (item.status, due(database, item)) == (Status.REQUESTED, [])
    database.write(approve, shop.shop_id, item.return_id, "kari", now + timedelta(days=1))
    assert len(due(database, item)) == 1


@pytest.mark.parametrize("moment", LATER)
def test_a_later_moment_is_waited_for(database: Database, make_shop: MakeShop, now: datetime, moment: RefundMoment) -> None:
    shop = make_shop(policy={"refund_due": moment}).shop
    item = make_item(database, shop, now, Resolution.REFUND)
    for other in LATER:
        assert database.write(mark_refund_due, item, other, "dock", now) is (other == moment)
    assert [told["moment"] for told in due(database, item)] == [moment]


def test_whoever_asks_a_hundred_times_at_once_has_it_told_once(database: Database, shop: Shop, now: datetime) -> None:
    item = make_item(database, shop, now, Resolution.REFUND)
    with ThreadPoolExecutor(20) as pool:
        told = list(pool.map(lambda _: database.write(mark_refund_due, item, "receipt", "dock", now), range(100)))
    assert told.count(True) == 1
    assert len(due(database, item)) == 1


def test_an_exchange_or_a_repair_is_no_money(database: Database, shop: Shop, now: datetime) -> None:
    item = make_item(database, shop, now, Resolution.EXCHANGE, Resolution.REPAIR)
    assert not database.write(mark_refund_due, item, "receipt", "dock", now)
    assert due(database, item) == []
