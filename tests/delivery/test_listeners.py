"""Listeners hear of every event before mails are planned of it; one that fails holds no mail up."""

import dataclasses
from collections.abc import Sequence
from datetime import datetime

import pytest

from sendback.database.model import Database
from sendback.delivery.model import State
from sendback.delivery.outbox_store import list_jobs
from sendback.delivery.parts import WorkerParts
from sendback.delivery.worker import run_once
from sendback.journal.model import Event
from sendback.returns.model import Delivery
from sendback.shops.model import Shop
from tests.conftest import Clock
from tests.delivery.conftest import MakeReturn


@pytest.fixture
def database(own_database: Database) -> Database:
    return own_database


def test_a_listener_hears_of_each_event_once_where_nothing_fails(
    database: Database, parts: WorkerParts, shop: Shop, make_return: MakeReturn, clock: Clock
) -> None:
    heard: list[str] = []

    def listen(parts: WorkerParts, events: Sequence[Event], now: datetime) -> None:
        heard.extend(event.type for event in events)

    def fail(parts: WorkerParts, events: Sequence[Event], now: datetime) -> None:
        raise ValueError

    make_return(shop, delivery=Delivery.EMAIL)
    listening = dataclasses.replace(parts, listeners=(fail, listen))
    for _ in range(2):
        run_once(listening, clock())
    assert heard.count("return.requested") == 1
    assert len(database.read(list_jobs, shop.shop_id, State.PENDING)) == 1
