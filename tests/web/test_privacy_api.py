"""One person by the API: told and erased, by a key that may."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sendback.database.model import Database
from sendback.shops.founding import add_secret_key
from sendback.shops.keys import KeyKind
from sendback.shops.model import Shop
from sendback.shops.vault import Vault
from sendback.web.context import Context
from tests.factories import NOW
from tests.privacy.telling import EMAIL, NAME, NOTE, PHONE, REMARK, WORDS, Told, dump, tell_all, withdraw


@pytest.fixture
def told(context: Context, shop: Shop) -> Told:
    return tell_all(context, shop)


@pytest.fixture
def key(database: Database, vault: Vault, shop: Shop) -> str:
    return database.write(add_secret_key, vault, shop, KeyKind.API, "tests", NOW)


def post(client: FlaskClient, key: str, verb: str, **body: Any) -> TestResponse:
    return client.post(f"/api/v1/privacy/{verb}", json=body, headers={"Authorization": f"Bearer {key}"})


def test_a_person_is_told_and_erased(client: FlaskClient, context: Context, key: str, told: Told) -> None:
    receipt = withdraw(context, told.shop, told.order)
    given = post(client, key, "export", email=EMAIL)
    assert given.status_code == 200
    assert given.json is not None
    assert (given.json["returns"][0]["name"], given.headers["Cache-Control"]) == (NAME, "private, no-store")
    erased = post(client, key, "erase", order_numbers=[told.order.number])
    assert erased.json == {"returns": 1, "orders": 1, "kept": [{"receipt": receipt.withdrawal_id, "until": "2029-11-24"}]}
    assert (post(client, key, "erase", email=EMAIL).json or {})["returns"] == 0
    assert (post(client, key, "export", phone=PHONE).json or {})["orders"] == []


def test_what_is_kept_to_answer_a_repeat_outlives_nobody(client: FlaskClient, database: Database, key: str, told: Told) -> None:
    line = {"id": told.order.lines[1].line_id, "quantity": 1, "reason": "too_small", "note": NOTE}

    def send(path: str, once: str, **body: Any) -> Any:
        headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": once}
        answer = client.post(f"/api/v1/returns{path}", json=body, headers=headers)
        assert answer.status_code == 201, answer.text
        return answer.json

    made = send("", "make", order_number=told.order.number, lines=[line])
    noted = send(f"/{made['rma']}/notes", "note", text=REMARK)
    assert (made["consignor"]["name"], made["lines"][0]["note"], noted["text"]) == (NAME, NOTE, REMARK)
    assert send(f"/{made['rma']}/notes", "note", text=REMARK) == noted
    assert post(client, key, "erase", email=EMAIL).status_code == 200
    after = dump(database, told.shop)
    assert {table for table, text in after.items() for word in WORDS if word in text.casefold()} == set()
    again = send("", "make", order_number=told.order.number, lines=[line])
    assert (again["rma"], again["consignor"]["name"]) == (made["rma"], "erased")


@pytest.mark.parametrize("body", [{}, {"email": " "}, {"phone": "12"}, {"email": "x" * 300}, {"strange": "x"}])
def test_who_is_not_named_is_refused(client: FlaskClient, key: str, body: dict[str, str]) -> None:
    refused = post(client, key, "erase", **body)
    assert (refused.status_code, (refused.json or {})["code"]) == (422, "invalid-fields")
