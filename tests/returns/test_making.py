"""An agent makes a return: approved on the spot, with refused lines let in for a reason, mailed where it may go."""

import json
from datetime import datetime

import pytest

from sendback.database.model import Database
from sendback.delivery.model import Kind
from sendback.delivery.outbox import act_on_events
from sendback.delivery.outbox_store import list_jobs_about
from sendback.errors import Code, Problem
from sendback.journal.store import list_events
from sendback.orders.model import Order
from sendback.orders.store import get_order
from sendback.returns.making import Made, make_return
from sendback.returns.model import Delivery, LineRequest, Return, Status
from sendback.returns.store import get_return
from sendback.shops.model import Shop
from tests.conftest import MakeShop
from tests.factories import make_consignor, make_line, make_return_request, push_order

KAISA = "person:01KAISA"
WHY = "She rang: the zip broke on the first day."


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop(policy={"approval": "none"}).shop


@pytest.fixture
def order(database: Database, shop: Shop) -> Order:
    final = make_line("2", title="Final sale", not_returnable=True)
    return database.write(push_order, shop.shop_id, lines=(make_line("1"), final))


def make(
    database: Database, shop: Shop, order: Order, now: datetime, lines: str = "1", made: Made | None = None, **changes: object
) -> Return:
    asked = tuple(LineRequest(line_id, 1, "too_small") for line_id in lines)
    request = make_return_request(order, lines=asked, **{"delivery": Delivery.EMAIL, **changes})
    return database.write(make_return, shop, order, request, made or Made(is_approved=True), KAISA, now)


def list_mails(database: Database, item: Return, now: datetime) -> list[Kind]:
    database.write(act_on_events, item.shop_id, now)
    return [job.kind for job in database.read(list_jobs_about, item.shop_id, item.return_id)]


def test_what_is_approved_on_the_spot_has_its_label_mailed_and_nothing_else(
    database: Database, shop: Shop, order: Order, now: datetime
) -> None:
    item = make(database, shop, order, now)
    assert item.status is Status.AUTHORIZED
    assert database.read(get_return, shop.shop_id, item.return_id) == item
    assert list_mails(database, item, now) == [Kind.LABEL]
    told = database.read(list_events, shop.shop_id, item.return_id)
    assert [(event.type, event.actor) for event in told] == [
        ("return.requested", KAISA),
        ("return.authorized", KAISA),
        ("label.created", KAISA),
    ]


def test_what_is_printed_is_not_mailed(database: Database, shop: Shop, order: Order, now: datetime) -> None:
    nobody = make_consignor(email="")
    item = make(database, shop, order, now, delivery=Delivery.POPUP, consignor=nobody)
    assert list_mails(database, item, now) == []


def test_the_policy_may_be_asked_all_the_same(database: Database, shop: Shop, order: Order, now: datetime) -> None:
    item = make(database, shop, order, now, made=Made())
    assert item.status is Status.REQUESTED
    assert list_mails(database, item, now)[0] is Kind.RECEIVED


def test_a_refused_line_needs_a_reason_and_nothing_is_taken_without(
    database: Database, shop: Shop, order: Order, now: datetime
) -> None:
    with pytest.raises(Problem) as caught:
        make(database, shop, order, now, "12")
    assert caught.value.code is Code.INVALID_FIELDS
    assert [error.field for error in caught.value.errors] == ["override", "lines.2"]
    assert [line.taken for line in database.read(get_order, shop.shop_id, order.order_id).lines] == [0, 0]


@pytest.mark.parametrize("lines", ["2", "12"])
def test_a_written_reason_lets_in_what_is_refused_and_stays_out_of_the_journal(
    database: Database, shop: Shop, order: Order, now: datetime, lines: str
) -> None:
    item = make(database, shop, order, now, lines, Made(WHY))
    word = item.lines[-1].because["override"]
    assert (word["agent"], word["reason"]) == (KAISA, WHY)
    assert [line.is_overridden for line in item.lines] == [line == "2" for line in lines]
    told = database.read(list_events, shop.shop_id, item.return_id)
    assert WHY not in json.dumps([dict(event.body) for event in told])
    assert told[0].body["lines"][-1]["overridden"] == item.lines[-1].because["rule"]


def test_a_reason_alone_approves_nothing_that_the_policy_asks_about(
    database: Database, shop: Shop, order: Order, now: datetime
) -> None:
    assert make(database, shop, order, now, "12", Made(WHY)).status is Status.REQUESTED


def test_mail_goes_elsewhere_only_when_that_was_meant(database: Database, shop: Shop, order: Order, now: datetime) -> None:
    other = make_consignor(email="daughter@example.fi")
    with pytest.raises(Problem) as caught:
        make(database, shop, order, now, consignor=other)
    assert [error.field for error in caught.value.errors] == ["contact.email"]
    item = make(database, shop, order, now, consignor=other, made=Made(is_approved=True, mails_elsewhere=True))
    assert item.consignor.email == "daughter@example.fi"


def test_mail_needs_an_address(database: Database, shop: Shop, order: Order, now: datetime) -> None:
    with pytest.raises(Problem) as caught:
        make(database, shop, order, now, consignor=make_consignor(email=""))
    assert caught.value.code is Code.INVALID_FIELDS


@pytest.mark.parametrize("line", [LineRequest("1", 0, "too_small"), LineRequest("1", 1, "nonsense")])
def test_what_cannot_be_right_is_named_at_its_line(
    database: Database, shop: Shop, order: Order, now: datetime, line: LineRequest
) -> None:
    request = make_return_request(order, lines=(line,), delivery=Delivery.EMAIL)
    with pytest.raises(Problem) as caught:
        database.write(make_return, shop, order, request, Made(is_approved=True), KAISA, now)
    assert caught.value.errors[0].field.startswith("lines.1.")


def test_a_label_to_nowhere_is_not_made(database: Database, make_shop: MakeShop, now: datetime) -> None:
    shop = make_shop(delivery={"return_address": {"name": "", "lines": [], "country": ""}}).shop
    order = database.write(push_order, shop.shop_id)
    with pytest.raises(Problem) as caught:
        make(database, shop, order, now)
    assert caught.value.errors[0].field == "return_address"


def test_units_in_another_return_cannot_be_promised_again(database: Database, shop: Shop, order: Order, now: datetime) -> None:
    make(database, shop, order, now)
    make(database, shop, order, now)
    with pytest.raises(Problem) as caught:
        make(database, shop, order, now)
    assert caught.value.code is Code.QUANTITY_GONE
