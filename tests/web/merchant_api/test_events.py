"""Events for those who ask: oldest first, from a cursor on, nobody else's."""

from sendback.database.model import Database
from sendback.delivery.outbox import act_on_events
from sendback.orders.model import Order
from sendback.returns.requesting import request_return
from sendback.shops.founding import Founded
from sendback.shops.model import Shop
from sendback.shops.scopes import Scope
from tests.conftest import Clock, MakeShop
from tests.factories import make_return_request, push_order
from tests.web.merchant_api.conftest import MakeSystem
from tests.web.merchant_api.system import System


def happen(database: Database, shop: Shop, order: Order, clock: Clock) -> None:
    database.write(request_return, shop, order, make_return_request(order), "shopper", clock())
    database.write(act_on_events, shop.shop_id, clock())


def test_events_are_read_page_by_page_and_followed(
    system: System, database: Database, founded: Founded, order: Order, clock: Clock
) -> None:
    shop = founded.shop
    first = system.get("/events").json
    assert first == {"data": [], "next_cursor": "0", "has_more": False}
    happen(database, shop, order, clock)
    page = system.get("/events", limit=2).json
    assert ([each["type"] for each in page["data"]], page["has_more"]) == (["return.requested", "return.authorized"], True)
    rest = system.get("/events", cursor=page["next_cursor"]).json
    assert ([each["sequence"] for each in rest["data"]], rest["has_more"], rest["next_cursor"]) == ([3], False, "3")
    assert system.get("/events", cursor="3").json == {"data": [], "next_cursor": "3", "has_more": False}
    happen(database, shop, database.write(push_order, shop.shop_id), clock)
    assert len(system.get("/events", cursor="3").json["data"]) == 3
    assert [each["type"] for each in system.get("/events", type="label.created").json["data"]] == ["label.created"] * 2
    assert system.get("/events", type="label.created", cursor="99").json["next_cursor"] == "99"


def test_a_wrong_cursor_or_type_is_named(system: System) -> None:
    wrong = [("cursor", "x"), ("cursor", "-1"), ("cursor", "9" * 16), ("cursor", "①"), ("type", "order.eaten"), ("limit", "0")]
    for name, value in [*wrong, ("limit", "101")]:
        assert system.get("/events", **{name: value}).status_code == 422


def test_events_stay_with_their_shop_and_their_scope(
    make_system: MakeSystem, database: Database, founded: Founded, order: Order, make_shop: MakeShop, clock: Clock
) -> None:
    happen(database, founded.shop, order, clock)
    assert make_system(shop=make_shop().shop).get("/events").json["data"] == []
    assert make_system(Scope.WEBHOOKS_WRITE).get("/events").status_code == 403
    assert len(make_system(Scope.RETURNS_READ).get("/events").json["data"]) == 3
