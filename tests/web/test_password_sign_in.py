"""Signing in by password and code: one answer to all that is wrong, a limit to guessing, each code once."""

from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.shops.model import Shop
from sendback.shops.people.letting_in import make_first_link
from sendback.shops.sign_in import Role
from tests.conftest import Clock
from tests.web.signing_in import PASSWORD, Phone, open_browser, set_up, sign_in


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return open_browser(app)


@pytest.fixture
def email(shop: Shop) -> str:
    return f"aino-{shop.shop_id}@nordlys.example".lower()


@pytest.fixture
def kept(client: FlaskClient, database: Database, shop: Shop, clock: Clock, email: str) -> tuple[Phone, list[str]]:
    """An owner's phone and recovery codes; nobody is signed in."""
    link = database.write(make_first_link, shop.shop_id, Role.OWNER, "operator", clock())
    found = set_up(client, link, clock(), email=email)
    client.post("/sign-out")
    clock.advance(minutes=1)
    return found


@pytest.fixture
def phone(kept: tuple[Phone, list[str]]) -> Phone:
    return kept[0]


def is_in(client: FlaskClient) -> bool:
    return client.get("/desk/returns").status_code == 200


def test_the_right_three_let_in_and_lead_on(client: FlaskClient, phone: Phone, email: str, now: datetime, clock: Clock) -> None:
    answer = sign_in(client, email.upper(), PASSWORD, phone.show(clock()), next="/desk/outbox?state=dead")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/outbox?state=dead")
    assert is_in(client)


@pytest.mark.parametrize(
    "next_", ["//evil.example", "https://evil.example", "/\\evil.example", "\x00", "/a\r\nSet-Cookie: x=y", ""]
)
def test_nobody_is_led_to_another_site(client: FlaskClient, phone: Phone, email: str, clock: Clock, next_: str) -> None:
    assert sign_in(client, email, PASSWORD, phone.show(clock()), next=next_).headers["Location"] == "/desk"


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "four words are nothing"},
        {"password": ""},
        {"password": "x" * 50_000},
        {"password": "\x00"},
        {"code": "000000"},
        {"code": ""},
        {"code": "٠٠٠٠٠٠"},
        {"code": "-" * 50_000},
        {"email": "nobody@nordlys.example"},
        {"email": "\x00"},
        {"email": "x" * 50_000},
        {"email": "'; DROP TABLE accounts; --"},
    ],
)
def test_all_that_is_wrong_gets_one_answer(
    client: FlaskClient, phone: Phone, email: str, clock: Clock, wrong: dict[str, str]
) -> None:
    typed = {"email": email, "password": PASSWORD, "code": phone.show(clock()), **wrong}
    answer = sign_in(client, typed["email"], typed["password"], typed["code"])
    assert answer.status_code == 401
    assert "The e-mail address, the password or the code is not right." in answer.text
    assert not is_in(client)


def test_a_code_works_once(client: FlaskClient, phone: Phone, email: str, clock: Clock) -> None:
    code = phone.show(clock())
    assert sign_in(client, email, PASSWORD, code).status_code == 303
    assert sign_in(open_browser(client.application), email, PASSWORD, code).status_code == 401
    clock.advance(seconds=30)
    assert sign_in(open_browser(client.application), email, PASSWORD, phone.show(clock())).status_code == 303


def test_a_recovery_code_stands_in_for_the_phone_once(client: FlaskClient, kept: tuple[Phone, list[str]], email: str) -> None:
    assert len(set(kept[1])) == 10
    code = kept[1][3]
    assert sign_in(client, email, PASSWORD, code.upper().replace("-", " ")).status_code == 303
    assert sign_in(open_browser(client.application), email, PASSWORD, code).status_code == 401
    assert sign_in(open_browser(client.application), email, PASSWORD, kept[1][4]).status_code == 303


def test_after_ten_wrong_tries_nobody_gets_in_for_five_minutes(
    client: FlaskClient, phone: Phone, email: str, clock: Clock
) -> None:
    assert [sign_in(client, email, "wrong wrong wrong", "1").status_code for _ in range(10)] == [401] * 10
    refused = sign_in(client, email, PASSWORD, phone.show(clock()))
    assert refused.status_code == 429
    assert "Too many tries" in refused.text
    clock.advance(minutes=6)
    assert sign_in(client, email, PASSWORD, phone.show(clock())).status_code == 303


def test_second_factors_run_out_sooner(client: FlaskClient, phone: Phone, email: str, clock: Clock) -> None:
    assert [sign_in(client, email, PASSWORD, "000000").status_code for _ in range(6)] == [401] * 5 + [429]


def test_who_knows_their_password_never_meets_the_limit(client: FlaskClient, phone: Phone, email: str, clock: Clock) -> None:
    for _ in range(12):
        clock.advance(seconds=30)
        assert sign_in(open_browser(client.application), email, PASSWORD, phone.show(clock())).status_code == 303


def test_a_session_that_was_there_before_is_not_the_one_that_is_signed_in(
    client: FlaskClient, phone: Phone, email: str, clock: Clock
) -> None:
    client.set_cookie("sendback_session", "chosen by somebody else")
    sign_in(client, email, PASSWORD, phone.show(clock()))
    cookie = client.get_cookie("sendback_session")
    assert cookie is not None
    assert cookie.value != "chosen by somebody else"
    assert is_in(client)


def test_whoever_is_signed_in_already_goes_on(client: FlaskClient, phone: Phone, email: str, clock: Clock) -> None:
    sign_in(client, email, PASSWORD, phone.show(clock()))
    assert client.get("/sign-in?next=/account").headers["Location"] == "/account"
