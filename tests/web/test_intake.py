"""Shop systems tell of orders: believed by signature, understood, and harmless when sent twice or late."""

import base64
import hashlib
import hmac
import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sendback.database.model import Database
from sendback.orders.model import Order
from sendback.orders.shop_signatures import verify_shopify
from sendback.orders.sources import OrderSource
from sendback.orders.store import find_order
from sendback.privacy.complying import Topic
from sendback.privacy.request_store import list_open_requests
from sendback.returns.store import get_return
from sendback.shops.model import Shop
from sendback.shops.source_store import find_source, save_source
from sendback.shops.sources import secret_place
from sendback.web.context import Context
from tests.conftest import Clock
from tests.orders.intake.messages import SHOPIFY, WOOCOMMERCE
from tests.privacy.telling import EMAIL, tell_all

SECRET = "a secret that only the shop and we know"


@pytest.fixture(autouse=True)
def _believed(context: Context, shop: Shop) -> None:
    for kind in OrderSource:
        sealed = context.vault.seal(SECRET, secret_place(shop.shop_id, kind))
        context.database.write(save_source, shop.shop_id, kind, sealed, "tests", context.clock())


def sign(body: bytes, secret: str = SECRET) -> str:
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def tell(client: FlaskClient, shop: Shop, kind: str, told: dict[str, Any], secret: str = SECRET) -> TestResponse:
    body = json.dumps(told).encode()
    headers = {
        "woocommerce": {"X-WC-Webhook-Signature": sign(body, secret), "X-WC-Webhook-Topic": "order.updated"},
        "shopify": {"X-Shopify-Hmac-Sha256": sign(body, secret), "X-Shopify-Topic": "orders/updated"},
    }[kind]
    path = f"/api/v1/intake/{kind}/{shop.slug}"
    return client.post(path, data=body, headers=headers, content_type="application/json")


def ask_of_customer(
    client: FlaskClient, shop: Shop, topic: str, email: str = "kanaria@lintu.example", secret: str = SECRET
) -> TestResponse:
    told: dict[str, Any] = {"shop_id": 954889, "shop_domain": "nordlys.example"}
    if topic != Topic.SHOP_REDACT:
        told["customer"] = {"id": 1, "email": email}
    body = json.dumps(told).encode()
    headers = {"X-Shopify-Hmac-Sha256": sign(body, secret), "X-Shopify-Topic": topic}
    return client.post(f"/api/v1/intake/shopify/{shop.slug}", data=body, headers=headers, content_type="application/json")


def find(database: Database, shop: Shop, number: str) -> Order:
    order = database.read(find_order, shop.shop_id, number)
    assert order is not None
    return order


def test_an_order_of_woocommerce_is_ours(client: FlaskClient, database: Database, shop: Shop) -> None:
    assert tell(client, shop, "woocommerce", WOOCOMMERCE).status_code == 200
    order = find(database, shop, "727")
    assert [(line.line_id, line.sku, line.quantity, line.unit_price_minor) for line in order.lines] == [
        ("315", "MUG-2", 2, 1984), ("316", "HAT-1", 1, 3900),
    ]  # fmt: skip
    assert (order.buyer.name, order.buyer.email, order.buyer.address.postcode) == ("Aino Järvenpää", "aino@example.fi", "33100")
    assert (str(order.ordered_on), order.currency, order.buyer.address.country) == ("2026-11-20", "EUR", "FI")


def test_an_order_of_shopify_is_ours(client: FlaskClient, database: Database, shop: Shop) -> None:
    assert tell(client, shop, "shopify", SHOPIFY).status_code == 200
    order = find(database, shop, "1001")
    assert [(line.title, line.quantity, line.unit_price_minor, line.weight_g) for line in order.lines] == [
        ("Enamel mug – Blue", 2, 1600, 350),
    ]  # fmt: skip
    assert (order.number, str(order.shipped_on), order.language) == ("#1001", "2026-11-21", "fi-FI")


@pytest.mark.parametrize("kind", ["woocommerce", "shopify"])
def test_a_wrong_signature_stores_nothing(client: FlaskClient, database: Database, shop: Shop, kind: str) -> None:
    told = WOOCOMMERCE if kind == "woocommerce" else SHOPIFY
    assert tell(client, shop, kind, told, secret="guessed").status_code == 401
    assert client.post(f"/api/v1/intake/{kind}/nobody", json=told).status_code == 401
    number = "727" if kind == "woocommerce" else "1001"
    assert database.read(find_order, shop.shop_id, number) is None


def test_twice_and_out_of_order_do_no_harm(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> None:
    newer = {
        **WOOCOMMERCE,
        "date_modified_gmt": "2026-11-23T10:00:00",
        "billing": {**WOOCOMMERCE["billing"], "email": "new@example.fi"},
    }
    for told in (newer, WOOCOMMERCE, newer):
        assert tell(client, shop, "woocommerce", told).status_code == 200
        clock.advance(minutes=1)
    assert find(database, shop, "727").buyer.email == "new@example.fi"


def test_what_cannot_be_an_order_is_noted_and_not_sent_for_days(client: FlaskClient, database: Database, shop: Shop) -> None:
    assert tell(client, shop, "shopify", {**SHOPIFY, "line_items": []}).status_code == 200
    source = database.read(find_source, shop.shop_id, OrderSource.SHOPIFY)
    assert source is not None
    assert source.trouble == "An order was left out: lines is empty"
    assert source.heard_at is not None


def test_what_woocommerce_sends_first_is_a_form(client: FlaskClient, shop: Shop) -> None:
    assert client.post(f"/api/v1/intake/woocommerce/{shop.slug}", data={"webhook_id": "7"}).status_code == 200


def test_a_secret_that_is_not_set_verifies_nothing() -> None:
    assert not verify_shopify("", b"x", sign(b"x", ""))
    assert verify_shopify("s", b"x", sign(b"x", "s"))


def test_a_customer_whom_shopify_asks_to_erase_is_erased(client: FlaskClient, context: Context, shop: Shop) -> None:
    told = tell_all(context, shop)
    assert ask_of_customer(client, shop, "customers/redact", secret="guessed").status_code == 401
    assert context.database.read(get_return, shop.shop_id, told.item.return_id).consignor.email == EMAIL
    assert ask_of_customer(client, shop, "customers/redact").status_code == 200
    assert context.database.read(get_return, shop.shop_id, told.item.return_id).consignor.email == ""


@pytest.mark.parametrize("topic", Topic)
def test_what_was_signed_as_something_else_erases_nobody(client: FlaskClient, context: Context, shop: Shop, topic: Topic) -> None:
    told = tell_all(context, shop)
    customer = {"id": 1, "email": EMAIL}
    request = {"shop_id": 1, "shop_domain": "nordlys.example", "customer": customer, "orders_requested": [7]}
    for message in ({**SHOPIFY, "customer": customer}, request):
        body = json.dumps(message).encode()
        headers = {"X-Shopify-Hmac-Sha256": sign(body), "X-Shopify-Topic": topic.value}
        answer = client.post(f"/api/v1/intake/shopify/{shop.slug}", data=body, headers=headers, content_type="application/json")
        assert answer.status_code == (200 if message is request and topic is Topic.DATA_REQUEST else 422)
    assert context.database.read(get_return, shop.shop_id, told.item.return_id).consignor.email == EMAIL
    assert context.database.read(list_open_requests, shop.shop_id, Topic.SHOP_REDACT) == []


@pytest.mark.parametrize("topic", [Topic.DATA_REQUEST, Topic.SHOP_REDACT])
def test_what_takes_longer_waits_once_however_often_shopify_asks(
    client: FlaskClient, database: Database, shop: Shop, topic: Topic
) -> None:
    assert ask_of_customer(client, shop, topic.value, secret="guessed").status_code == 401
    assert database.read(list_open_requests, shop.shop_id, topic.value) == []
    for _ in range(2):
        assert ask_of_customer(client, shop, topic.value).status_code == 200
    assert len(database.read(list_open_requests, shop.shop_id, topic.value)) == 1


def test_what_shopify_asks_in_no_json_is_refused(client: FlaskClient, shop: Shop) -> None:
    headers = {"X-Shopify-Hmac-Sha256": sign(b"x"), "X-Shopify-Topic": "customers/redact"}
    assert client.post(f"/api/v1/intake/shopify/{shop.slug}", data=b"x", headers=headers).status_code == 400
