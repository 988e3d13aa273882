"""A receiver on loopback, and a worker that reaches it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from sendback.database.model import Database
from sendback.delivery.outbox import act_on_events
from sendback.delivery.parts import WorkerParts
from sendback.delivery.webhooks.endpoints import Wish, add_endpoint
from sendback.delivery.webhooks.model import Endpoint
from sendback.egress.reach import Reach
from sendback.shops.model import Shop
from tests.conftest import Clock
from tests.egress.fault_server import FaultServer, fault_server

NEAR = Reach(has_neighbours=True)
AddEndpoint = Callable[..., Endpoint]


@pytest.fixture
def database(own_database: Database) -> Database:
    return own_database


@pytest.fixture
def receiver() -> Iterator[FaultServer]:
    with fault_server() as server:
        yield server


@pytest.fixture
def near(parts: WorkerParts) -> WorkerParts:
    """The worker's parts, with loopback in reach."""
    return replace(parts, reach=NEAR)


@pytest.fixture
def add(database: Database, near: WorkerParts, shop: Shop, receiver: FaultServer, clock: Clock) -> AddEndpoint:
    """Add an endpoint for the shop: `add("hang", types=…)`."""

    def make(path: str = "in", **wishes: Any) -> Endpoint:
        wish = Wish(receiver.url(path), **wishes)
        return database.write(add_endpoint, near.vault, NEAR, shop.shop_id, wish, "tests", clock())

    return make


def announce(database: Database, shop: Shop, clock: Clock) -> None:
    """Turn what the journal tells into public events."""
    database.write(act_on_events, shop.shop_id, clock())


def read_bodies(receiver: FaultServer, path: str = "in") -> list[dict[str, Any]]:
    """Read what was posted to a path."""
    return [json.loads(request.partition(b"\r\n\r\n")[2]) for came, request in receiver.received if came == path]


def read_headers(request: bytes) -> dict[str, str]:
    """Read the headers of a request."""
    lines = request.partition(b"\r\n\r\n")[0].decode().split("\r\n")[1:]
    return {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
