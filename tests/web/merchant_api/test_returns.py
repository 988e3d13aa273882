"""Returns by the API: made, found, decided, changed; all that the desk does, by the same verbs."""

from typing import Any

import pytest

from sendback.database.model import Database
from sendback.orders.model import Order
from sendback.shops.model import Shop
from tests.conftest import Clock, MakeShop
from tests.factories import make_line, push_order
from tests.web.merchant_api.conftest import MakeSystem
from tests.web.merchant_api.system import System

LINE = {"id": "1", "quantity": 1, "reason": "too_small"}


def make(system: System, order: Order, **more: Any) -> Any:
    answer = system.post("/returns", {"order_number": order.number, "lines": [LINE], **more})
    assert answer.status_code in (201, 202), answer.text
    return answer.get_json()


@pytest.fixture
def waiting(make_system: MakeSystem, make_shop: MakeShop, database: Database) -> tuple[System, Any]:
    """A system of a shop that approves every return, and one that waits."""
    shop = make_shop(policy={"approval": "none"}).shop
    order = database.write(push_order, shop.shop_id, lines=(make_line(quantity=3), make_line("2", quantity=1)))
    system = make_system(shop=shop)
    return system, make(system, order)


def test_a_return_of_a_known_order(system: System, order: Order) -> None:
    made = make(system, order)
    assert (made["status"], made["order_number"]) == ("authorized", order.number)
    assert made["lines"][0]["because"]["outcome"] == "allow"
    assert made["consignor"]["name"] == order.buyer.name
    assert made["timeline"][0]["type"] == "return.requested"
    assert made["timeline"][0]["by"] == "The shop's system"
    assert system.get(f"/returns/{made['rma']}").get_json() == made
    assert system.get(f"/orders/{order.number}").get_json()["lines"][0]["taken"] == 1


def test_a_return_of_an_order_that_was_never_seen(system: System) -> None:
    order = {
        "number": "NEW-1",
        "returnable_until": "2099-12-31",
        "name": "Aino",
        "lines": [{"id": "1", "title": "T", "quantity": 1}],
    }
    contact = {
        "name": "Aino",
        "email": "aino@example.fi",
        "address": {"lines": ["Katu 5"], "postcode": "33100", "city": "Tampere", "country": "FI"},
    }
    answer = system.post("/returns", {"order": order, "lines": [LINE], "contact": contact})
    assert answer.status_code == 201, answer.text
    assert system.get("/orders/NEW-1").get_json()["lines"][0]["left"] == 0


def test_nothing_is_kept_of_what_is_refused(system: System) -> None:
    order = {"number": "NEW-2", "lines": [{"id": "1", "title": "T", "quantity": 1}]}
    answer = system.post("/returns", {"order": order, "lines": [{**LINE, "reason": "no such reason"}]})
    assert answer.status_code == 422
    assert "lines.1.reason" in [error["field"] for error in answer.get_json()["errors"]]
    assert system.get("/orders/NEW-2").status_code == 404


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "lines"),
        ({"lines": [LINE]}, ""),
        ({"order_number": "gone", "lines": [LINE]}, "order_number"),
        ({"order_number": "x", "lines": [{**LINE, "quantity": "1"}]}, "lines.0.quantity"),
        ({"order_number": "x", "lines": [{**LINE, "quantity": True}]}, "lines.0.quantity"),
        ({"order_number": "x", "lines": [LINE], "colour": 1}, "colour"),
        ({"order_number": "x", "lines": [LINE], "delivery": "pigeon"}, "delivery"),
    ],
)
def test_what_does_not_fit_is_named(system: System, body: object, field: str) -> None:
    answer = system.post("/returns", body)
    assert answer.status_code == 422
    assert field in [error["field"] for error in answer.get_json()["errors"]]


def test_the_same_key_makes_one_return(system: System, order: Order) -> None:
    body, headers = {"order_number": order.number, "lines": [LINE]}, {"Idempotency-Key": "once"}
    first, again = (system.post("/returns", body, headers) for _ in range(2))
    assert first.get_json() == again.get_json()
    assert len(system.get("/returns").get_json()["data"]) == 1
    assert system.post("/returns", body, {"Idempotency-Key": ""}).get_json()["code"] == "idempotency-key-missing"


def test_more_than_there_is_cannot_come_back(system: System, order: Order) -> None:
    many = {**LINE, "quantity": order.lines[0].quantity + 1}
    answer = system.post("/returns", {"order_number": order.number, "lines": [many]})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "quantity-gone")


def test_a_return_is_approved_and_printed(waiting: tuple[System, Any]) -> None:
    system, item = waiting
    assert item["status"] == "requested"
    assert system.get(f"/returns/{item['rma']}/labels").get_json()["code"] == "status-conflict"
    approved = system.post(f"/returns/{item['rma']}/approve").get_json()
    assert (approved["status"], approved["parcels"][0]["number"]) == ("authorized", 1)
    labels = system.get(f"/returns/{item['rma']}/labels").get_json()
    paper = system.client.get(labels["labels"][0]["label"]["pdf"])
    assert paper.data.startswith(b"%PDF")
    assert set(labels["packing_slip"]["forms"]) >= {"pdf", "zpl", "png"}
    again = system.post(f"/returns/{item['rma']}/approve")
    assert (again.status_code, again.get_json()["code"]) == (409, "status-conflict")


def test_a_return_is_declined_with_a_reason(waiting: tuple[System, Any]) -> None:
    system, item = waiting
    assert system.post(f"/returns/{item['rma']}/decline", {}).status_code == 422
    declined = system.post(f"/returns/{item['rma']}/decline", {"preset": "late", "reason": "By a week."}).get_json()
    assert declined["status"] == "declined"
    assert declined["decline_reason"].endswith("By a week.")


def test_a_return_is_canceled(system: System, order: Order) -> None:
    item = make(system, order)
    assert system.post(f"/returns/{item['rma']}/cancel").get_json()["status"] == "canceled"
    assert system.get(f"/orders/{order.number}").get_json()["lines"][0]["taken"] == 0


def test_lines_are_changed_and_let_in(waiting: tuple[System, Any]) -> None:
    system, item = waiting
    address = f"/returns/{item['rma']}/lines"
    assert system.send("PATCH", address, {"lines": [{"id": "1", "quantity": 2}]}).status_code == 422, "the shopper is told why"
    changed = system.send("PATCH", address, {"lines": [{"id": "1", "quantity": 2}], "why": "As you wrote."}).get_json()
    assert [line["quantity"] for line in changed["lines"]] == [2]
    assert system.send("PATCH", address, {"lines": [{"id": "9", "quantity": 1}]}).status_code == 422
    added = system.post(address, {"id": "2", "quantity": 1, "reason": "damaged", "override": "She called."}).get_json()
    assert [line["because"]["overridden"] for line in added["lines"]] == [False, True]


def test_notes_and_questions(waiting: tuple[System, Any]) -> None:
    system, item = waiting
    note = system.post(f"/returns/{item['rma']}/notes", {"text": "Called twice."})
    assert (note.status_code, note.get_json()["kind"]) == (201, "note")
    question = system.post(f"/returns/{item['rma']}/questions", {"text": "What broke?", "wants_photos": True})
    assert question.status_code == 201, question.text
    told = system.get(f"/returns/{item['rma']}/notes").get_json()["data"]
    assert [(one["kind"], one["by"]) for one in told] == [("note", "The shop's system"), ("question", "The shop's system")]


def test_boxes_and_mail(system: System, order: Order) -> None:
    item = make(system, order)
    box = system.post(f"/returns/{item['rma']}/parcels")
    assert (box.status_code, box.get_json()["number"]) == (201, 2)
    assert len(system.get(f"/returns/{item['rma']}/labels").get_json()["labels"]) == 2
    assert system.post(f"/returns/{item['rma']}/parcels/1/void").get_json()["code"] == "status-conflict"
    assert system.post(f"/returns/{item['rma']}/parcels/9/buy").status_code == 404
    assert system.post(f"/returns/{item['rma']}/labels/email").status_code == 202


def test_returns_are_looked_for(database: Database, shop: Shop, system: System, clock: Clock) -> None:
    orders = [database.write(push_order, shop.shop_id, number=f"L-{n}", lines=(make_line(sku=f"SKU-{n}"),)) for n in range(3)]
    items = []
    for order in orders:
        clock.advance(hours=1)
        items.append(make(system, order))
    system.post(f"/returns/{items[0]['rma']}/cancel")

    def rmas(**query: object) -> list[str]:
        return [item["rma"] for item in system.get("/returns", **query).get_json()["data"]]

    first, second, third = (item["rma"] for item in items)
    assert rmas() == [third, second, first]
    assert rmas(status="canceled") == [first]
    assert rmas(order="l-1") == [second]
    assert rmas(sku="SKU-2") == [third]
    assert rmas(created_since=items[1]["created_at"]) == [third, second]
    assert rmas(updated_since=items[2]["updated_at"]) == [first, third] or rmas(updated_since=items[2]["updated_at"]) == [
        third,
        first,
    ]
    page = system.get("/returns", limit=2).get_json()
    assert rmas(limit=2, cursor=page["next_cursor"]) == [first]
    assert system.get("/returns", status="lost").get_json()["errors"][0]["field"] == "status"


def test_a_state_that_has_passed_is_not_decided(waiting: tuple[System, Any]) -> None:
    system, item = waiting
    address = f"/returns/{item['rma']}"
    seen = system.get(address).headers["ETag"]
    assert system.get(address, headers={"If-None-Match": seen}).status_code == 304
    system.post(f"{address}/notes", {"text": "Wait."})
    late = system.post(f"{address}/approve", headers={"If-Match": seen})
    assert late.get_json()["code"] == "precondition-failed"
    now = system.get(address).headers["ETag"]
    assert system.post(f"{address}/approve", headers={"If-Match": now}).get_json()["status"] == "authorized"


def test_another_shops_returns_are_not_there(system: System, order: Order, make_system: MakeSystem, make_shop: MakeShop) -> None:
    item, stranger = make(system, order), make_system(shop=make_shop().shop)
    assert stranger.get("/returns").get_json()["data"] == []
    for method, path in (("GET", ""), ("POST", "/approve"), ("POST", "/cancel"), ("GET", "/labels"), ("GET", "/notes")):
        assert stranger.send(method, f"/returns/{item['rma']}{path}").status_code == 404


def test_a_mail_that_was_asked_for_is_answered_the_same_though_the_return_went_on(system: System, order: Order) -> None:
    item, once = make(system, order), {"Idempotency-Key": "mail"}
    first = system.post(f"/returns/{item['rma']}/labels/email", None, once)
    system.post(f"/returns/{item['rma']}/cancel")
    again = system.post(f"/returns/{item['rma']}/labels/email", None, once)
    assert (first.status_code, again.status_code, again.get_json()) == (202, 202, first.get_json())
