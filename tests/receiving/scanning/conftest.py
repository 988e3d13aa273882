"""A dock at work: a device, somebody's shift, and returns on their way to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from sendback.database.ids import new_id
from sendback.database.model import Database
from sendback.receiving.devices.model import Device, Shift
from sendback.shops.model import Shop
from tests.docking import as_device, begin, hire, pair, post

Sent = dict[str, Any]


@dataclass(slots=True)
class Dock:
    """A device with somebody at work, as a browser: `say` makes an event, `send` sends some."""

    client: FlaskClient
    device: Device
    secret: str
    shift: Shift
    shop: Shop
    now: Callable[[], datetime]
    number: int = 0

    def say(self, kind: str, shop: str = "", **body: Any) -> Sent:
        """Make the next event of this device."""
        self.number += 1
        at = self.now().isoformat()
        made = {"id": new_id(), "number": self.number, "shop": shop or self.shop.slug, "shift": self.shift.shift_id}
        return {**made, "kind": kind, "at": at, "body": body}

    def send(self, *events: Sent, **more: Any) -> list[dict[str, Any]]:
        """Send events and give the answers."""
        as_device(self.client, self.device, self.secret)
        told = {"device_time": self.now().isoformat(), "waiting": len(events), "version": "1", "events": events, **more}
        answer = post(self.client, "events", told)
        assert answer.status_code == 200, answer.text
        answers: list[dict[str, Any]] = answer.get_json()["answers"]
        return answers

    def ask(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Ask as this device, and give what was answered."""
        as_device(self.client, self.device, self.secret)
        answer = self.client.get(f"/dock/api/{path}") if body is None else post(self.client, path, body)
        told: dict[str, Any] = answer.get_json()
        return told


MakeDock = Callable[..., Dock]


@pytest.fixture
def make_dock(client: FlaskClient, database: Database, shop: Shop, clock: Callable[[], datetime]) -> MakeDock:
    """Pair a device of a shop, with somebody at work: `make_dock(shop)`."""

    def make(of: Shop | None = None, name: str = "Onni") -> Dock:
        where = of or shop
        device, secret = pair(database, where, clock())
        shift = begin(database, device, hire(database, where, clock(), name), clock())
        return Dock(client, device, secret, shift, where, clock)

    return make


@pytest.fixture
def dock(make_dock: MakeDock) -> Dock:
    return make_dock()
