"""What a shopper's browser sends, for tests of the doors."""

from itertools import count
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sendback.orders.model import Order
from sendback.shops.founding import Founded

ORIGIN = "https://shop.example"
CONTACT = {
    "name": "Aino Järvenpää",
    "email": "aino@example.fi",
    "address": {"lines": ["Hämeenkatu 5 A 12"], "postcode": "33100", "city": "Tampere", "country": "FI"},
}
_keys = count(1)


def post(client: FlaskClient, founded: Founded, path: str, body: Any, **headers: str) -> TestResponse:
    """Send JSON to the widget's door from a page of the shop."""
    address = f"/api/v1/widget/{founded.publishable_key}{path}"
    return client.post(address, json=body, headers={"Origin": ORIGIN, **headers})


def open_order(client: FlaskClient, founded: Founded, order: Order, **proof: str) -> str:
    """Prove an order and return the session."""
    body = {"order_number": order.number, "proof": proof or {"postcode": "33100"}, "lang": "en"}
    answer = post(client, founded, "/orders/open", body)
    assert answer.status_code == 200, answer.text
    return str(answer.get_json()["session"])


def ask_return(client: FlaskClient, founded: Founded, session: str, key: str = "", **changes: Any) -> TestResponse:
    """Ask for one unit of line 1, unless told otherwise."""
    lines = [{"id": "1", "quantity": 1, "reason": "too_small"}]
    body = {"session": session, "lines": lines, "contact": CONTACT, "fields": {}, "delivery": "popup", "lang": "en", **changes}
    return post(client, founded, "/returns", body, **{"Idempotency-Key": key or f"key-{next(_keys)}"})
