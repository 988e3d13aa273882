"""The shop's systems push orders: by API key, once per idempotency key, good ones kept and bad ones named."""

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sendback.database.model import Database
from sendback.orders.store import find_order
from sendback.shops.founding import Founded, add_secret_key
from sendback.shops.keys import KeyKind
from sendback.shops.vault import Vault
from tests.conftest import Clock

ORDER = {
    "number": "SB-1001",
    "ordered_on": "2026-11-16",
    "delivered_on": "2026-11-20",
    "currency": "EUR",
    "email": "aino@example.fi",
    "name": "Aino Järvenpää",
    "address": {"lines": ["Hämeenkatu 5"], "postcode": "33100", "city": "Tampere", "country": "FI"},
    "lines": [{"id": "1", "title": "Tent", "quantity": 2, "unit_price_minor": 19990}],
}


@pytest.fixture
def api_key(database: Database, vault: Vault, founded: Founded, clock: Clock) -> str:
    return database.write(add_secret_key, vault, founded.shop, KeyKind.API, "tests", clock())


def push(client: FlaskClient, key: str, body: object, idempotency: str = "one", **headers: str) -> TestResponse:
    sent = {"Authorization": f"Bearer {key}", "Idempotency-Key": idempotency, **headers}
    return client.post("/api/v1/orders", json=body, headers=sent)


def test_an_order_is_taken_in(client: FlaskClient, api_key: str, founded: Founded, database: Database) -> None:
    answer = push(client, api_key, ORDER)
    assert answer.status_code == 201
    assert answer.get_json() == {"saved": ["SB-1001"], "errors": []}
    stored = database.read(find_order, founded.shop.shop_id, "SB-1001")
    assert stored is not None
    assert stored.buyer.email == "aino@example.fi"


def test_good_orders_are_kept_and_bad_ones_named(client: FlaskClient, api_key: str) -> None:
    bad = {**ORDER, "number": "SB-1002", "lines": [], "colour": "red"}
    answer = push(client, api_key, {"orders": [ORDER, bad, "nonsense"]})
    body = answer.get_json()
    assert answer.status_code == 201
    assert body["saved"] == ["SB-1001"]
    assert {error["field"] for error in body["errors"]} >= {"orders.1.lines", "orders.1.colour", "orders.2.number"}


def test_nothing_but_bad_orders_is_a_problem(client: FlaskClient, api_key: str) -> None:
    answer = push(client, api_key, {**ORDER, "email": "a@b.c, evil@x.y"})
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["field"] == "orders.0.email"
    assert "evil" not in answer.text


def test_the_same_key_answers_the_same(client: FlaskClient, api_key: str) -> None:
    first = push(client, api_key, ORDER)
    assert push(client, api_key, ORDER).get_json() == first.get_json()
    assert push(client, api_key, {**ORDER, "number": "X"}).get_json()["code"] == "idempotency-key-reused"
    assert push(client, api_key, ORDER, idempotency="").get_json()["code"] == "idempotency-key-missing"


@pytest.mark.parametrize("key", ["", "nonsense", "sbak_live_AAAAAAAA_" + "B" * 49, "ends-wrong"])
def test_a_wrong_key_opens_nothing(client: FlaskClient, api_key: str, key: str) -> None:
    wrong = api_key[:-1] + ("A" if api_key[-1] != "A" else "B") if key == "ends-wrong" else key
    answer = push(client, wrong, ORDER)
    assert answer.status_code == 401
    assert answer.get_json()["code"] == "sign-in-needed"


def test_a_signing_key_is_no_api_key(client: FlaskClient, founded: Founded) -> None:
    assert push(client, founded.signing_key, ORDER).status_code == 401


def test_a_secret_key_in_a_browser_is_refused_with_a_hint(client: FlaskClient, api_key: str) -> None:
    answer = push(client, api_key, ORDER, Origin="https://shop.example")
    assert answer.status_code == 403
    assert answer.get_json()["code"] == "key-in-browser"


def test_too_many_at_once_are_refused_whole(client: FlaskClient, api_key: str) -> None:
    answer = push(client, api_key, {"orders": [ORDER] * 501})
    assert answer.status_code == 413
