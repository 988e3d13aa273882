"""Several orders in one box on the hosted page, and gifts."""

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sendback.database.model import Database
from sendback.orders.model import Order
from sendback.returns.store import list_returns
from sendback.shops.model import Shop
from tests.conftest import MakeShop
from tests.factories import make_line, push_order
from tests.web.hosted_shopper import RICH, choose, find
from tests.web.pages import Page, send


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop(**RICH).shop


@pytest.fixture
def orders(database: Database, shop: Shop) -> tuple[Order, Order]:
    mug = (make_line("1", title="Enamel mug", sku="MUG"),)
    return database.write(push_order, shop.shop_id), database.write(push_order, shop.shop_id, lines=mug)


def add(client: FlaskClient, page: TestResponse, number: str, chosen: dict[str, str]) -> TestResponse:
    """Add an order from the lines of the first."""
    asked = send(client, page, {**chosen, "do": "order"}, "/lines")
    assert "Add another order" in asked.text
    return send(client, asked, {"order_number": number, "proof.postcode": "33100"}, "/order")


def test_two_orders_go_into_one_box(client: FlaskClient, database: Database, shop: Shop, orders: tuple[Order, Order]) -> None:
    first, second = orders
    both = add(client, find(client, shop, first.number), second.number, choose("1"))
    assert f"Order \N{FIRST STRONG ISOLATE}{second.number}" in both.text
    assert Page(both.text).forms[0].values["pick.1"] == "1"
    details = send(client, both, choose("1", place=1), "/lines")
    done = client.get(send(client, details, {"do": "send"}, "/details").headers["Location"])
    [item] = database.read(list_returns, shop.shop_id)
    assert [(line.order_number, line.title) for line in item.lines] == [
        (first.number, "Wool jumper"),
        (second.number, "Enamel mug"),
    ]
    assert done.text.index("Wool jumper") < done.text.index(second.number) < done.text.index("Enamel mug")


def test_a_fault_of_the_second_order_is_named_at_its_own_control(
    client: FlaskClient, shop: Shop, orders: tuple[Order, Order]
) -> None:
    both = add(client, find(client, shop, orders[0].number), orders[1].number, choose("1"))
    page = send(client, both, choose("1", place=1, reason=""), "/lines")
    read = Page(page.text)
    assert page.status_code == 422
    assert read.targets == ["1.reason.1"]
    assert set(read.targets) <= set(read.ids)
    assert "Choose a reason for Enamel mug." in page.text


def test_only_the_second_order_may_be_chosen_from(
    client: FlaskClient, database: Database, shop: Shop, orders: tuple[Order, Order]
) -> None:
    both = add(client, find(client, shop, orders[0].number), orders[1].number, {})
    details = send(client, both, choose("1", place=1), "/lines")
    assert send(client, details, {"do": "send"}, "/details").status_code == 303
    [item] = database.read(list_returns, shop.shop_id)
    assert item.order_number == orders[1].number


def test_an_order_is_not_added_twice(client: FlaskClient, shop: Shop, orders: tuple[Order, Order]) -> None:
    again = add(client, find(client, shop, orders[0].number), orders[0].number, choose("1"))
    assert again.text.count('name="pick.1"') == 1
    assert "1.pick.1" not in again.text


def test_a_wrong_proof_of_the_second_order_loses_nothing(client: FlaskClient, shop: Shop, orders: tuple[Order, Order]) -> None:
    asked = send(client, find(client, shop, orders[0].number), {**choose("1"), "do": "order"}, "/lines")
    wrong = send(client, asked, {"order_number": orders[1].number, "proof.postcode": "99999"}, "/order")
    assert wrong.status_code == 401
    back = send(client, wrong, {"do": "back"}, "/order")
    assert Page(back.text).forms[0].values["pick.1"] == "1"


def test_another_shops_order_is_not_let_into_the_box(
    client: FlaskClient, database: Database, make_shop: MakeShop, shop: Shop, orders: tuple[Order, Order]
) -> None:
    stranger = make_shop(**RICH).shop
    theirs = database.write(push_order, stranger.shop_id)
    session = Page(find(client, stranger, theirs.number).text).forms[0].values["session"]
    page = send(client, find(client, shop, orders[0].number), {**choose("1"), "session.1": session}, "/lines")
    assert theirs.number not in page.text
