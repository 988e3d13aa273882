"""Signing in and out: once per link, never by a scanner's visit, never from another site."""

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from tests.conftest import Clock
from tests.people import make_link
from tests.web.pages import send


@pytest.fixture
def link(database: Database, shop: Shop, clock: Clock) -> str:
    return make_link(database, shop.shop_id, Role.OWNER, clock())


def test_looking_at_the_link_spends_nothing_and_the_button_signs_in(client: FlaskClient, link: str) -> None:
    pages = [client.get(f"/sign-in/{link}") for _ in range(3)]
    assert {page.status_code for page in pages} == {200}
    answer = send(client, pages[0], {}, link)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert client.get("/desk/returns").status_code == 200


def test_a_link_works_once(client: FlaskClient, link: str) -> None:
    client.post(f"/sign-in/{link}")
    assert client.post(f"/sign-in/{link}").status_code == 410


def test_an_old_link_is_refused(client: FlaskClient, clock: Clock, link: str) -> None:
    clock.advance(hours=25)
    assert client.post(f"/sign-in/{link}").status_code == 410


@pytest.mark.parametrize("made_up", ["x", "a.b", "<script>", "a" * 5000])
def test_a_made_up_link_is_refused(client: FlaskClient, made_up: str) -> None:
    shown = client.get(f"/sign-in/{made_up}")
    assert shown.status_code == 410
    assert "<script>alert" not in shown.text
    assert client.post(f"/sign-in/{made_up}").status_code == 410


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}],
)
def test_another_sites_form_signs_nobody_in_or_out(client: FlaskClient, link: str, headers: dict[str, str]) -> None:
    assert client.post(f"/sign-in/{link}", headers=headers).status_code == 403
    assert client.post("/sign-out", headers=headers).status_code == 403
    assert client.post(f"/sign-in/{link}", headers={"Sec-Fetch-Site": "same-origin", "Origin": "null"}).status_code == 303


def test_signing_out_ends_the_session_in_the_database(client: FlaskClient, link: str) -> None:
    client.post(f"/sign-in/{link}")
    session = client.get_cookie("sendback_session")
    assert session is not None
    assert client.post("/sign-out").status_code == 303
    client.set_cookie("sendback_session", session.value)
    assert client.get("/desk/returns").status_code == 303


def test_an_idle_session_ends(client: FlaskClient, clock: Clock, link: str) -> None:
    client.post(f"/sign-in/{link}")
    clock.advance(hours=3)
    assert client.get("/desk/returns").headers["Location"] == "/sign-in?next=/desk/returns"
    assert client.post("/desk/waiting").status_code == 401


def test_the_front_and_the_way_in_are_open_to_all(client: FlaskClient) -> None:
    for path in ("/", "/sign-in"):
        assert client.get(path).status_code == 200
