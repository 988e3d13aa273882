"""One's own account: name, password, codes, devices."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.shops.model import Shop
from sendback.shops.people.letting_in import make_first_link
from sendback.shops.sign_in import Role
from tests.conftest import Clock
from tests.web.signing_in import PASSWORD, Phone, open_browser, read_hidden, read_phone, set_up, sign_in


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return open_browser(app)


@pytest.fixture
def email(shop: Shop) -> str:
    return f"aino-{shop.shop_id}@nordlys.example".lower()


@pytest.fixture
def kept(client: FlaskClient, database: Database, shop: Shop, clock: Clock, email: str) -> tuple[Phone, list[str]]:
    """An owner's phone and codes; signed in a moment ago."""
    link = database.write(make_first_link, shop.shop_id, Role.OWNER, "operator", clock())
    return set_up(client, link, clock(), email=email)


@pytest.fixture
def other(client: FlaskClient, kept: tuple[Phone, list[str]], email: str) -> FlaskClient:
    """The same person in another browser."""
    browser = open_browser(client.application)
    headers = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1"}
    browser.post("/sign-in", data={"email": email, "password": PASSWORD, "code": kept[1][0]}, headers=headers)
    return browser


def test_a_new_name_is_shown_everywhere(client: FlaskClient, kept: object) -> None:
    assert client.post("/account/name", data={"name": " Aino   Mäki\x00 "}).status_code == 303
    assert 'value="Aino Mäki"' in client.get("/account").text
    assert client.post("/account/name", data={"name": "\x00"}).status_code == 422


def test_devices_are_named_and_ended_one_by_one_or_all_but_this(
    client: FlaskClient, other: FlaskClient, email: str, kept: tuple[Phone, list[str]]
) -> None:
    page = client.get("/account").text
    assert "Safari on iPhone" in page
    (address,) = re.findall(r'action="(/account/devices/\w+/end)"', page)
    assert client.post(address).status_code == 303
    assert other.get("/account").status_code == 303
    sign_in(other, email, PASSWORD, kept[1][1])
    assert client.post("/account/devices/end").status_code == 303
    assert other.get("/account").status_code == 303
    assert client.get("/account").status_code == 200


def test_signing_in_anew_leaves_no_second_session_of_the_same_browser(
    client: FlaskClient, database: Database, email: str, kept: tuple[Phone, list[str]]
) -> None:
    before = client.get_cookie("sendback_session")
    sign_in(client, email, PASSWORD, kept[1][0])
    assert "/account/devices/" not in client.get("/account").text.replace("/account/devices/end", "")
    assert before
    client.set_cookie("sendback_session", before.value)
    assert client.get("/account").status_code == 303, "what the browser held until then opens nothing"


def test_nobody_ends_a_strangers_session(client: FlaskClient, other: FlaskClient, database: Database) -> None:
    rows = database.read(lambda tx: tx.all("SELECT session_id FROM sessions"))
    client.post("/account/devices/end")
    for row in rows:
        client.post(f"/account/devices/{row['session_id']}/end")
    assert {row["session_id"] for row in database.read(lambda tx: tx.all("SELECT session_id FROM sessions"))} < {
        row["session_id"] for row in rows
    }


def test_a_new_password_signs_out_everywhere_else_and_keeps_the_phone(
    client: FlaskClient, other: FlaskClient, email: str, kept: tuple[Phone, list[str]], clock: Clock
) -> None:
    assert client.post("/account/password", data={"password": "five words and one more"}).status_code == 303
    assert other.get("/account").status_code == 303
    clock.advance(seconds=30)
    code = kept[0].show(clock())
    assert sign_in(other, email, PASSWORD, code).status_code == 401
    assert sign_in(other, email, "five words and one more", code).status_code == 303


def test_a_new_phone_ends_the_old_one(client: FlaskClient, email: str, kept: tuple[Phone, list[str]], clock: Clock) -> None:
    page = client.get("/account/password?phone=new")
    phone = read_phone(page)
    form = {"phone": "new", "password": PASSWORD, "totp": read_hidden(page, "totp"), "code": phone.show(clock())}
    assert client.post("/account/password", data=form).status_code == 303
    clock.advance(seconds=30)
    browser = open_browser(client.application)
    assert sign_in(browser, email, PASSWORD, kept[0].show(clock())).status_code == 401
    assert sign_in(browser, email, PASSWORD, phone.show(clock())).status_code == 303


def test_new_codes_end_the_old_ones(client: FlaskClient, email: str, kept: tuple[Phone, list[str]]) -> None:
    page = client.post("/account/codes")
    codes = re.findall(r"<li><code>([^<]+)</code></li>", page.text)
    assert len(codes) == 10
    browser = open_browser(client.application)
    assert sign_in(browser, email, PASSWORD, kept[1][0]).status_code == 401
    assert sign_in(browser, email, PASSWORD, codes[0]).status_code == 303
    assert "9 of 10 left" in client.get("/account").text


def test_the_only_way_in_is_not_taken_away(client: FlaskClient, kept: object) -> None:
    answer = client.post("/account/password/remove")
    assert answer.status_code == 422
    assert "only way in" in answer.text


def test_set_up_is_for_those_who_have_nothing_yet(client: FlaskClient, kept: object) -> None:
    assert client.get("/account/set-up").headers["Location"] == "/account"
    assert client.post("/account/set-up", data={"password": "x"}).headers["Location"] == "/account"
