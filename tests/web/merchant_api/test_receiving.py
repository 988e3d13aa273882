"""A system that does the receiving: many in one call, each told by itself, none done twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from sendback.database.model import Database, Tx
from sendback.orders.model import Order
from sendback.receiving.stock.level_store import find_level
from sendback.receiving.stock.model import Spot
from sendback.returns.model import LineRequest, Return, Status
from sendback.returns.parcel_store import list_parcels, save_parcel
from sendback.returns.requesting import request_return
from sendback.returns.store import get_return
from sendback.shops.founding import Founded
from sendback.shops.receiving import Condition
from sendback.shops.scopes import Scope
from tests.factories import make_return_request, push_order
from tests.web.merchant_api.conftest import MakeSystem
from tests.web.merchant_api.system import System

MakeSent = Callable[[], Return]


@pytest.fixture
def make_sent(database: Database, founded: Founded, now: datetime) -> MakeSent:
    """Let a return of two jumpers and a pair of slippers be on its way."""

    def make() -> Return:
        order: Order = database.write(push_order, founded.shop.shop_id)
        lines = (LineRequest("1", 2, "too_small"), LineRequest("2", 1, "damaged"))
        return database.write(request_return, founded.shop, order, make_return_request(order, lines=lines), "shopper", now)

    return make


def track(tx: Tx, item: Return, number: str) -> None:
    box = list_parcels(tx, item.shop_id, item.return_id)[0]
    save_parcel(tx, replace(box, tracking_number=number), box)


def tell(system: System, name: str, *pieces: dict[str, Any], key: str = "") -> list[dict[str, Any]]:
    path = "/stock" if name == "moves" else f"/{name}"
    answer = system.post(path, {name: list(pieces)}, {"Idempotency-Key": key} if key else None)
    assert answer.status_code == 200, answer.text
    return list(answer.get_json()["results"])


def test_boxes_are_taken_in_by_whatever_they_are_known_by_and_unknown_ones_are_told_in_their_place(
    system: System, database: Database, make_sent: MakeSent
) -> None:
    first, second, third = make_sent(), make_sent(), make_sent()
    database.write(track, third, "00340434161094042557")
    told = tell(
        system, "receipts",
        {"id": "w1", "rma": first.rma, "weight_g": 900}, {"id": "w2", "rma": "R1"},
        {"return_id": second.return_id}, {"id": "w4", "tracking_number": "0034 0434 1610 9404 2557"},
        {"id": "w5", "tracking_number": "1Z"}, {"id": "w6", "rma": first.rma, "return_id": first.return_id},
        {"id": "w7", "code": "SOMETHING ELSE"}, {"id": "w8", "rma": first.rma}, {"weight_g": "heavy"},
    )  # fmt: skip
    assert [(each["id"], each["state"]) for each in told] == [
        ("w1", "done"), ("w2", "refused"), ("", "done"), ("w4", "done"), ("w5", "refused"), ("w6", "refused"), ("w7", "done"),
        ("w8", "refused"), ("", "refused"),
    ]  # fmt: skip
    assert [each["problem"]["code"] for each in told if each["problem"]] == [
        "not-found", "not-found", "invalid-fields", "already-received", "invalid-fields",
    ]  # fmt: skip
    assert (told[0]["receipt"]["parcel"], told[0]["receipt"]["weight_g"]) == (1, 900)
    assert (told[6]["receipt"]["rma"], told[6]["receipt"]["code"]) == (None, "SOMETHING ELSE")
    for item in (first, second, third):
        assert database.read(get_return, item.shop_id, item.return_id).status is Status.RECEIVED
    pages = system.get("/receipts", limit=3).get_json()
    assert len(pages["data"]) == 3
    rest = system.get("/receipts", cursor=pages["next_cursor"]).get_json()
    assert (len(rest["data"]), rest["next_cursor"]) == (1, None)
    (one,) = system.get("/receipts", rma=first.rma).get_json()["data"]
    assert one == told[0]["receipt"]


def test_what_was_found_is_on_stock_and_the_return_is_closed(system: System, database: Database, make_sent: MakeSent) -> None:
    item = make_sent()
    tell(system, "receipts", {"rma": item.rma})
    told = tell(
        system, "inspections",
        {"id": "f1", "rma": item.rma, "sku": "WOOL-1", "outcome": "arrived", "quantity": 1, "grade": "a", "place": "A-1"},
        {"id": "f2", "rma": item.rma, "line_id": "1", "outcome": "damaged", "quantity": 1, "disposition": "restock"},
        {"id": "f3", "rma": item.rma, "line_id": "1", "outcome": "damaged", "quantity": 1},
        {"id": "f4", "rma": item.rma, "sku": "NOBODY-KNOWS", "outcome": "arrived", "quantity": 1},
        {"id": "f5", "rma": item.rma, "sku": "FELT-2", "outcome": "missing", "quantity": 1},
        {"id": "f6", "rma": item.rma, "sku": "HAT-9", "outcome": "extra", "quantity": 1, "disposition": "donate"},
    )  # fmt: skip
    assert [each["state"] for each in told] == ["done", "refused", "done", "refused", "done", "done"]
    assert [each["problem"]["errors"][0]["field"] for each in told if each["problem"]] == ["disposition", "line_id"]
    levels = system.get("/stock").get_json()["data"]
    assert [(each["sku"], each["place"], each["condition"], each["quantity"]) for each in levels] == [
        ("HAT-9", "", "blocked", 1), ("WOOL-1", "", "blocked", 1), ("WOOL-1", "A-1", "sellable", 1),
    ]  # fmt: skip
    assert database.read(get_return, item.shop_id, item.return_id).status is Status.CLOSED
    listed = system.get("/inspections", rma=item.rma).get_json()["data"]
    assert sorted(each["outcome"] for each in listed) == ["arrived", "damaged", "extra", "missing"]


def test_nothing_is_done_twice_by_the_key_of_the_call_or_by_the_senders_own_ids(
    system: System, database: Database, make_sent: MakeSent
) -> None:
    item = make_sent()
    boxes = [tell(system, "receipts", {"id": "b", "rma": item.rma}, key=key) for key in ("k1", "k1", "k2")]
    found = {"id": "f", "rma": item.rma, "line_id": "1", "outcome": "arrived", "quantity": 1, "grade": "a"}
    finds = [tell(system, "inspections", found, key=key) for key in ("k1", "k1", "k2")]
    move = {"id": "m", "kind": "take", "sku": "WOOL-1", "condition": "sellable", "quantity": 1, "reason": "sold"}
    moves = [tell(system, "moves", move, key=key) for key in ("k1", "k1", "k2")]
    for (first,), (repeated,), (later,) in (boxes, finds, moves):
        assert first == repeated
        assert (first["state"], later) == ("done", {**first, "state": "again"})
    assert database.read(find_level, item.shop_id, Spot("WOOL-1", "", Condition.SELLABLE)) == 0


def test_a_call_is_refused_as_a_whole_only_where_it_is_no_list(system: System) -> None:
    for body in ({}, {"receipts": []}, {"receipts": {}}, {"receipts": [{}], "more": 1}):
        assert system.post("/receipts", body).get_json()["code"] == "invalid-fields"
    assert system.post("/receipts", {"receipts": [{}] * 201}).get_json()["code"] == "too-large"
    assert system.get("/inspections", cursor="x").get_json()["code"] == "invalid-fields"


def test_a_key_for_one_thing_opens_no_other(make_system: MakeSystem) -> None:
    reader = make_system(Scope.STOCK_READ)
    assert reader.get("/stock").status_code == 200
    for path in ("/stock", "/receipts", "/inspections"):
        assert reader.post(path, {}).get_json()["code"] == "scope-missing"


def test_another_shops_returns_are_not_found(
    system: System, make_system: MakeSystem, make_sent: MakeSent, make_shop: Callable[..., Founded]
) -> None:
    item = make_sent()
    foreign = make_system(shop=make_shop().shop)
    (told,) = tell(foreign, "receipts", {"return_id": item.return_id})
    assert told["problem"]["code"] == "not-found"
    tell(system, "receipts", {"return_id": item.return_id})
    assert foreign.get("/receipts").get_json()["data"] == []
