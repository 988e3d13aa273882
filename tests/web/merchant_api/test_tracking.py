"""What the shop's systems tell of boxes, and what they are told of what comes."""

from datetime import timedelta

import pytest

from sendback.database.model import Database
from sendback.returns.model import Return
from sendback.returns.parcel_store import get_parcel
from sendback.returns.requesting import request_return
from sendback.returns.rma import show_rma
from sendback.shops.founding import Founded
from sendback.shops.model import Shop
from sendback.shops.scopes import Scope
from tests.conftest import Clock, MakeShop
from tests.factories import NOW, give_number, make_return_request, push_order
from tests.web.merchant_api.conftest import MakeSystem
from tests.web.merchant_api.system import System

NUMBER = "CA473124829ZZ"
MOVING = {"milestone": "moving", "at": "2026-11-24T09:00:00Z", "text": "Handed in", "place": "Helsinki"}


def ask_for(database: Database, shop: Shop, number: str = "") -> Return:
    order = database.write(push_order, shop.shop_id)
    item = database.write(request_return, shop, order, make_return_request(order), "shopper", NOW - timedelta(days=1))
    if number:
        database.write(give_number, item, number)
    return item


@pytest.fixture
def item(database: Database, founded: Founded) -> Return:
    return ask_for(database, founded.shop, NUMBER)


@pytest.mark.parametrize("name", ["number", "spaced", "reference", "rma", "rma and box"])
def test_a_box_is_meant_by_each_of_its_names(database: Database, system: System, item: Return, name: str) -> None:
    named = {
        "number": {"tracking_number": NUMBER},
        "spaced": {"tracking_number": "ca 4731 24829 zz"},
        "reference": {"reference": f"{item.rma}-1-2"},
        "rma": {"rma": show_rma(item.rma)},
        "rma and box": {"rma": item.rma, "parcel": 1},
    }[name]
    sent = {"events": [{**named, **MOVING}, {**named, **MOVING}]}
    assert system.post("/tracking", sent).json == {"heard": 1, "known": 1, "errors": []}
    assert system.post("/tracking", sent).json == {"heard": 0, "known": 2, "errors": []}
    assert database.read(get_parcel, item.shop_id, item.return_id, 1).seen_at is not None


def test_what_names_no_box_is_said_one_by_one_and_the_rest_is_heard(
    database: Database, system: System, make_shop: MakeShop, item: Return
) -> None:
    ask_for(database, make_shop().shop, "THEIRS-1")
    names = [
        {"tracking_number": "THEIRS-1"},
        {"tracking_number": NUMBER},
        {"rma": "R100000019"},
        {"rma": item.rma, "parcel": 9},
        {},
    ]
    answer = system.post("/tracking", {"events": [{**name, **MOVING} for name in names]})
    told = answer.get_json()
    assert (answer.status_code, told["heard"]) == (200, 1)
    assert [(fault["field"], fault["code"]) for fault in told["errors"]] == [
        (f"events.{place}", "unknown") for place in (0, 2, 3, 4)
    ]


def test_a_number_of_two_boxes_means_the_one_that_is_to_come(
    database: Database, system: System, founded: Founded, item: Return
) -> None:
    other = ask_for(database, founded.shop, NUMBER)
    told = {"events": [{"tracking_number": NUMBER, **MOVING}]}
    assert system.post("/tracking", told).get_json()["errors"][0]["code"] == "several"
    system.post("/tracking", {"events": [{"rma": item.rma, **MOVING, "milestone": "delivered"}]})
    assert system.post("/tracking", told).get_json()["heard"] == 1
    assert database.read(get_parcel, other.shop_id, other.return_id, 1).seen_at is not None


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"events": []},
        {"events": [{"tracking_number": NUMBER, "milestone": "lost"}]},
        {"events": [{"tracking_number": NUMBER, "milestone": "moving", "at": "yesterday"}]},
        {"events": [{"tracking_number": NUMBER, "milestone": "moving", "at": "2026-11-24T09:00:00"}]},
        {"events": [{"tracking_number": "x" * 99, "milestone": "moving"}]},
    ],
)
def test_what_cannot_be_meant_is_refused(system: System, body: dict[str, object]) -> None:
    assert system.post("/tracking", body).status_code == 422


def test_what_comes_is_told_by_day_and_warehouse(system: System, item: Return, clock: Clock) -> None:
    system.post("/tracking", {"events": [{"rma": item.rma, **MOVING, "expected_on": "2026-11-26"}]})
    report = system.get("/reports/arrivals").get_json()
    assert report == {
        "today": "2026-11-24",
        "counted_at": None,
        "transit_days": 5,
        "arrivals": [
            {
                "state": "expected", "day": "2026-11-26", "warehouse": "main", "parcels": 1, "units": 1,
                "worth": [{"currency": "EUR", "amount_minor": 5900}],
            }
        ],
    }  # fmt: skip
    assert system.get("/reports/arrivals", warehouse="tampere").get_json()["arrivals"] == []
    clock.advance(days=5)
    assert system.get("/reports/arrivals").get_json()["arrivals"][0]["state"] == "overdue"


def test_each_asks_for_its_scope(make_system: MakeSystem) -> None:
    assert make_system(Scope.RETURNS_READ).post("/tracking", {"events": []}).status_code == 403
    assert make_system(Scope.RETURNS_READ).get("/reports/arrivals").status_code == 403
    assert make_system(Scope.REPORTS_READ).get("/reports/arrivals").status_code == 200
