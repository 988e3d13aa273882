"""A gift through the tag's door: no price, no buyer, exchange or credit only, and mail to whoever typed an address."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.orders.model import Order
from sendback.orders.store import get_order
from sendback.orders.token.claims import OrderClaims
from sendback.orders.token.signing import draw_token_id, sign_order
from sendback.returns.store import list_returns
from sendback.shops.founding import Founded
from tests.conftest import Clock, MakeShop
from tests.factories import make_line, push_order
from tests.web.shopping import CONTACT, ORIGIN, ask_return, open_order, post

GIVEN = {**CONTACT, "name": "Matti Meikäläinen", "email": "matti@example.fi"}


@pytest.fixture
def founded(make_shop: MakeShop) -> Founded:
    return make_shop(origins=[ORIGIN], resolutions=["refund", "exchange", "store_credit"])


@pytest.fixture
def order(database: Database, founded: Founded) -> Order:
    return database.write(push_order, founded.shop.shop_id, lines=(make_line("1"), make_line("2")))


def open_gift(client: FlaskClient, founded: Founded, order: Order, clock: Clock) -> dict[str, Any]:
    claims = OrderClaims(order=order.number, token_id=draw_token_id(), is_reference=True, is_gift=True)
    token = sign_order(claims, founded.signing_key, int(clock().timestamp()))
    answer = post(client, founded, "/orders/open", {"token": token, "lang": "en"})
    assert answer.status_code == 200
    for secret in ("Aino", "Järvenpää", "aino@", "33100", "Tampere", "5900", "59.00", "EUR"):
        assert secret not in answer.get_data(as_text=True)
    opened: dict[str, Any] = answer.get_json()
    return opened


def test_nothing_that_is_shown_names_a_price_or_the_buyer(
    client: FlaskClient, founded: Founded, order: Order, clock: Clock
) -> None:
    opened = open_gift(client, founded, order, clock)
    assert (opened["gift"], opened["proved"], opened["proof_fields"], opened["email_masked"]) == (True, True, [], None)
    assert opened["resolutions"] == ["exchange", "store_credit"]
    assert {line["unit_price_minor"] for line in opened["lines"]} == {None}
    assert opened["contact"]["name"] == ""


def test_the_return_is_whoever_typed_and_the_units_are_the_buyers(
    client: FlaskClient, founded: Founded, order: Order, clock: Clock, database: Database
) -> None:
    session = open_gift(client, founded, order, clock)["session"]
    lines = [{"id": "1", "quantity": 2, "reason": "too_small", "resolution": "store_credit"}]
    answer = ask_return(client, founded, session, lines=lines, contact=GIVEN, delivery="email")
    assert answer.status_code == 201
    assert answer.get_json()["email"]["masked"].startswith("m")
    item = database.read(list_returns, founded.shop.shop_id)[0]
    assert (item.is_gift, item.consignor.email, item.consignor.name) == (True, "matti@example.fi", "Matti Meikäläinen")
    assert item.lines[0].unit_price_minor == 5900  # the shop knows what to credit
    assert [line.taken for line in database.read(get_order, founded.shop.shop_id, order.order_id).lines] == [2, 0]
    buyers = ask_return(client, founded, open_order(client, founded, order))
    assert buyers.get_json()["code"] == "quantity-gone"
    page = client.get(answer.get_json()["status_url"]).get_data(as_text=True)
    assert not [secret for secret in ("Aino", "aino@", "59.00") if secret in page]


def test_money_is_not_to_be_had(client: FlaskClient, founded: Founded, order: Order, clock: Clock) -> None:
    session = open_gift(client, founded, order, clock)["session"]
    lines = [{"id": "1", "quantity": 1, "reason": "too_small", "resolution": "refund"}]
    problem = ask_return(client, founded, session, lines=lines, contact=GIVEN).get_json()
    assert [error["field"] for error in problem["errors"]] == ["lines.1.resolution"]


def test_a_gift_shares_no_box_with_an_order_of_ones_own(
    client: FlaskClient, founded: Founded, order: Order, clock: Clock, database: Database
) -> None:
    own = database.write(push_order, founded.shop.shop_id)
    lines = [{"id": "1", "quantity": 1, "reason": "too_small"}]
    beside = [{"session": open_gift(client, founded, order, clock)["session"], "lines": lines}]
    problem = ask_return(client, founded, open_order(client, founded, own), lines=lines, beside=beside).get_json()
    assert (problem["code"], problem["errors"][0]["field"]) == ("invalid-fields", "beside.0.session")
