"""A dock for tests: a paired device, a worker with a PIN, and a browser that is that device."""

from datetime import datetime
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sendback.database.ids import new_id
from sendback.database.model import Database
from sendback.receiving.devices.model import Device, Shift, Worker
from sendback.receiving.devices.pairing import join_device, make_pairing
from sendback.receiving.devices.pins import hash_pin
from sendback.receiving.devices.serving import let_in, offer_service
from sendback.receiving.devices.shift_store import add_shift, find_shift
from sendback.receiving.devices.workers import add_worker
from sendback.shops.model import Shop
from sendback.shops.warehouses import MAIN

PIN = "4071"
PIN_HASH = hash_pin(PIN)
"""Hashed once: it is slow on purpose."""
HEADERS = {"X-Sendback-Dock": "1"}


def pair(database: Database, shop: Shop, now: datetime, name: str = "Ramp 1") -> tuple[Device, str]:
    """Let a device join and return it with the secret that its cookie holds."""
    code = database.write(make_pairing, shop.shop_id, MAIN, "tests", now)
    return database.write(join_device, f"{shop.shop_id}.{code}", name, now)


def hire(database: Database, shop: Shop, now: datetime, name: str = "Onni") -> Worker:
    """Let somebody work at the dock, with `PIN`."""
    return database.write(add_worker, shop.shop_id, name, PIN_HASH, "tests", now)


def begin(database: Database, device: Device, worker: Worker, now: datetime) -> Shift:
    """Begin a shift without the slow look at the PIN."""
    shift_id = new_id()
    database.write(add_shift, device, worker, shift_id, now)
    shift = database.read(find_shift, device, shift_id)
    assert shift is not None
    return shift


def serve(database: Database, device: Device, other: Shop, now: datetime) -> None:
    """Let another shop let the device in."""
    home = device.home
    code = database.write(offer_service, home, device.device_id, "tests", now)
    database.write(let_in, other.shop_id, f"{home} {code}", MAIN, "tests", now)


def as_device(client: FlaskClient, device: Device, secret: str) -> FlaskClient:
    """Let a browser hold a device's cookie."""
    client.set_cookie("sendback_dock", f"{device.home}.{device.device_id}.{secret}", path="/dock")
    return client


def post(client: FlaskClient, path: str, body: dict[str, Any] | None = None) -> TestResponse:
    """Send something as the dock's own page does."""
    return client.post(f"/dock/api/{path}", json=body or {}, headers=HEADERS)
