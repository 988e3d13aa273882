"""Orders by the API: one, the list, the news; told whole at their own address."""

from sendback.database.model import Database
from sendback.orders.model import Order
from sendback.shops.model import Shop
from tests.conftest import Clock
from tests.factories import make_buyer, push_order
from tests.web.merchant_api.conftest import MakeSystem
from tests.web.merchant_api.system import System

LINES = [{"id": "1", "title": "Tent", "quantity": 2}]


def test_an_order_is_shown_with_what_is_in_returns(system: System, order: Order) -> None:
    shown = system.get(f"/orders/{order.number}").get_json()
    assert shown["number"] == order.number
    assert (shown["lines"][0]["left"], shown["lines"][0]["taken"]) == (order.lines[0].quantity, 0)
    assert shown["updated_at"].endswith("Z")
    assert system.get("/orders/none-of-ours").get_json()["code"] == "not-found"


def test_a_number_may_have_a_slash(system: System) -> None:
    assert system.send("PUT", "/orders/2026/7", {"number": "2026/7", "lines": LINES}).status_code == 201
    assert system.get("/orders/2026/7").get_json()["number"] == "2026/7"


def test_orders_are_looked_for(database: Database, shop: Shop, system: System) -> None:
    database.write(push_order, shop.shop_id, number="A-1", buyer=make_buyer(email="Aino@Example.fi"))
    database.write(push_order, shop.shop_id, number="A-2", buyer=make_buyer(email="other@example.fi"))

    def numbers(**query: object) -> list[str]:
        return [order["number"] for order in system.get("/orders", **query).get_json()["data"]]

    assert numbers() == ["A-2", "A-1"]
    assert numbers(email="aino@example.fi") == ["A-1"]
    assert numbers(number="a-2") == ["A-2"]
    assert numbers(updated_since="2099-01-01T00:00:00Z") == []


def test_whoever_follows_along_sees_every_order_once(database: Database, shop: Shop, system: System, clock: Clock) -> None:
    made = [database.write(push_order, shop.shop_id, number=f"F-{n}", as_of=clock.advance(seconds=n % 2)) for n in range(7)]
    seen, cursor = [], ""
    while cursor is not None:
        page = system.get("/orders", limit=2, cursor=cursor, updated_since="2020-01-01T00:00:00Z").get_json()
        seen += [order["number"] for order in page["data"]]
        cursor = page["next_cursor"]
    assert seen == [order.number for order in made]


def test_an_order_is_told_whole_at_its_own_address(system: System) -> None:
    first = system.send("PUT", "/orders/SB-7", {"number": "SB-7", "lines": LINES})
    assert first.status_code == 201
    again = system.send("PUT", "/orders/sb-7", {"number": "SB-7", "lines": LINES, "currency": "EUR"})
    assert (again.status_code, again.get_json()["currency"]) == (200, "EUR")
    other = system.send("PUT", "/orders/SB-8", {"number": "SB-7", "lines": LINES})
    assert other.get_json()["errors"][0]["field"] == "number"
    assert system.send("PUT", "/orders/SB-7", {"number": "SB-7", "lines": []}).status_code == 422


def test_a_state_that_is_known_is_not_sent_again(system: System, order: Order) -> None:
    first = system.get(f"/orders/{order.number}")
    again = system.get(f"/orders/{order.number}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_state_that_has_passed_is_not_changed(system: System) -> None:
    body = {"number": "SB-7", "lines": LINES}
    seen = system.send("PUT", "/orders/SB-7", body).headers["ETag"]
    newer = system.send("PUT", "/orders/SB-7", {**body, "currency": "EUR"}, headers={"If-Match": seen})
    assert newer.status_code == 200
    late = system.send("PUT", "/orders/SB-7", {**body, "currency": "SEK"}, headers={"If-Match": seen})
    assert (late.status_code, late.get_json()["code"]) == (412, "precondition-failed")
    unborn = system.send("PUT", "/orders/SB-9", {**body, "number": "SB-9"}, headers={"If-Match": seen})
    assert unborn.status_code == 412


def test_another_shops_orders_are_not_there(make_system: MakeSystem, order: Order, make_shop: object) -> None:
    stranger = make_system(shop=make_shop().shop)  # type: ignore[operator]
    assert stranger.get(f"/orders/{order.number}").status_code == 404
    assert stranger.get("/orders").get_json()["data"] == []
