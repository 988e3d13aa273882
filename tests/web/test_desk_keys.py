"""The owner makes, rolls and ends API keys; a key is seen once."""

import re

import pytest
from flask.testing import FlaskClient

from sendback.shops.founding import Founded
from sendback.shops.sign_in import Role
from sendback.web.context import Context
from tests.conftest import Clock
from tests.web.victim import as_person, sign_in

FORM = {"name": "Order export", "scopes": ["orders:read"], "networks": "127.0.0.1", "days": "30", "key": "one"}
SECRET = re.compile(r"sbak_live_\w{8}_\w{49}")


@pytest.fixture
def owner(client: FlaskClient, context: Context, founded: Founded) -> FlaskClient:
    return as_person(client, sign_in(context, founded, Role.OWNER))


def find_secret(text: str) -> str:
    found = SECRET.search(text)
    assert found is not None, text
    return found.group()


def ask(client: FlaskClient, key: str, path: str = "/orders") -> int:
    return client.get(f"/api/v1{path}", headers={"Authorization": f"Bearer {key}"}).status_code


def test_a_key_is_made_shown_once_and_works(owner: FlaskClient) -> None:
    secret = find_secret(owner.post("/desk/keys", data=FORM).text)
    assert SECRET.search(owner.get("/desk/keys").text) is None
    assert ask(owner, secret) == 200
    assert ask(owner, secret, "/returns") == 403
    page = owner.get("/desk/keys").text
    assert "Order export" in page
    assert "127.0.0.1/32" in page


def test_a_form_sent_twice_makes_one_key(owner: FlaskClient) -> None:
    owner.post("/desk/keys", data=FORM)
    again = owner.post("/desk/keys", data=FORM)
    assert SECRET.search(again.text) is None
    assert "was sent before" in again.text
    assert owner.get("/desk/keys").text.count("<article") == 1


@pytest.mark.parametrize(
    "wrong", [{"scopes": []}, {"scopes": ["everything"]}, {"networks": "shop.example"}, {"networks": "10.0.0.1/8"}, {"days": "x"}]
)
def test_what_does_not_fit_is_said_and_kept(owner: FlaskClient, wrong: dict[str, object]) -> None:
    answer = owner.post("/desk/keys", data={**FORM, **wrong})
    assert answer.status_code == 422
    assert 'value="Order export"' in answer.text
    assert SECRET.search(answer.text) is None


def test_a_key_is_rolled_with_overlap(owner: FlaskClient, clock: Clock) -> None:
    old = find_secret(owner.post("/desk/keys", data=FORM).text)
    new = find_secret(owner.post(f"/desk/keys/{old.split('_')[2]}/roll", data={"overlap": "1h", "key": "two"}).text)
    assert (ask(owner, old), ask(owner, new), ask(owner, new, "/returns")) == (200, 200, 403)
    clock.advance(minutes=61)
    assert (ask(owner, old), ask(owner, new)) == (401, 200)


def test_a_key_is_ended_at_once(owner: FlaskClient) -> None:
    key = find_secret(owner.post("/desk/keys", data=FORM).text)
    owner.post(f"/desk/keys/{key.split('_')[2]}/end")
    ended = owner.get("/api/v1/orders", headers={"Authorization": f"Bearer {key}"}).get_json()
    assert ended["code"] == "key-ended"
    assert owner.post(f"/desk/keys/{key.split('_')[2]}/end").status_code == 404


def test_nothing_of_a_key_is_kept_in_the_clear(owner: FlaskClient, context: Context) -> None:
    key = find_secret(owner.post("/desk/keys", data=FORM).text)
    kept = ("idempotency", "shop_keys", "journal")
    rows = context.database.read(lambda tx: [row for table in kept for row in tx.all(f"SELECT * FROM {table}")])
    assert key[-40:] not in repr(rows)
