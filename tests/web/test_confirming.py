"""Proof that somebody is there, asked before what is dangerous; and what was typed goes on after it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.shops.model import Mode, Shop
from sendback.shops.people import account_store, link_store, session_store, store
from sendback.shops.people.letting_in import make_first_link, make_sign_in_link
from sendback.shops.sign_in import Role
from tests.conftest import Clock, MakeShop
from tests.web.signing_in import PASSWORD, open_browser, read_hidden, set_up


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return open_browser(app)


@pytest.fixture
def owner(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> FlaskClient:
    """An owner with a password, who signed in ten minutes ago."""
    link = database.write(make_first_link, shop.shop_id, Role.OWNER, "operator", clock())
    set_up(client, link, clock(), email=f"aino-{shop.shop_id}@nordlys.example".lower())
    clock.advance(minutes=10)
    return client


def secret_of(client: FlaskClient) -> str:
    cookie = client.get_cookie("sendback_session")
    assert cookie is not None
    return cookie.value


def test_a_page_asks_first_and_is_shown_then(owner: FlaskClient) -> None:
    asked = owner.get("/desk/people?done=role")
    assert asked.headers["Location"] == "/sign-in/confirm?next=/desk/people?done%3Drole"
    page = owner.get(asked.headers["Location"])
    assert page.status_code == 200
    wrong = owner.post("/sign-in/confirm", data={"next": read_hidden(page, "next"), "confirm.password": "wrong"})
    assert wrong.status_code == 403
    assert "This is not your password." in wrong.text
    before = secret_of(owner)
    right = owner.post("/sign-in/confirm", data={"next": read_hidden(page, "next"), "confirm.password": PASSWORD})
    assert right.headers["Location"] == "/desk/people?done=role"
    assert owner.get("/desk/people").status_code == 200
    assert secret_of(owner) != before


def test_a_form_carries_what_was_typed_and_goes_on_with_it(
    owner: FlaskClient, database: Database, shop: Shop, clock: Clock
) -> None:
    typed = {"email": "mats@nordlys.example", "role": "agent", "several": ["1", "<b>2"]}
    asked = owner.post("/desk/people", data=typed)
    assert asked.status_code == 403
    assert 'action="/desk/people"' in asked.text
    assert read_hidden(asked, "email") == "mats@nordlys.example"
    assert 'name="several" value="1"' in asked.text
    assert 'name="several" value="&lt;b&gt;2"' in asked.text
    assert database.read(link_store.list_invitations, shop.shop_id, clock()) == []
    wrong = owner.post("/desk/people", data={**typed, "confirm.password": "wrong"})
    assert (wrong.status_code, read_hidden(wrong, "email")) == (403, "mats@nordlys.example")
    done = owner.post("/desk/people", data={**typed, "confirm.password": PASSWORD})
    assert done.headers["Location"] == "/desk/people?done=invited"
    assert [each.email for each in database.read(link_store.list_invitations, shop.shop_id, clock())] == ["mats@nordlys.example"]
    assert "confirm.password" not in done.text


def test_proof_counts_for_five_minutes(owner: FlaskClient, clock: Clock) -> None:
    owner.post("/sign-in/confirm", data={"confirm.password": PASSWORD})
    clock.advance(minutes=4, seconds=59)
    assert owner.get("/desk/people").status_code == 200
    clock.advance(seconds=1)
    assert owner.get("/desk/people").status_code == 303


def test_a_script_is_told_with_a_code(owner: FlaskClient) -> None:
    answer = owner.post("/desk/people", json={"email": "x"})
    assert (answer.status_code, answer.get_json()["code"]) == (403, "confirmation-needed")


def test_passwords_are_not_guessed_here_either(owner: FlaskClient) -> None:
    for _ in range(10):
        assert owner.post("/sign-in/confirm", data={"confirm.password": "wrong"}).status_code == 403
    assert owner.post("/sign-in/confirm", data={"confirm.password": PASSWORD}).status_code == 429


def test_another_site_confirms_nothing(owner: FlaskClient) -> None:
    form, site = {"confirm.password": PASSWORD}, {"Sec-Fetch-Site": "cross-site"}
    assert owner.post("/sign-in/confirm", data=form, headers=site).status_code == 403
    assert owner.get("/desk/people").status_code == 303


@pytest.mark.parametrize("mode", Mode)
def test_an_account_with_nothing_to_prove_looks_at_a_shop_for_trials_and_is_set_up_first_in_a_live_one(
    client: FlaskClient, database: Database, make_shop: MakeShop, clock: Clock, mode: Mode
) -> None:
    shop = make_shop(mode=mode).shop
    account = database.write(account_store.add_account, "Ida", f"ida-{shop.shop_id}@nordlys.example".lower(), clock())
    database.write(store.add_member, shop.shop_id, account.account_id, Role.OWNER, "tests", clock())
    client.post(f"/sign-in/{database.write(make_sign_in_link, shop.shop_id, account.account_id, 'operator', clock())}")
    clock.advance(minutes=10)
    if mode is Mode.LIVE:
        assert client.get("/desk/returns").headers["Location"] == "/account/set-up"
        assert client.post("/desk/people", data={}).status_code == 403
        assert client.get("/account/set-up").status_code == 200
        return
    assert client.get("/desk/returns").status_code == 200
    asked = client.get(client.get("/desk/people").headers["Location"])
    assert "nothing to prove" in asked.text
    gone_on = client.post("/sign-in/confirm", data={"next": "/desk/people", "confirm.go": "yes"})
    assert gone_on.headers["Location"] == "/desk/people"
    assert client.get("/desk/people").status_code == 200


def test_the_button_for_trials_opens_nothing_where_there_is_something_to_prove(owner: FlaskClient) -> None:
    assert owner.post("/sign-in/confirm", data={"confirm.go": "yes"}).status_code == 403
    assert owner.get("/desk/people").status_code == 303


def test_nobody_is_asked_to_sign_in(client: FlaskClient) -> None:
    assert client.get("/sign-in/confirm").status_code == 303
    assert client.post("/sign-in/confirm", data={"confirm.go": "yes"}).status_code == 401


def test_a_session_that_was_renewed_elsewhere_is_one_session(owner: FlaskClient, database: Database, clock: Clock) -> None:
    secret = secret_of(owner)
    owner.post("/sign-in/confirm", data={"confirm.password": PASSWORD})
    assert database.read(session_store.find_session, secret, clock()) is None
    session = database.read(session_store.find_session, secret_of(owner), clock())
    assert session is not None
    assert len(database.read(session_store.list_sessions, session.person.account_id, clock())) == 1
