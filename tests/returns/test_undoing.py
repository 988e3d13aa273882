"""Taking a decision back: within minutes, while the units are free and nothing was asked of a carrier."""

from datetime import datetime, timedelta

import pytest

from sendback.database.model import Database, Tx
from sendback.delivery.model import Kind
from sendback.delivery.outbox import act_on_events
from sendback.delivery.outbox_store import delete_job, list_jobs_about
from sendback.errors import Code, Problem
from sendback.journal.store import find_broken_link, list_events, record
from sendback.orders.store import get_order
from sendback.returns import deciding
from sendback.returns.making import Made, make_return
from sendback.returns.model import Return, Status
from sendback.returns.parcel_store import list_parcels
from sendback.returns.requesting import request_return
from sendback.returns.store import get_return
from sendback.returns.undoing import UNDO_WITHIN, find_undo, undo
from sendback.shops.model import Shop
from tests.conftest import MakeShop
from tests.factories import make_return_request, push_order
from tests.returns.conftest import MakeWaiting

KAISA = "person:01KAISA"
VERBS = {"approve": Status.AUTHORIZED, "decline": Status.DECLINED, "cancel": Status.CANCELED}


def decide(database: Database, item: Return, verb: str, now: datetime) -> Return:
    more = ("worn",) if verb == "decline" else ()
    moved: Return = database.write(getattr(deciding, verb), item.shop_id, item.return_id, *more, KAISA, now)
    return moved


def count_taken(database: Database, item: Return) -> int:
    return sum(line.taken for line in database.read(get_order, item.shop_id, item.order_id).lines)


def list_kinds(database: Database, item: Return, now: datetime) -> list[Kind]:
    database.write(act_on_events, item.shop_id, now)
    return [job.kind for job in database.read(list_jobs_about, item.shop_id, item.return_id)]


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_a_decision_is_taken_back(database: Database, make_waiting: MakeWaiting, now: datetime, verb: str) -> None:
    item = make_waiting()
    decide(database, item, verb, now)
    back = database.write(undo, item.shop_id, item.return_id, KAISA, now + UNDO_WITHIN)
    assert back.status is Status.REQUESTED
    assert database.read(get_return, item.shop_id, item.return_id) == back
    assert count_taken(database, item) == 1
    event = database.read(list_events, item.shop_id, item.return_id)[-1]
    assert (event.type, event.actor, event.body["from"]) == ("return.reopened", KAISA, VERBS[verb].value)
    assert find_broken_link(database, item.shop_id) is None


def test_it_can_be_decided_anew_and_taken_back_anew(database: Database, make_waiting: MakeWaiting, now: datetime) -> None:
    item = make_waiting()
    for verb in ("decline", "approve", "cancel"):
        decide(database, item, verb, now)
        database.write(undo, item.shop_id, item.return_id, KAISA, now)
    assert decide(database, item, "approve", now).status is Status.AUTHORIZED
    assert len(database.read(list_parcels, item.shop_id, item.return_id)) == 1


def test_what_was_on_its_way_is_on_its_way_again(database: Database, make_waiting: MakeWaiting, now: datetime) -> None:
    item = make_waiting()
    decide(database, item, "approve", now)
    decide(database, item, "cancel", now)
    assert database.write(undo, item.shop_id, item.return_id, KAISA, now).status is Status.AUTHORIZED
    decide(database, item, "cancel", now)
    assert database.write(undo, item.shop_id, item.return_id, KAISA, now).status is Status.AUTHORIZED


def test_minutes_later_it_is_too_late(database: Database, make_waiting: MakeWaiting, now: datetime) -> None:
    item = make_waiting()
    decide(database, item, "decline", now)
    late = now + UNDO_WITHIN + timedelta(seconds=1)
    refused(database, Code.STATUS_CONFLICT, item, late)
    assert database.read(find_undo, database.read(get_return, item.shop_id, item.return_id), late) is None


def test_nothing_is_undone_twice(database: Database, make_waiting: MakeWaiting, now: datetime) -> None:
    item = make_waiting()
    refused(database, Code.STATUS_CONFLICT, item, now)
    decide(database, item, "decline", now)
    database.write(undo, item.shop_id, item.return_id, KAISA, now)
    refused(database, Code.STATUS_CONFLICT, item, now)


def test_units_that_went_elsewhere_stay_there(
    database: Database, asking_shop: Shop, make_waiting: MakeWaiting, now: datetime
) -> None:
    item = make_waiting()
    decide(database, item, "decline", now)
    order = database.read(get_order, item.shop_id, item.order_id)
    for _ in range(order.lines[0].quantity):
        database.write(request_return, asking_shop, order, make_return_request(order), "shopper", now)
    refused(database, Code.QUANTITY_GONE, item, now)
    assert database.read(get_return, item.shop_id, item.return_id).status is Status.DECLINED


@pytest.mark.parametrize("by_agent", [True, False])
def test_what_nobody_decided_is_canceled_rather_than_undone(
    database: Database, make_shop: MakeShop, now: datetime, by_agent: bool
) -> None:
    shop = make_shop(policy={"approval": "all"}).shop
    order = database.write(push_order, shop.shop_id)
    asked = make_return_request(order)
    if by_agent:
        item = database.write(make_return, shop, order, asked, Made(is_approved=True), KAISA, now)
    else:
        item = database.write(request_return, shop, order, asked, "shopper", now)
    refused(database, Code.STATUS_CONFLICT, item, now)


def test_money_that_was_told_of_is_not_called_back(database: Database, make_shop: MakeShop, now: datetime) -> None:
    shop = make_shop(policy={"approval": "none", "refund_due": "request"}).shop
    order = database.write(push_order, shop.shop_id)
    item = database.write(request_return, shop, order, make_return_request(order), "shopper", now)
    decide(database, item, "approve", now)
    refused(database, Code.STATUS_CONFLICT, item, now)


CARRIER = {"code": "sandbox", "settings": {"kind": "sandbox"}}
BOUGHT = {"id": "prepaid", "kind": "prepaid", "carrier": "sandbox"}


@pytest.mark.parametrize(("verb", "can"), [("approve", False), ("cancel", False), ("decline", True)])
def test_what_a_carrier_was_asked_for_is_not_undone(
    database: Database, make_shop: MakeShop, now: datetime, verb: str, can: bool
) -> None:
    shop = make_shop(policy={"approval": "none"}, options=[BOUGHT], carriers=[CARRIER]).shop
    order = database.write(push_order, shop.shop_id)
    item = database.write(request_return, shop, order, make_return_request(order), "shopper", now)
    found = database.read(find_undo, decide(database, item, verb, now), now)
    assert found is not None
    assert (not found.obstacle) is can


def test_who_was_told_is_told_that_it_was_taken_back(database: Database, make_waiting: MakeWaiting, now: datetime) -> None:
    item = make_waiting()
    decide(database, item, "decline", now)
    database.write(pretend_sent, item, now)
    database.write(undo, item.shop_id, item.return_id, KAISA, now)
    assert list_kinds(database, item, now)[-1] is Kind.REOPENED


def test_who_heard_of_nothing_is_told_nothing(database: Database, make_waiting: MakeWaiting, now: datetime) -> None:
    item = make_waiting()
    decide(database, item, "decline", now)
    database.write(undo, item.shop_id, item.return_id, KAISA, now)
    assert Kind.REOPENED not in list_kinds(database, item, now)


def pretend_sent(tx: Tx, item: Return, now: datetime) -> None:
    act_on_events(tx, item.shop_id, now)
    for job in list_jobs_about(tx, item.shop_id, item.return_id):
        delete_job(tx, item.shop_id, job.job_id)
        record(tx, item.shop_id, "mail.sent", item.return_id, {"kind": job.kind.value, "job_id": job.job_id}, "worker", now)


def refused(database: Database, code: Code, item: Return, now: datetime) -> None:
    with pytest.raises(Problem) as caught:
        database.write(undo, item.shop_id, item.return_id, KAISA, now)
    assert caught.value.code is code
