"""Carriers are asked for the boxes that are due: by one worker, at their pace, never for what arrived, and mail never waits."""

import dataclasses
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from sendback.carriers.configuration import Fault
from sendback.database.model import Database
from sendback.delivery.parts import WorkerParts
from sendback.delivery.tracking import lane
from sendback.delivery.tracking.asking_store import LEASE, claim_questions, list_shops_to_ask
from sendback.delivery.tracking.planning import plan_question
from sendback.delivery.worker import run_once
from sendback.journal.store import list_events
from sendback.returns.arrivals import LONGEST
from sendback.returns.deciding import cancel
from sendback.returns.model import Return
from sendback.returns.parcel_store import get_parcel
from sendback.returns.parcels import Parcel
from sendback.shops.model import Mode, Shop
from tests.conftest import Clock, MakeShop
from tests.delivery.conftest import MakeReturn
from tests.delivery.van import WITH_LABELS, Van
from tests.factories import take_in


@pytest.fixture
def database(own_database: Database) -> Database:
    return own_database


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop(mode=Mode.TEST, policy={"refund_due": "first_scan"}, **WITH_LABELS).shop


@pytest.fixture
def van(tmp_path: Path) -> Van:
    return Van(tmp_path / "ledger.sqlite")


@pytest.fixture
def asking(parts: WorkerParts, van: Van) -> WorkerParts:
    return dataclasses.replace(parts, open_carrier=van)


@pytest.fixture
def item(make_return: MakeReturn, shop: Shop, asking: WorkerParts, clock: Clock) -> Return:
    """A return whose label was bought."""
    made = make_return(shop)
    run_once(asking, clock())
    return made


def turn(asking: WorkerParts) -> int:
    return lane.take_turn(asking, threading.Event())


def box_of(database: Database, item: Return) -> Parcel:
    return database.read(get_parcel, item.shop_id, item.return_id, 1)


def test_a_box_is_followed_from_the_label_to_the_door(
    database: Database, asking: WorkerParts, item: Return, clock: Clock
) -> None:
    assert turn(asking) == 0, "soon after the purchase there is nothing to ask"
    asked = 0
    while box_of(database, item).ask_at is not None and asked < 50:
        clock.advance(hours=3)
        asked += turn(asking)
    box = box_of(database, item)
    assert (box.milestone, box.expected_by) == ("delivered", "carrier")
    assert asked in range(10, 20)
    types = [event.type for event in database.read(list_events, item.shop_id, item.return_id)]
    assert types[-3:] == ["parcel.in_transit", "refund.due", "parcel.delivered"]
    clock.advance(days=10)
    assert turn(asking) == 0


def test_of_two_workers_one_asks(database: Database, item: Return, clock: Clock) -> None:
    now = clock.advance(hours=7)
    assert database.read(list_shops_to_ask, now) == [item.shop_id]
    assert len(database.write(claim_questions, item.shop_id, now, 10)) == 1
    assert database.write(claim_questions, item.shop_id, now, 10) == []
    later = now + LEASE
    assert len(database.write(claim_questions, item.shop_id, later, 10)) == 1, "what a crash left is asked again"


def test_a_carrier_that_is_down_is_left_alone_longer_each_time(
    database: Database, asking: WorkerParts, van: Van, shop: Shop, make_return: MakeReturn, clock: Clock
) -> None:
    items = [make_return(shop) for _ in range(3)]
    for _ in range(2):
        run_once(asking, clock())
    van.fault = Fault.DOWN
    clock.advance(hours=6)
    assert turn(asking) == 0
    waits = sorted((box_of(database, item).ask_at or clock()) - clock() for item in items)
    assert waits == [timedelta(minutes=15), timedelta(minutes=15), timedelta(minutes=30)], "only the first was asked for"
    van.fault = Fault.NONE
    clock.advance(hours=1)
    assert turn(asking) == 3
    assert [box_of(database, item).ask_failures for item in items] == [0, 0, 0]


@pytest.mark.parametrize("what", ["taken in", "canceled"])
def test_nobody_asks_for_what_nobody_waits_for(
    database: Database, asking: WorkerParts, van: Van, item: Return, clock: Clock, what: str
) -> None:
    clock.advance(hours=7)
    if what == "taken in":
        database.write(take_in, item, clock())
    else:
        database.write(cancel, item.shop_id, item.return_id, "agent", clock())
    before = van.opened
    assert turn(asking) == 0
    assert (van.opened, box_of(database, item).ask_at) == (before, None)


def test_it_is_asked_seldom_before_it_moves_and_when_nothing_is_new_and_never_after_sixty_days(
    database: Database, item: Return, clock: Clock
) -> None:
    box, now = box_of(database, item), clock()

    def pause(days: float, seen: float | None = None, heard: float | None = None) -> float | None:
        at = now + timedelta(days=days)
        moments = {"seen_at": seen, "heard_at": heard}
        moved = dataclasses.replace(
            box, **{name: None if day is None else now + timedelta(days=day) for name, day in moments.items()}
        )
        planned = plan_question(moved, at)
        return None if planned is None else (planned - at).total_seconds() / 3600

    assert [pause(0), pause(20), pause(LONGEST.days)] == [6, 24, None]
    assert [pause(3, 2, 2), pause(7, 2, 3), pause(30, 2, 3), pause(64, 2, 3)] == [3, 12, 24, None]
