"""Orders at the desk: found as one types, shown with their returns, masked for who may not see people."""

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.orders.sources import OrderSource
from sendback.returns.requesting import request_return
from sendback.returns.rma import show_rma
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from sendback.shops.source_store import find_source
from sendback.shops.sources import secret_place
from sendback.web.context import Context
from tests.conftest import Clock
from tests.factories import make_buyer, make_return_request, push_order
from tests.web.owner import sign_in


def list_found(desk: FlaskClient, sought: str) -> list[str]:
    page = desk.post("/desk/orders", data={"find": sought}).text
    return [number for number in ("AB-1", "AB-2", "ZZ_9", "QQ-1") if f"<bdi>{number}</bdi></a>" in page]


@pytest.fixture
def numbers(database: Database, shop: Shop) -> None:
    for number, name, email in (
        ("AB-1", "Ada", "ada@x.example"),
        ("AB-2", "Bo", "bo@x.example"),
        ("ZZ_9", "100% Cy", "cy@x.example"),
    ):
        database.write(push_order, shop.shop_id, number=number, buyer=make_buyer(name=name, email=email))


@pytest.mark.usefixtures("numbers")
def test_orders_are_found_by_number_name_and_mail(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> None:
    desk = sign_in(client, database, shop, clock(), Role.AGENT)
    assert list_found(desk, "") == ["AB-1", "AB-2", "ZZ_9"]
    assert list_found(desk, "#ab") == ["AB-1", "AB-2"]
    assert list_found(desk, "bo") == ["AB-2"]
    assert list_found(desk, "CY@x.example") == ["ZZ_9"]
    assert list_found(desk, "100%") == ["ZZ_9"]
    assert list_found(desk, "%") == []
    assert list_found(desk, "ZZ_9") == ["ZZ_9"]


@pytest.mark.usefixtures("numbers")
@pytest.mark.parametrize("role", [Role.VIEWER, Role.DOCK])
def test_who_may_not_see_people_sees_and_finds_none(
    client: FlaskClient, database: Database, shop: Shop, clock: Clock, role: Role
) -> None:
    desk = sign_in(client, database, shop, clock(), role)
    order = database.write(push_order, shop.shop_id, number="QQ-1")
    for path in ("/desk/orders", f"/desk/orders/{order.order_id}"):
        page = desk.get(path).text
        assert "QQ-1" in page
        assert not any(text in page for text in (order.buyer.name, order.buyer.email, order.buyer.address.lines[0], "New return"))
    assert list_found(desk, "bo") == []
    assert list_found(desk, "AB-2") == ["AB-2"]


def test_an_order_shows_its_lines_and_returns(
    client: FlaskClient, database: Database, shop: Shop, context: Context, clock: Clock
) -> None:
    desk = sign_in(client, database, shop, clock(), Role.AGENT)
    order = database.write(push_order, shop.shop_id, number="SB 7")
    item = database.write(request_return, shop, order, make_return_request(order), "shopper", clock())
    page = desk.get(f"/desk/orders/{order.order_id}").text
    assert show_rma(item.rma) in page
    assert "1 of " in page
    assert f"/desk/returns/new?order={order.order_id}" in page
    assert desk.get("/desk/orders/nowhere").status_code == 404


def test_a_source_is_set_up_shown_once_and_forgotten(
    client: FlaskClient, database: Database, shop: Shop, context: Context, clock: Clock
) -> None:
    desk = sign_in(client, database, shop, clock())
    page = desk.get("/desk/orders/sources").text
    assert f"/api/v1/intake/woocommerce/{shop.slug}" in page
    assert desk.post("/desk/orders/sources/shopify", data={"secret": ""}).status_code == 422
    assert desk.post("/desk/orders/sources/magento", data={"secret": "x" * 20}).status_code == 404
    made = desk.post("/desk/orders/sources/woocommerce", data={"secret": ""}).text
    source = database.read(find_source, shop.shop_id, OrderSource.WOOCOMMERCE)
    assert source is not None
    secret = context.vault.open(source.secret, secret_place(shop.shop_id, OrderSource.WOOCOMMERCE))
    assert secret in made
    assert secret not in desk.get("/desk/orders/sources").text
    assert "Not heard yet" in desk.get("/desk/orders/sources").text
    desk.post("/desk/orders/sources/woocommerce/forget")
    assert database.read(find_source, shop.shop_id, OrderSource.WOOCOMMERCE) is None
