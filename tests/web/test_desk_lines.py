"""What the desk shows of each line: what was asked for, what it costs, what is kept, whose gift it is, which order it is of."""

import re
from dataclasses import replace
from html import unescape

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.orders.gifts import as_given
from sendback.orders.model import Order
from sendback.returns.model import LineRequest, ReturnRequest
from sendback.returns.requesting import request_return
from sendback.shops.model import Shop
from sendback.shops.resolutions import Resolution
from tests.conftest import Clock, MakeShop
from tests.factories import NOW, make_line, make_return_request, push_order
from tests.returns.test_terms import POLICY, WAYS
from tests.web.test_desk import sign_in


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    reasons = [{"code": "damaged", "label": {"en": "Damaged"}, "subs": [{"code": "torn", "label": {"en": "Torn"}}]}]
    conditions = [{"code": "worn", "label": {"en": "Worn once"}}]
    resolutions = ["refund", "exchange", "store_credit"]
    return make_shop(policy={"text": POLICY}, options=WAYS, reasons=reasons, conditions=conditions, resolutions=resolutions).shop


@pytest.fixture
def order(database: Database, shop: Shop) -> Order:
    lines = (make_line("mug", unit_price_minor=900), make_line("coat", tags=("sale",)))
    return database.write(push_order, shop.shop_id, lines=lines)


@pytest.fixture
def desk(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> FlaskClient:
    return sign_in(client, database, shop, clock)


def show(desk: FlaskClient, database: Database, shop: Shop, order: Order, request: ReturnRequest) -> str:
    item = database.write(request_return, shop, order, request, "shopper", NOW)
    page = desk.get(f"/desk/returns/{item.return_id}").text
    return " ".join(unescape(re.sub(r"<[^>]+>", "", page)).split())


def test_every_word_and_amount_of_a_line_is_there(desk: FlaskClient, database: Database, shop: Shop, order: Order) -> None:
    swapped = LineRequest(
        "coat", 1, "damaged", sub_reason="torn", condition="worn", resolution=Resolution.EXCHANGE,
        exchange_sku="COAT-L", exchange_title="Coat, L",
    )  # fmt: skip
    page = show(desk, database, shop, order, make_return_request(order, lines=(swapped,)))
    for said in ("Damaged: Torn", "Worn once", "Exchange: Coat, L (COAT-L)", "fee €4.90", "It goes to Outlet, Varastotie 3"):
        assert said in page


def test_what_is_kept_has_no_box(desk: FlaskClient, database: Database, shop: Shop, order: Order) -> None:
    page = show(desk, database, shop, order, make_return_request(order, lines=(LineRequest("mug", 1, "damaged"),)))
    for said in ("What is kept", "Please keep it.", "Nothing is sent", "Settled: the items are kept", "Money is due"):
        assert said in page
    assert "Open label" not in page


def test_a_gift_and_another_order_are_named(desk: FlaskClient, database: Database, shop: Shop, order: Order) -> None:
    other = database.write(push_order, shop.shop_id, lines=(make_line("coat"),))
    lines = (LineRequest("coat", 1, "damaged"), LineRequest("coat", 1, "damaged", order_id=other.order_id))
    request = replace(make_return_request(order, lines=lines), beside=(as_given(other, []),), is_gift=True)
    page = show(desk, database, shop, as_given(order, []), request)
    for said in ("A gift", f"order {order.number}", f"order {other.number}", f"orders {order.number}, {other.number}"):
        assert said in page
    assert "The rules of these lines name different addresses: outlet." in page
