"""Every address of the dock, asked by devices whom it does not concern: they learn nothing, and nothing is done."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sendback.database.ids import new_id
from sendback.database.model import Database
from sendback.receiving.devices.changing import revoke_device
from sendback.receiving.devices.device_store import get_device
from sendback.receiving.devices.model import Device
from sendback.receiving.devices.serving import end_service
from sendback.receiving.devices.worker_store import get_worker
from sendback.receiving.scanning.event_store import list_held
from sendback.shops.founding import Founded
from sendback.shops.model import Shop
from sendback.web.context import Context
from tests.conftest import Clock, MakeShop
from tests.docking import HEADERS, PIN, as_device, begin, hire, pair, serve
from tests.web.test_strangers import list_requests, refuse_changes, refuse_leaks
from tests.web.victim import NUMBER, Victim, make_victim

OPEN_TO_DEVICES = {"dock.show_me", "dock.begin_shift", "dock.end_shift", "dock.show_snapshot", "dock.search", "dock.scan"}
OPEN_TO_DEVICES |= {"dock.take_events", "dock.take_photo", "dock.join"}
"""What answers every device that is paired: with what it may know, which is nothing here."""


@pytest.fixture(autouse=True)
def only_once(engine: str) -> None:
    """Who may do what is decided above the engines; the walk is walked on one of them."""
    if engine != "sqlite":
        pytest.skip("walked on SQLite")


@pytest.fixture
def victim(context: Context, make_shop: MakeShop) -> Victim:
    return make_victim(context, make_shop(name="Victim"))


@pytest.fixture
def other(make_shop: MakeShop) -> Founded:
    return make_shop(name="Other")


def ask_all(client: FlaskClient, victim: Victim, shift_id: str = "") -> Iterator[tuple[str, TestResponse]]:
    """Ask at every address of the dock's API for what is the victim's."""
    body = {"return_id": victim.item.return_id, "parcel": 1}
    event = {"id": new_id(), "number": 1, "shop": victim.founded.shop.slug, "shift": shift_id, "kind": "receive", "body": body}
    sent = {"pairing": "nobody 0000-0000-0000-0000", "worker": victim.worker_id, "pin": PIN, "code": victim.item.rma}
    sent |= {"text": NUMBER, "events": [event], "device_time": "2026-11-24T10:00:00Z", "waiting": 1, "version": "1"}
    for rule, method, path in list_requests(client.application, victim, "0"):
        if path.startswith("/dock/api/") and method in ("GET", "POST") and rule.endpoint != "dock.leave":
            answer = client.open(path, method=method, json=sent if method == "POST" else None, headers=HEADERS)
            refuse_leaks(victim, answer, path, victim.item.rma)
            yield rule.endpoint, answer


def join(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> tuple[Device, str]:
    """Let a browser be a device of a shop at which somebody works; return it and the shift."""
    device, secret = pair(database, shop, clock())
    as_device(client, device, secret)
    return device, begin(database, device, hire(database, shop, clock()), clock()).shift_id


def test_a_browser_that_is_not_paired(client: FlaskClient, victim: Victim, database: Database) -> None:
    answers = {name: answer.status_code for name, answer in ask_all(client, victim) if answer.status_code < 400}
    assert answers == {"dock.show_me": 204}, "who it is: nobody, which is no error"
    refuse_changes(database, victim)


def test_a_device_of_another_shop(client: FlaskClient, victim: Victim, other: Founded, database: Database, clock: Clock) -> None:
    _, shift_id = join(client, database, other.shop, clock)
    opened = {name for name, answer in ask_all(client, victim, shift_id) if answer.status_code < 400}
    assert opened <= OPEN_TO_DEVICES
    assert not database.read(list_held, victim.founded.shop.shop_id)
    refuse_changes(database, victim)


def test_a_device_that_the_shop_let_in_no_longer(
    client: FlaskClient, victim: Victim, other: Founded, database: Database, clock: Clock
) -> None:
    device, shift_id = join(client, database, other.shop, clock)
    shop_id = victim.founded.shop.shop_id
    serve(database, device, victim.founded.shop, clock())
    database.write(end_service, shop_id, device.home, device.device_id, shop_id, "tests", clock())
    opened = {name for name, answer in ask_all(client, victim, shift_id) if answer.status_code < 400}
    assert opened <= OPEN_TO_DEVICES
    assert len(database.read(list_held, shop_id)) == 1
    refuse_changes(database, victim)


def test_a_device_that_was_shut_out(client: FlaskClient, victim: Victim, database: Database, clock: Clock) -> None:
    shop = victim.founded.shop
    device, shift_id = join(client, database, shop, clock)
    database.write(revoke_device, shop.shop_id, device.device_id, "tests", clock())
    opened = {name for name, answer in ask_all(client, victim, shift_id) if answer.status_code < 400}
    assert opened == {"dock.take_events"}
    assert len(database.read(list_held, shop.shop_id)) == 1
    refuse_changes(database, victim)


def test_the_shift_of_another_device(client: FlaskClient, victim: Victim, database: Database, clock: Clock) -> None:
    shop = victim.founded.shop
    worker = database.read(get_worker, shop.shop_id, victim.worker_id)
    elsewhere = begin(database, victim.device, worker, clock()).shift_id
    as_device(client, *pair(database, shop, clock()))
    answers = dict(ask_all_but_begin(client, victim, elsewhere))
    assert {name for name in ("dock.scan", "dock.search", "dock.show_return") if answers[name] != 401} == set()
    (held,) = database.read(list_held, shop.shop_id)
    assert held.said.code == "shift-unknown"
    refuse_changes(database, victim)


def ask_all_but_begin(client: FlaskClient, victim: Victim, shift_id: str) -> Iterator[tuple[str, int]]:
    """Ask as `ask_all`, at a device of the shop itself, which may know its worker and sees no return without a shift."""
    body = {"return_id": victim.item.return_id, "parcel": 1}
    event = {"id": new_id(), "number": 1, "shop": victim.founded.shop.slug, "shift": shift_id, "kind": "receive", "body": body}
    asked = {"code": victim.item.rma, "text": NUMBER, "events": [event], "device_time": "2026-11-24T10:00:00Z"}
    for name in ("scan", "search", "events"):
        endpoint = {"events": "take_events"}.get(name, name)
        yield f"dock.{endpoint}", client.post(f"/dock/api/{name}", json=asked, headers=HEADERS).status_code
    path = f"/dock/api/returns/{victim.founded.shop.slug}/{victim.item.return_id}"
    yield "dock.show_return", client.get(path).status_code


def test_a_device_that_may_sees_the_return_and_nobody_in_it(
    client: FlaskClient, victim: Victim, other: Founded, database: Database, clock: Clock
) -> None:
    """The canary sings, and no person's name, address, mail or phone is in its song."""
    device, _ = join(client, database, other.shop, clock)
    serve(database, database.read(get_device, device.home, device.device_id), victim.founded.shop, clock())
    shown = client.get(f"/dock/api/returns/{victim.founded.shop.slug}/{victim.item.return_id}").text
    assert victim.item.rma in shown
    assert [fact for fact in victim.facts[:5] if fact in shown] == []
