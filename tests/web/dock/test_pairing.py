"""A device joins, is told what it needs, and somebody begins with their PIN."""

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.journal.store import list_events
from sendback.receiving.devices.changing import revoke_device
from sendback.receiving.devices.codes import show_code
from sendback.receiving.devices.pairing import make_pairing
from sendback.shops.model import Shop
from sendback.shops.warehouses import MAIN
from tests.conftest import Clock, MakeShop
from tests.docking import HEADERS, PIN, as_device, begin, hire, pair, post, serve


@pytest.fixture
def code(database: Database, shop: Shop, clock: Clock) -> str:
    return database.write(make_pairing, shop.shop_id, MAIN, "tests", clock())


def test_a_device_joins_and_is_told_whom_it_receives_for(client: FlaskClient, shop: Shop, code: str) -> None:
    joined = post(client, "join", {"pairing": f"{shop.shop_id}.{code}", "name": "Ramp 1"})
    assert joined.status_code == 201
    assert joined.get_json()["device"]["name"] == "Ramp 1"
    cookie = joined.headers["Set-Cookie"]
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Strict", "Path=/dock"))
    me = client.get("/dock/api/me").get_json()
    assert [each["slug"] for each in me["shops"]] == [shop.slug]
    assert (me["workers"], me["shift"]) == ([], None)


def test_a_code_may_be_typed_as_people_type(client: FlaskClient, shop: Shop, code: str) -> None:
    typed = show_code(shop.slug.upper(), code).lower().replace("0", "o").replace("1", "l").replace("shop-", "SHOP-")
    typed = f"{shop.slug} {typed.rpartition(' ')[2]}"
    agent = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Chrome/120 Safari/537"}
    joined = client.post("/dock/api/join", json={"pairing": typed}, headers={**HEADERS, **agent})
    assert joined.get_json()["device"]["name"] == "Chrome on Android"


def test_a_code_works_once_and_for_ten_minutes(
    client: FlaskClient, database: Database, shop: Shop, code: str, clock: Clock
) -> None:
    late = database.write(make_pairing, shop.shop_id, MAIN, "tests", clock())
    assert post(client, "join", {"pairing": f"{shop.shop_id}.{code}"}).status_code == 201
    assert post(client, "join", {"pairing": f"{shop.shop_id}.{code}"}).get_json()["code"] == "link-expired"
    clock.advance(minutes=10)
    assert post(client, "join", {"pairing": f"{shop.shop_id}.{late}"}).get_json()["code"] == "link-expired"


def test_a_code_of_one_shop_joins_no_other(client: FlaskClient, make_shop: MakeShop, code: str) -> None:
    other = make_shop().shop
    assert post(client, "join", {"pairing": f"{other.shop_id}.{code}"}).status_code == 410


def test_who_guesses_codes_is_stopped(client: FlaskClient, shop: Shop, code: str) -> None:
    wrong = [post(client, "join", {"pairing": f"{shop.slug} 0000-0000-0000-{n:04}"}).status_code for n in range(21)]
    assert wrong == [410] * 20 + [429]
    assert post(client, "join", {"pairing": f"{shop.slug} {code}"}).status_code == 429


@pytest.mark.parametrize("headers", [{}, {"X-Sendback-Dock": "1", "Origin": "https://elsewhere.example"}])
def test_another_sites_page_changes_nothing(client: FlaskClient, shop: Shop, code: str, headers: dict[str, str]) -> None:
    answer = client.post("/dock/api/join", json={"pairing": f"{shop.shop_id}.{code}"}, headers=headers)
    assert answer.get_json()["code"] == "wrong-origin"
    assert post(client, "join", {"pairing": f"{shop.shop_id}.{code}"}).status_code == 201


def test_a_worker_begins_and_signs_out(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> None:
    worker = hire(database, shop, clock())
    as_device(client, *pair(database, shop, clock()))
    began = post(client, "shifts", {"worker": worker.worker_id, "pin": PIN})
    assert began.status_code == 201
    assert client.get("/dock/api/me").get_json()["shift"] == began.get_json()["shift"]
    assert [post(client, "shifts/end").status_code for _ in range(2)] == [204, 204]
    assert client.get("/dock/api/me").get_json()["shift"] is None


def test_a_shift_lives_twelve_hours(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> None:
    device, secret = pair(database, shop, clock())
    begin(database, device, hire(database, shop, clock()), clock())
    as_device(client, device, secret)
    clock.advance(hours=11, minutes=59)
    assert client.get("/dock/api/me").get_json()["shift"]
    clock.advance(minutes=1)
    assert client.get("/dock/api/me").get_json()["shift"] is None


def test_a_device_of_another_shop_signs_nobody_of_this_one_in(
    client: FlaskClient, database: Database, shop: Shop, make_shop: MakeShop, clock: Clock
) -> None:
    worker = hire(database, shop, clock())
    as_device(client, *pair(database, make_shop().shop, clock()))
    assert post(client, "shifts", {"worker": worker.worker_id, "pin": PIN}).status_code == 404


def test_a_revoked_device_is_told_so(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> None:
    device, secret = pair(database, shop, clock())
    begin(database, device, hire(database, shop, clock()), clock())
    database.write(revoke_device, shop.shop_id, device.device_id, "tests", clock())
    as_device(client, device, secret)
    assert client.get("/dock/api/me").get_json()["code"] == "device-revoked"
    assert post(client, "shifts/end").get_json()["code"] == "device-revoked"


@pytest.mark.parametrize("cookie", ["a.b.c", "{home}.{device}.wrong"])
def test_a_browser_that_is_not_paired_learns_nothing(
    client: FlaskClient, database: Database, shop: Shop, clock: Clock, cookie: str
) -> None:
    device, _ = pair(database, shop, clock())
    client.set_cookie("sendback_dock", cookie.format(home=device.home, device=device.device_id), path="/dock")
    answer = client.get("/dock/api/me")
    assert (answer.status_code, answer.get_json()["code"]) == (401, "sign-in-needed")


@pytest.mark.parametrize("cookie", [None, "", "a.b", "..", "home.device."])
def test_a_browser_that_never_joined_is_told_nothing_and_refused_the_rest(client: FlaskClient, cookie: str | None) -> None:
    if cookie is not None:
        client.set_cookie("sendback_dock", cookie, path="/dock")
    answer = client.get("/dock/api/me")
    assert (answer.status_code, answer.data, "Set-Cookie" in answer.headers) == (204, b"", False)
    assert client.get("/dock/api/snapshot").get_json()["code"] == "sign-in-needed"


def test_one_device_receives_for_several_shops(
    client: FlaskClient, database: Database, shop: Shop, make_shop: MakeShop, clock: Clock
) -> None:
    device, secret = pair(database, shop, clock())
    other = make_shop(name="Other").shop
    serve(database, device, other, clock())
    me = as_device(client, device, secret).get("/dock/api/me").get_json()
    assert [each["name"] for each in me["shops"]] == [shop.name, "Other"]


def test_a_device_that_leaves_is_no_device_any_more(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> None:
    device, secret = pair(database, shop, clock())
    as_device(client, device, secret)
    left = post(client, "leave")
    assert (left.status_code, "sendback_dock=;" in left.headers["Set-Cookie"]) == (204, True)
    assert client.get("/dock/api/me").status_code == 204  # nobody
    assert as_device(client, device, secret).get("/dock/api/me").get_json()["code"] == "device-revoked"
    assert post(client, "leave").status_code == 204
    told = [(event.type, event.actor) for event in database.read(list_events, shop.shop_id, device.device_id)]
    assert told == [("dock.device_joined", "tests"), ("dock.device_left", "device")]
