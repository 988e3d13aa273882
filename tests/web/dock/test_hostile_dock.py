"""Whatever a device sends: an answer that says what is wrong, never a crash, and nothing behind it is held up."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from sendback.database.ids import new_id
from sendback.database.model import Database
from sendback.receiving.devices.model import Shift
from sendback.receiving.scanning.cursor import mark_setting
from sendback.receiving.scanning.packing import FORM
from sendback.shops.model import Shop
from tests.conftest import Clock
from tests.docking import HEADERS, as_device, begin, hire, pair, post
from tests.web.test_hostile import BODIES, VALUES, list_addresses, send

KINDS: dict[str, dict[str, Any]] = {
    "receive": {"return_id": "x", "parcel": 1, "code": "", "weight_g": 1, "note": "", "photos": []},
    "inspect": {
        "return_id": "x", "receipt_id": "x", "order_id": "", "line_id": "1", "sku": "", "title": "x", "outcome": "extra",
        "quantity": 1, "grade": "a", "disposition": "scrap", "reason": "", "place": "p", "recovered_minor": 1, "photos": [],
    },
    "mystery": {"code": "x", "weight_g": 1, "note": "", "photos": []},
    "undo": {"subject": "x"},
}  # fmt: skip

STRANGE: list[Any] = [None, True, 2**63, 10**400, 1.5, "\0", "x" * 9000, [None], {"a": {"b": {}}}]


@pytest.fixture
def shift(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> Shift:
    """A browser that is a device at which somebody works."""
    device, secret = pair(database, shop, clock())
    as_device(client, device, secret)
    return begin(database, device, hire(database, shop, clock()), clock())


def list_strange(shop: Shop, shift: Shift) -> Iterator[dict[str, Any]]:
    """List events with one strange value in one place: each value in each place of an event and of its body."""
    whole = {"number": 1, "shop": shop.slug, "shift": shift.shift_id, "kind": "receive", "v": 1, "at": "2026-11-24T10:00:00Z"}
    for value in STRANGE:
        yield from ({**whole, "id": new_id(), "body": {"return_id": "x"}, name: value} for name in ("id", "body", *whole))
        for kind, body in KINDS.items():
            yield from ({**whole, "id": new_id(), "kind": kind, "body": {**body, name: value}} for name in (*body, "else"))


def test_no_event_is_too_strange_and_each_has_its_answer(client: FlaskClient, shop: Shop, shift: Shift) -> None:
    events = list(list_strange(shop, shift))
    for start in range(0, len(events), 40):
        some = events[start : start + 40]
        answer = post(client, "events", {"events": some, "device_time": "x", "waiting": 10**400, "version": "\0"})
        assert answer.status_code == 200, answer.text
        codes = [each["code"] for each in answer.get_json()["answers"]]
        assert len(codes) == len(some)
        assert "internal" not in codes


def test_no_body_and_no_address_is_too_strange(client: FlaskClient, shop: Shop, shift: Shift) -> None:
    for name in ("join", "shifts", "scan", "search", "events", "photos"):
        for body in BODIES:
            send(client, "POST", f"/dock/api/{name}", data=body, content_type="application/json", headers=HEADERS)
        for value in VALUES:
            fields = dict.fromkeys(("pairing", "name", "worker", "pin", "code", "text", "events"), value)
            send(client, "POST", f"/dock/api/{name}", json=fields, headers=HEADERS)
    for filler in ("%00", "%FF", "9" * 4000, "{{7*7}}", "%F0%9F%98%80"):
        for method, path in list_addresses(client.application, filler):
            if path.startswith("/dock/") and not path.endswith("/leave") and method in ("GET", "POST"):
                send(client, method, f"{path}?cursor={filler}&size={filler}&id={filler}", headers=HEADERS)
        send(client, "GET", f"/dock/api/returns/{shop.slug}/{filler}")


def test_no_cursor_is_too_strange(client: FlaskClient, shop: Shop, shift: Shift) -> None:
    for value in [*VALUES, "\ud800"]:
        for place in range(6):
            row: list[Any] = [0, "", mark_setting(shop, FORM), 1, 1, 0]
            row[place] = value
            text = base64.urlsafe_b64encode(json.dumps({shop.shop_id: row}).encode()).decode().rstrip("=")
            send(client, "GET", f"/dock/api/snapshot?cursor={text[:20_000]}")
