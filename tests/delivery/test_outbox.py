"""What the journal tells of becomes jobs, once, and jobs never say to whom."""

from datetime import datetime, timedelta

import pytest

from sendback.database.model import Database
from sendback.delivery import outbox, outbox_store
from sendback.delivery.model import Job, Kind, State
from sendback.errors import Code, Problem
from sendback.journal.store import list_events, record
from sendback.returns.deciding import approve, cancel, decline
from sendback.returns.model import Delivery
from sendback.shops.model import Shop
from sendback.shops.vault import Vault
from tests.conftest import MakeShop
from tests.delivery.conftest import MakeReturn
from tests.factories import make_consignor, push_order

ASKS_FIRST = {"approval": "none"}


def list_pending(database: Database, shop: Shop) -> list[Job]:
    return database.read(outbox_store.list_jobs, shop.shop_id, State.PENDING)


def act(database: Database, shop: Shop, now: datetime) -> list[Kind]:
    database.write(outbox.act_on_events, shop.shop_id, now)
    return [job.kind for job in list_pending(database, shop)]


@pytest.mark.parametrize(
    ("delivery", "expected"), [(Delivery.POPUP, []), (Delivery.EMAIL, [Kind.LABEL]), (Delivery.BOTH, [Kind.LABEL])]
)
def test_a_label_is_mailed_to_whoever_asked_for_mail(
    database: Database, shop: Shop, make_return: MakeReturn, now: datetime, delivery: Delivery, expected: list[Kind]
) -> None:
    make_return(shop, delivery=delivery)
    assert act(database, shop, now) == expected


def test_a_return_that_waits_gets_mail_at_each_turn(
    database: Database, make_shop: MakeShop, make_return: MakeReturn, now: datetime
) -> None:
    shop = make_shop(policy=ASKS_FIRST).shop
    item = make_return(shop, delivery=Delivery.POPUP)
    assert act(database, shop, now) == [Kind.RECEIVED]
    database.write(approve, shop.shop_id, item.return_id, "anna", now)
    assert act(database, shop, now) == [Kind.RECEIVED, Kind.LABEL]
    database.write(cancel, shop.shop_id, item.return_id, "anna", now)
    assert act(database, shop, now) == [Kind.RECEIVED, Kind.LABEL, Kind.CANCELED]


def test_a_declined_return_gets_mail(database: Database, make_shop: MakeShop, make_return: MakeReturn, now: datetime) -> None:
    shop = make_shop(policy=ASKS_FIRST).shop
    item = make_return(shop)
    database.write(decline, shop.shop_id, item.return_id, "Worn", "anna", now)
    assert sorted(act(database, shop, now)) == [Kind.DECLINED, Kind.RECEIVED]


def test_nobody_is_mailed_without_an_address(
    database: Database, make_shop: MakeShop, make_return: MakeReturn, now: datetime
) -> None:
    shop = make_shop(policy=ASKS_FIRST).shop
    make_return(shop, consignor=make_consignor(email=""))
    assert act(database, shop, now) == []


def test_events_are_acted_on_once(database: Database, shop: Shop, make_return: MakeReturn, now: datetime) -> None:
    make_return(shop, delivery=Delivery.EMAIL)
    assert shop.shop_id in database.read(outbox_store.list_shops_to_act_on)
    assert database.write(outbox.act_on_events, shop.shop_id, now) > 0
    assert database.write(outbox.act_on_events, shop.shop_id, now) == 0
    assert shop.shop_id not in database.read(outbox_store.list_shops_to_act_on)
    assert len(list_pending(database, shop)) == 1


def test_many_events_are_read_in_bounded_batches(database: Database, shop: Shop, now: datetime) -> None:
    for _ in range(250):
        database.write(record, shop.shop_id, "note.added", "note", {}, "tests", now)
    first = database.write(outbox.act_on_events, shop.shop_id, now)
    second = database.write(outbox.act_on_events, shop.shop_id, now)
    assert (first, first + second > 250) == (200, True)
    assert database.write(outbox.act_on_events, shop.shop_id, now) == 0


def test_a_claimed_job_is_nobody_elses_until_its_lease_ends(
    database: Database, shop: Shop, make_return: MakeReturn, now: datetime
) -> None:
    make_return(shop, delivery=Delivery.EMAIL)
    act(database, shop, now)
    first = database.write(outbox_store.claim_job, database.engine, shop.shop_id, now)
    assert first is not None
    assert first.attempts == 1
    assert database.write(outbox_store.claim_job, database.engine, shop.shop_id, now) is None
    later = now + outbox_store.LEASE
    again = database.write(outbox_store.claim_job, database.engine, shop.shop_id, later)
    assert again is not None
    assert (again.job_id, again.attempts) == (first.job_id, 2)
    assert not database.write(outbox_store.save_failure, first, State.DEAD, later, 1, "too late to say so")


def test_asking_twice_for_mail_that_waits_makes_one_job(
    database: Database, shop: Shop, make_return: MakeReturn, now: datetime
) -> None:
    item = make_return(shop)
    first = database.write(outbox.request_label_mail, shop.shop_id, item.return_id, now)
    second = database.write(outbox.request_label_mail, shop.shop_id, item.return_id, now)
    assert first == second
    assert [job.job_id for job in list_pending(database, shop)] == [first]


def test_an_inbox_cannot_be_filled_by_asking_again(
    database: Database, shop: Shop, make_return: MakeReturn, now: datetime
) -> None:
    item = make_return(shop)
    for minute in range(outbox.MOST_LABEL_MAILS):
        sent = {"kind": "mail.label", "job_id": f"job-{minute}"}
        at = now + timedelta(minutes=minute)
        database.write(record, shop.shop_id, "mail.sent", item.return_id, sent, outbox.WORKER, at)
    with pytest.raises(Problem) as refused:
        database.write(outbox.request_label_mail, shop.shop_id, item.return_id, now + timedelta(hours=1))
    assert refused.value.code is Code.TOO_MANY_TRIES
    assert refused.value.retry_after_seconds == 23 * 3600
    tomorrow = now + timedelta(days=1, seconds=1)
    assert database.write(outbox.request_label_mail, shop.shop_id, item.return_id, tomorrow)


def test_mails_that_failed_count_as_well(database: Database, shop: Shop, make_return: MakeReturn, now: datetime) -> None:
    item = make_return(shop)
    for _ in range(outbox.MOST_LABEL_MAILS):
        database.write(outbox.request_label_mail, shop.shop_id, item.return_id, now)
        job = database.write(outbox_store.claim_job, database.engine, shop.shop_id, now)
        assert job is not None
        database.write(outbox_store.save_failure, job, State.DEAD, now, 1, "550 no such mailbox")
    with pytest.raises(Problem) as refused:
        database.write(outbox.request_label_mail, shop.shop_id, item.return_id, now)
    assert refused.value.code is Code.TOO_MANY_TRIES


def test_an_access_links_secret_waits_sealed(database: Database, shop: Shop, vault: Vault, now: datetime) -> None:
    order = database.write(push_order, shop.shop_id)
    database.write(outbox.request_access_mail, vault, shop.shop_id, order.order_id, "the-secret", "fi", now)
    (job,) = list_pending(database, shop)
    assert "the-secret" not in str(job.body)
    assert order.buyer.email not in str(job.body)
    assert outbox.open_access_secret(vault, job) == "the-secret"


def test_only_a_dead_job_is_replayed(database: Database, shop: Shop, make_return: MakeReturn, now: datetime) -> None:
    item = make_return(shop)
    job_id = database.write(outbox.request_label_mail, shop.shop_id, item.return_id, now)
    with pytest.raises(Problem) as refused:
        database.write(outbox.replay, shop.shop_id, job_id, "anna", now)
    assert refused.value.code is Code.NOT_FOUND
    job = database.write(outbox_store.claim_job, database.engine, shop.shop_id, now)
    assert job is not None
    database.write(outbox_store.save_failure, job, State.DEAD, now, 8, "refused")
    assert [dead.last_error for dead in database.read(outbox_store.list_jobs, shop.shop_id, State.DEAD)] == ["refused"]
    later = now + timedelta(hours=2)
    replayed = database.write(outbox.replay, shop.shop_id, job_id, "anna", later)
    assert (replayed.job_id, replayed.attempts, replayed.due_at, replayed.state) == (job_id, 0, later, State.PENDING)
    last = database.read(list_events, shop.shop_id, item.return_id)[-1]
    assert (last.type, last.actor, last.body["job_id"]) == ("mail.replayed", "anna", job_id)
