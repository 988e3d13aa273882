"""What a device that was shut out still sent: held, looked at, taken in or discarded."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient

from sendback.database.ids import new_id
from sendback.database.model import Database
from sendback.journal.store import list_events
from sendback.receiving.devices.changing import revoke_device
from sendback.receiving.devices.model import Device, Shift
from sendback.receiving.devices.serving import end_service
from sendback.receiving.photo_store import list_photos
from sendback.returns.model import Return, Status
from sendback.returns.requesting import request_return
from sendback.returns.rma import show_rma
from sendback.returns.store import get_return
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from tests.conftest import Clock, MakeShop
from tests.docking import HEADERS, as_device, begin, hire, pair, post, serve
from tests.factories import make_return_request, push_order
from tests.pictures import make_picture
from tests.web.owner import sign_in


@dataclass(frozen=True)
class Phone:
    """A device at which Onni worked when it was shut out."""

    client: FlaskClient
    device: Device
    shift: Shift

    def send(self, shop: Shop, *said: tuple[str, dict[str, Any]]) -> list[str]:
        """Send what was scanned, and return the state of each."""
        at = self.shift.began_at.isoformat()
        events = [
            {"id": new_id(), "number": n, "shop": shop.slug, "shift": self.shift.shift_id, "kind": kind, "at": at, "body": body}
            for n, (kind, body) in enumerate(said, 1)
        ]
        sent = {"device_time": at, "waiting": len(events), "version": "1", "events": events}
        return [each["state"] for each in post(self.client, "events", sent).get_json()["answers"]]


@pytest.fixture
def manager(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> FlaskClient:
    return sign_in(client, database, shop, clock(), Role.MANAGER)


@pytest.fixture
def phone(manager: FlaskClient, database: Database, shop: Shop, clock: Clock) -> Phone:
    device, secret = pair(database, shop, clock())
    shift = begin(database, device, hire(database, shop, clock()), clock())
    return Phone(as_device(manager.application.test_client(), device, secret), device, shift)


@pytest.fixture
def item(database: Database, shop: Shop, clock: Clock) -> Return:
    return make_item(database, shop, clock)


def make_item(database: Database, shop: Shop, clock: Clock) -> Return:
    order = database.write(push_order, shop.shop_id)
    return database.write(request_return, shop, order, make_return_request(order), "shopper", clock())


def scan(item: Return) -> list[tuple[str, dict[str, Any]]]:
    """Take a box in and look at its one unit."""
    line = item.lines[0]
    found = {"return_id": item.return_id, "order_id": line.order_id, "line_id": line.line_id, "outcome": "arrived"}
    return [("receive", {"return_id": item.return_id, "parcel": 1}), ("inspect", {**found, "quantity": 1, "grade": "a"})]


def list_ids(page: str) -> list[str]:
    return re.findall(r'name="event" value="(\w+)"', page)


def test_all_is_taken_in_in_its_order(
    manager: FlaskClient, phone: Phone, database: Database, shop: Shop, item: Return, clock: Clock
) -> None:
    database.write(revoke_device, shop.shop_id, phone.device.device_id, "tests", clock())
    assert phone.send(shop, *scan(item)) == ["held", "held"]
    assert database.read(get_return, shop.shop_id, item.return_id).status is Status.AUTHORIZED
    assert "2 held scans wait" in manager.get("/desk/dock").text
    page = manager.get("/desk/dock/held").text
    assert all(text in page for text in ("Box 1 taken in", "1 × arrived, grade a", show_rma(item.rma), "Onni", "Ramp 1"))
    assert "2 taken in" in manager.post("/desk/dock/held", data={"deed": "take-all"}).text
    assert database.read(get_return, shop.shop_id, item.return_id).status is Status.CLOSED
    assert "Nothing is held" in manager.get("/desk/dock/held").text


def test_one_that_cannot_be_done_says_why_and_stays(
    manager: FlaskClient, phone: Phone, database: Database, shop: Shop, item: Return, clock: Clock
) -> None:
    database.write(revoke_device, shop.shop_id, phone.device.device_id, "tests", clock())
    phone.send(shop, *reversed(scan(item)))
    page = manager.post("/desk/dock/held", data={"deed": "take-all"}).text
    assert "1 taken in" in page
    assert "Take its box in first" in page
    assert len(list_ids(page)) == 1


def test_what_is_discarded_has_a_reason_and_counts_for_nothing(
    manager: FlaskClient, phone: Phone, database: Database, shop: Shop, item: Return, clock: Clock
) -> None:
    database.write(revoke_device, shop.shop_id, phone.device.device_id, "tests", clock())
    phone.send(shop, *scan(item))
    first, second = list_ids(manager.get("/desk/dock/held").text)
    assert manager.post("/desk/dock/held", data={"deed": "discard", "event": first}).status_code == 422
    page = manager.post("/desk/dock/held", data={"deed": "discard", "event": first, "reason": "twice"}).text
    assert list_ids(page) == [second]
    (told,) = database.read(list_events, shop.shop_id, first)
    assert (told.type, told.body["reason"]) == ("dock.event_discarded", "twice")
    assert database.read(get_return, shop.shop_id, item.return_id).status is Status.AUTHORIZED


def test_what_was_refused_is_listed_with_its_reason(manager: FlaskClient, phone: Phone, shop: Shop, item: Return) -> None:
    box = scan(item)[0]
    assert phone.send(shop, box) == ["applied"]
    assert phone.send(shop, box) == ["refused"]
    page = manager.get("/desk/dock/held").text
    assert "Refused in the last 7 days" in page
    assert "took this box in" in page


def test_after_a_service_ended_each_shop_holds_its_own(
    manager: FlaskClient, phone: Phone, database: Database, make_shop: MakeShop, clock: Clock
) -> None:
    other = make_shop(name="Other").shop
    serve(database, phone.device, other, clock())
    device, item = phone.device, make_item(database, other, clock)
    database.write(end_service, other.shop_id, device.home, device.device_id, other.shop_id, "tests", clock())
    assert phone.send(other, *scan(item)) == ["held", "held"]
    assert "Nothing is held" in manager.get("/desk/dock/held").text
    theirs = sign_in(manager.application.test_client(), database, other, clock(), Role.MANAGER)
    event_id = list_ids(theirs.get("/desk/dock/held").text)[0]
    manager.post("/desk/dock/held", data={"deed": "take", "event": event_id})
    assert database.read(get_return, other.shop_id, item.return_id).status is Status.AUTHORIZED
    theirs.post("/desk/dock/held", data={"deed": "take", "event": event_id})
    assert database.read(get_return, other.shop_id, item.return_id).status is Status.RECEIVED


def test_the_photos_of_a_device_that_was_shut_out_are_held_with_its_scans(
    manager: FlaskClient, phone: Phone, database: Database, shop: Shop, make_shop: MakeShop, clock: Clock
) -> None:
    other, photo_id = make_shop(name="Other").shop, new_id()
    serve(database, phone.device, other, clock())
    item = make_item(database, other, clock)
    database.write(revoke_device, shop.shop_id, phone.device.device_id, "tests", clock())
    headers = {**HEADERS, "Content-Type": "image/jpeg"}
    sent = phone.client.post(f"/dock/api/photos?id={photo_id}", data=make_picture(), headers=headers)
    assert sent.status_code == 201
    assert phone.send(other, ("receive", {"return_id": item.return_id, "photos": [photo_id]})) == ["held"]
    assert database.read(list_photos, other.shop_id, item.return_id) == []
    theirs = sign_in(manager.application.test_client(), database, other, clock(), Role.MANAGER)
    theirs.post("/desk/dock/held", data={"deed": "take-all"})
    assert [photo.photo_id for photo in database.read(list_photos, other.shop_id, item.return_id)] == [photo_id]
