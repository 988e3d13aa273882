"""Sending: signed so that the receiver's library verifies it, tried again for days, paused when nobody answers, never lost."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from sendback.database.model import Database
from sendback.delivery.model import Kind, State
from sendback.delivery.outbox_store import list_jobs
from sendback.delivery.parts import WorkerParts
from sendback.delivery.webhooks import delivery_store, store, try_store
from sendback.delivery.webhooks.endpoints import Wish, change_endpoint, pause_endpoint, remove_endpoint, roll_secret, show_secret
from sendback.delivery.webhooks.lane import run_once
from sendback.delivery.webhooks.model import Because, Delivery, DeliveryState, Endpoint, EndpointState
from sendback.delivery.webhooks.pausing import resume
from sendback.delivery.webhooks.replaying import replay_delivery, replay_failed, send_test
from sendback.delivery.webhooks.retrying import MOST_FAILURES, WAITS
from sendback.delivery.webhooks.signing import open_secret
from sendback.errors import Code, Problem
from sendback.journal.store import list_events
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from tests.conftest import Clock
from tests.delivery.conftest import MakeReturn
from tests.delivery.webhooks.conftest import NEAR, AddEndpoint, announce, read_bodies, read_headers
from tests.egress.fault_server import FaultServer
from tests.people import make_member


def list_all(database: Database, endpoint: Endpoint) -> list[Delivery]:
    return database.read(delivery_store.list_deliveries, endpoint.shop_id, endpoint.endpoint_id)


def get(database: Database, endpoint: Endpoint) -> Endpoint:
    return database.read(store.get_endpoint, endpoint.shop_id, endpoint.endpoint_id)


def test_a_delivery_is_verified_with_the_secret_by_the_receivers_library(
    database: Database,
    near: WorkerParts,
    shop: Shop,
    add: AddEndpoint,
    make_return: MakeReturn,
    receiver: FaultServer,
    clock: Clock,
) -> None:
    clock.moment = datetime.now(UTC)
    endpoint = add()
    item = make_return(shop)
    announce(database, shop, clock)
    assert run_once(near, clock()) == 3
    secret = database.write(show_secret, near.vault, shop.shop_id, endpoint.endpoint_id, "tests", clock())
    for _, request in receiver.received:
        headers, body = read_headers(request), request.partition(b"\r\n\r\n")[2]
        told = Webhook(secret).verify(body, headers)
        assert (told["id"], told["data"]["rma"]) == (headers["webhook-id"], item.rma)
        with pytest.raises(WebhookVerificationError):
            Webhook(secret).verify(body.replace(b"return", b"Return"), headers)
    assert [body["sequence"] for body in read_bodies(receiver)] == [1, 2, 3]
    assert all(each.state is DeliveryState.DELIVERED for each in list_all(database, endpoint))
    assert get(database, endpoint).last_success_at is not None


def test_after_a_roll_both_secrets_sign_for_a_day(
    database: Database, near: WorkerParts, shop: Shop, add: AddEndpoint, receiver: FaultServer, clock: Clock
) -> None:
    clock.moment = datetime.now(UTC) - timedelta(hours=24)
    endpoint = add()
    old = open_secret(near.vault, endpoint)
    new = open_secret(near.vault, database.write(roll_secret, near.vault, shop.shop_id, endpoint.endpoint_id, "tests", clock()))
    assert old != new
    verified = []
    for moment in (clock.moment + timedelta(hours=23, minutes=59), clock.moment + timedelta(hours=24)):
        database.write(send_test, shop.shop_id, endpoint.endpoint_id, moment)
        assert run_once(near, moment) == 1
        headers, body = read_headers(receiver.received[-1][1]), receiver.received[-1][1].partition(b"\r\n\r\n")[2]
        verified.append([_verifies(secret, body, headers) for secret in (old, new)])
    assert verified == [[True, True], [False, True]]


def _verifies(secret: str, body: bytes, headers: dict[str, str]) -> bool:
    try:
        Webhook(secret).verify(body, headers)
    except WebhookVerificationError:
        return False
    return True


def test_only_chosen_types_are_sent(
    database: Database,
    near: WorkerParts,
    shop: Shop,
    add: AddEndpoint,
    make_return: MakeReturn,
    receiver: FaultServer,
    clock: Clock,
) -> None:
    add("some", types=("label.created",))
    add("all")
    make_return(shop)
    announce(database, shop, clock)
    assert run_once(near, clock()) == 4
    assert [body["type"] for body in read_bodies(receiver, "some")] == ["label.created"]
    assert len(read_bodies(receiver, "all")) == 3


def test_a_failed_try_is_repeated_over_three_days_byte_for_byte(
    database: Database, near: WorkerParts, shop: Shop, add: AddEndpoint, receiver: FaultServer, clock: Clock
) -> None:
    endpoint = add("error")
    delivery_id = database.write(send_test, shop.shop_id, endpoint.endpoint_id, clock())
    began = clock()
    run_once(near, clock())
    for wait in WAITS:
        assert database.read(delivery_store.get_delivery, shop.shop_id, delivery_id).state is DeliveryState.WAITING
        clock.moment += wait - timedelta(seconds=1)
        before = receiver.count("error")
        run_once(near, clock())
        assert receiver.count("error") == before, "not before its time"
        clock.moment += wait * 0.1 + timedelta(seconds=2)
        run_once(near, clock())
    delivery = database.read(delivery_store.get_delivery, shop.shop_id, delivery_id)
    assert (delivery.state, delivery.tries, clock() - began > timedelta(hours=75)) == (DeliveryState.FAILED, 10, True)
    requests = [request for _, request in receiver.received]
    assert len({request.partition(b"\r\n\r\n")[2] for request in requests}) == 1
    assert len({read_headers(request)["webhook-id"] for request in requests}) == 1
    assert len({read_headers(request)["webhook-timestamp"] for request in requests}) == 10
    (last, *_) = database.read(try_store.list_tries, shop.shop_id, delivery_id)
    assert (last.status, last.answer, last.number) == (500, "no such \ufffd \ufffd\n", 10)


def test_a_failing_event_does_not_hold_up_the_next(
    database: Database, near: WorkerParts, shop: Shop, add: AddEndpoint, receiver: FaultServer, clock: Clock
) -> None:
    endpoint = add("error")
    first = database.write(send_test, shop.shop_id, endpoint.endpoint_id, clock())
    run_once(near, clock())
    wish = Wish(receiver.url("in"))
    database.write(change_endpoint, NEAR, shop.shop_id, endpoint.endpoint_id, wish, "tests", clock())
    second = database.write(send_test, shop.shop_id, endpoint.endpoint_id, clock())
    assert run_once(near, clock()) == 1
    states = [database.read(delivery_store.get_delivery, shop.shop_id, each).state for each in (first, second)]
    assert states == [DeliveryState.WAITING, DeliveryState.DELIVERED]
    assert run_once(near, clock.advance(seconds=6)) == 1


@pytest.mark.parametrize(("path", "least"), [("later", timedelta(seconds=600)), ("away", timedelta(hours=23))])
def test_a_receiver_that_asks_for_time_gets_it(
    path: str,
    least: timedelta,
    database: Database,
    near: WorkerParts,
    shop: Shop,
    add: AddEndpoint,
    receiver: FaultServer,
    clock: Clock,
) -> None:
    endpoint = add(path)
    database.write(send_test, shop.shop_id, endpoint.endpoint_id, clock())
    run_once(near, clock())
    clock.moment += least - timedelta(seconds=1)
    run_once(near, clock())
    assert receiver.count(path) == 1
    run_once(near, clock.advance(hours=2))
    assert receiver.count(path) == 2


def test_twenty_failures_in_a_row_pause_and_tell_the_owner_and_nothing_is_lost(
    database: Database,
    near: WorkerParts,
    shop: Shop,
    add: AddEndpoint,
    make_return: MakeReturn,
    receiver: FaultServer,
    clock: Clock,
) -> None:
    database.write(make_member, shop.shop_id, Role.OWNER, clock())
    database.write(make_member, shop.shop_id, Role.AGENT, clock())
    endpoint = add("error")
    began = clock()
    for _ in range(3):
        make_return(shop)
    announce(database, shop, clock)
    while get(database, endpoint).state is EndpointState.ACTIVE and clock() - began < timedelta(days=1):
        run_once(near, clock.advance(minutes=6))
    paused = get(database, endpoint)
    assert (paused.state, paused.because, paused.failures) == (EndpointState.PAUSED, Because.FAILURES, MOST_FAILURES)
    assert clock() - began > timedelta(minutes=30), "a receiver that restarts is not taken for a dead one"
    mails = [job for job in database.read(list_jobs, shop.shop_id, State.PENDING) if job.kind is Kind.WEBHOOK_PAUSED]
    assert len(mails) == 1
    assert database.read(store.count_troubled, shop.shop_id) == 1
    make_return(shop)
    announce(database, shop, clock)
    assert {each.state for each in list_all(database, endpoint)} == {DeliveryState.HELD}
    came = len(receiver.received)
    run_once(near, clock.advance(days=2))
    assert len(receiver.received) == came

    database.write(change_endpoint, NEAR, shop.shop_id, endpoint.endpoint_id, Wish(receiver.url("in")), "tests", clock())
    assert database.write(resume, shop.shop_id, endpoint.endpoint_id, "tests", clock()) == 12
    assert run_once(near, clock()) == 12
    assert database.read(store.count_troubled, shop.shop_id) == 0
    told = [event.type for event in database.read(list_events, shop.shop_id, "webhooks")]
    assert told == ["webhook.created", "webhook.paused", "webhook.changed", "webhook.resumed"]


def test_gone_is_believed_at_once(
    database: Database, near: WorkerParts, shop: Shop, add: AddEndpoint, receiver: FaultServer, clock: Clock
) -> None:
    endpoint = add("gone")
    database.write(send_test, shop.shop_id, endpoint.endpoint_id, clock())
    run_once(near, clock())
    paused = get(database, endpoint)
    assert (paused.state, paused.because) == (EndpointState.PAUSED, Because.GONE)
    assert receiver.count("gone") == 1


def test_a_redirect_is_not_followed_and_an_inner_address_never_called(
    database: Database, near: WorkerParts, shop: Shop, add: AddEndpoint, receiver: FaultServer, clock: Clock
) -> None:
    endpoint = add("inward")
    delivery_id = database.write(send_test, shop.shop_id, endpoint.endpoint_id, clock())
    run_once(near, clock())
    assert [path for path, _ in receiver.received] == ["inward"]
    (made,) = database.read(try_store.list_tries, shop.shop_id, delivery_id)
    assert (made.status, made.was_heard) == (301, False)
    for url in ("http://shop.example/", "https://10.0.0.1/", "https://localhost.example:8443/", ""):
        with pytest.raises(Problem) as refusal:
            database.write(change_endpoint, NEAR, shop.shop_id, endpoint.endpoint_id, Wish(url), "tests", clock())
        assert (refusal.value.code, refusal.value.errors[0].field) == (Code.INVALID_FIELDS, "url")


def test_what_a_person_pauses_waits_without_mail(
    database: Database,
    near: WorkerParts,
    shop: Shop,
    add: AddEndpoint,
    make_return: MakeReturn,
    receiver: FaultServer,
    clock: Clock,
) -> None:
    endpoint = add()
    make_return(shop)
    announce(database, shop, clock)
    database.write(pause_endpoint, shop.shop_id, endpoint.endpoint_id, "tests", clock())
    assert run_once(near, clock()) == 0
    assert database.read(store.count_troubled, shop.shop_id) == 0
    assert database.read(list_jobs, shop.shop_id, State.PENDING) == []
    assert database.write(resume, shop.shop_id, endpoint.endpoint_id, "tests", clock()) == 3
    assert database.write(resume, shop.shop_id, endpoint.endpoint_id, "tests", clock()) == 0
    assert run_once(near, clock()) == 3


def test_one_or_all_failed_are_sent_again_under_the_same_id(
    database: Database,
    near: WorkerParts,
    shop: Shop,
    add: AddEndpoint,
    make_return: MakeReturn,
    receiver: FaultServer,
    clock: Clock,
) -> None:
    endpoint = add("error", types=("return.requested", "return.authorized"))
    make_return(shop)
    announce(database, shop, clock)
    while any(each.state is DeliveryState.WAITING for each in list_all(database, endpoint)):
        run_once(near, clock.advance(hours=27))
    later = clock.advance(hours=1)
    make_return(shop)
    announce(database, shop, clock)
    database.write(change_endpoint, NEAR, shop.shop_id, endpoint.endpoint_id, Wish(receiver.url("in")), "tests", clock())
    database.write(resume, shop.shop_id, endpoint.endpoint_id, "tests", clock())
    assert run_once(near, clock()) in (1, 2)
    assert database.write(replay_failed, shop.shop_id, endpoint.endpoint_id, later, "tests", clock()) == 0
    replayed = database.write(replay_failed, shop.shop_id, endpoint.endpoint_id, later - timedelta(days=30), "tests", clock())
    run_once(near, clock.advance(minutes=10))
    assert replayed == sum(each.tries > 10 for each in list_all(database, endpoint))
    delivered = list_all(database, endpoint)
    assert {each.state for each in delivered} == {DeliveryState.DELIVERED}
    database.write(replay_delivery, shop.shop_id, delivered[0].delivery_id, "tests", clock())
    assert run_once(near, clock()) == 1
    bodies = read_bodies(receiver)
    assert json.dumps(bodies[-1]) in [json.dumps(body) for body in bodies[:-1]]


def test_a_removed_endpoint_is_told_nothing_more(
    database: Database,
    near: WorkerParts,
    shop: Shop,
    add: AddEndpoint,
    make_return: MakeReturn,
    receiver: FaultServer,
    clock: Clock,
) -> None:
    endpoint = add("error")
    make_return(shop)
    announce(database, shop, clock)
    run_once(near, clock())
    database.write(remove_endpoint, shop.shop_id, endpoint.endpoint_id, "tests", clock())
    came = len(receiver.received)
    run_once(near, clock.advance(days=1))
    assert len(receiver.received) == came
    with pytest.raises(Problem):
        get(database, endpoint)


def test_tests_are_limited_and_the_log_is_forgotten_after_a_month(
    database: Database, near: WorkerParts, shop: Shop, add: AddEndpoint, receiver: FaultServer, clock: Clock
) -> None:
    endpoint = add()
    for _ in range(60):
        database.write(send_test, shop.shop_id, endpoint.endpoint_id, clock())
    with pytest.raises(Problem) as refusal:
        database.write(send_test, shop.shop_id, endpoint.endpoint_id, clock())
    assert refusal.value.code is Code.TOO_MANY_TRIES
    for _ in range(3):
        run_once(near, clock())
    assert receiver.count("in") == 60
    assert database.write(try_store.forget_deliveries, shop.shop_id, clock.advance(days=30)) == 0
    assert database.write(try_store.forget_deliveries, shop.shop_id, clock.advance(seconds=1)) == 60
    assert list_all(database, endpoint) == []
