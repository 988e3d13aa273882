"""From an invitation to the desk: read by anybody, used once, by the person it is for."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.delivery.model import Kind, State
from sendback.delivery.outbox_store import list_jobs
from sendback.shops.model import Shop
from sendback.shops.people import session_store, store
from sendback.shops.people.letting_in import make_first_link
from sendback.shops.people.managing import invite, withdraw_invitation
from sendback.shops.sign_in import Role
from tests.conftest import Clock, MakeShop
from tests.people import make_member, open_session
from tests.web.signing_in import PASSWORD, open_browser, read_hidden, read_phone, set_up
from tests.web.victim import as_person


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return open_browser(app)


@pytest.fixture
def email(shop: Shop) -> str:
    return f"mats-{shop.shop_id}@nordlys.example".lower()


@pytest.fixture
def link(database: Database, shop: Shop, clock: Clock, email: str) -> str:
    return database.write(invite, shop.shop_id, email, Role.AGENT, "tests", clock())[1]


def test_the_first_owner_sets_up_an_account_and_is_at_the_desk(
    client: FlaskClient, database: Database, shop: Shop, clock: Clock, email: str
) -> None:
    link = database.write(make_first_link, shop.shop_id, Role.OWNER, "operator", clock())
    _, codes = set_up(client, link, clock(), email=email)
    assert len(codes) == 10
    assert client.get("/desk/people").status_code == 200
    (owner,) = database.read(store.list_members, shop.shop_id)
    assert (owner.name, owner.email, owner.role, owner.is_active) == ("Aino Järvi", email, Role.OWNER, True)


def test_reading_spends_nothing_and_the_address_stands(
    client: FlaskClient, database: Database, shop: Shop, clock: Clock, link: str, email: str
) -> None:
    assert {client.get(f"/sign-in/{link}").status_code for _ in range(3)} == {200}
    set_up(client, link, clock(), email="somebody@else.example")
    assert [member.email for member in database.read(store.list_members, shop.shop_id)] == [email]
    assert client.get(f"/sign-in/{link}").status_code == 410


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "Give your name"),
        ({"name": "x" * 81}, "at most 80"),
        ({"password": "short"}, "At least 12"),
        ({"password": "x" * 257}, "at most 256"),
        ({"password": "password1234"}, "first that anybody"),
        ({"password": "123456789012"}, "first that anybody"),
        ({"password": "aaaaaaaaaaaaaaaa"}, "first that anybody"),
        ({"code": "000000"}, "not the code"),
        ({"totp": "forged"}, "not the code"),
        ({"passkey": "{}"}, "did not work"),
        ({"passkey": "[" * 9_000}, "did not work"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    client: FlaskClient, database: Database, shop: Shop, clock: Clock, link: str, wrong: dict[str, str], said: str
) -> None:
    page = client.get(f"/sign-in/{link}")
    phone = read_phone(page)
    form = {"name": "Mats", "password": PASSWORD, "totp": read_hidden(page, "totp"), "code": phone.show(clock()), **wrong}
    again = client.post(f"/sign-in/{link}", data=form)
    assert again.status_code == 422
    assert said in again.text
    if "name" not in wrong:
        assert 'value="Mats"' in again.text
    if "totp" not in wrong:
        assert read_phone(again) == phone
    assert database.read(store.list_members, shop.shop_id) == []


def test_of_fifty_at_once_one_gets_an_account(
    client: FlaskClient, database: Database, shop: Shop, clock: Clock, link: str
) -> None:
    page = client.get(f"/sign-in/{link}")
    form = {"name": "Mats", "password": PASSWORD, "totp": read_hidden(page, "totp"), "code": read_phone(page).show(clock())}

    def use(_: int) -> int:
        return open_browser(client.application).post(f"/sign-in/{link}", data=form).status_code

    with ThreadPoolExecutor(10) as pool:
        answers = sorted(pool.map(use, range(50)))
    assert answers.count(200) == 1
    assert set(answers) <= {200, 409, 410, 401}
    assert len(database.read(store.list_members, shop.shop_id)) == 1


def test_whoever_has_an_account_joins_with_it(
    client: FlaskClient, database: Database, make_shop: MakeShop, shop: Shop, clock: Clock, link: str, email: str
) -> None:
    other = make_shop(name="Birk").shop
    account_id = database.write(make_member, other.shop_id, Role.OWNER, clock(), "Mats", email)
    page = client.get(f"/sign-in/{link}")
    assert "You have an account here already" in page.text
    assert client.post(f"/sign-in/{link}", data={"email": email, "password": "x", "code": "1"}).status_code == 401
    stranger = open_browser(client.application)
    as_person(stranger, open_session(database, other.shop_id, Role.OWNER, clock()))
    assert stranger.post(f"/sign-in/{link}", data={"as": "signed-in"}).status_code == 403
    as_person(client, database.write(session_store.open_session, account_id, other.shop_id, "", clock()))
    assert client.post(f"/sign-in/{link}", data={"as": "signed-in"}).status_code == 303
    assert [each.slug for each in database.read(store.list_shops_of, account_id)] == [other.slug, shop.slug]


def test_a_withdrawn_or_old_or_second_invitation_ends_the_one_before(
    client: FlaskClient, database: Database, shop: Shop, clock: Clock, link: str, email: str
) -> None:
    link_id, second = database.write(invite, shop.shop_id, email, Role.VIEWER, "tests", clock())
    assert client.get(f"/sign-in/{link}").status_code == 410
    assert client.get(f"/sign-in/{second}").status_code == 200
    database.write(withdraw_invitation, shop.shop_id, link_id, "tests", clock())
    assert client.get(f"/sign-in/{second}").status_code == 410
    third = database.write(invite, shop.shop_id, email, Role.VIEWER, "tests", clock())[1]
    clock.advance(days=7)
    assert client.post(f"/sign-in/{third}").status_code == 410


def test_the_owner_invites_by_mail(client: FlaskClient, database: Database, shop: Shop, clock: Clock, email: str) -> None:
    as_person(client, open_session(database, shop.shop_id, Role.OWNER, clock()))
    done = client.post("/desk/people", data={"email": email, "role": "dock"})
    assert done.headers["Location"] == "/desk/people?done=invited"
    (job,) = database.read(list_jobs, shop.shop_id, State.PENDING)
    assert job.kind is Kind.INVITATION
    assert email not in str(job)
