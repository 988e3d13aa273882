"""The owner's page of people, and going from shop to shop."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.journal.store import list_events_after
from sendback.shops.founding import Founded
from sendback.shops.model import Shop
from sendback.shops.people import session_store, store
from sendback.shops.sign_in import Role
from sendback.web.context import Context
from tests.conftest import Clock, MakeShop
from tests.people import make_member, open_session
from tests.web.victim import as_person, sign_in


@pytest.fixture
def owner(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> FlaskClient:
    return as_person(client, open_session(database, shop.shop_id, Role.OWNER, clock()))


@pytest.fixture
def agent_id(database: Database, shop: Shop, clock: Clock) -> str:
    return database.write(make_member, shop.shop_id, Role.AGENT, clock(), "Mats")


def roles_of(database: Database, shop: Shop) -> dict[str, tuple[Role, bool]]:
    return {each.name: (each.role, each.is_active) for each in database.read(store.list_members, shop.shop_id)}


def test_another_role_ends_the_sessions_under_the_old_one(
    owner: FlaskClient, database: Database, shop: Shop, agent_id: str, clock: Clock
) -> None:
    secret = database.write(session_store.open_session, agent_id, shop.shop_id, "", clock())
    assert owner.post(f"/desk/people/{agent_id}/role", data={"role": "viewer"}).status_code == 303
    assert roles_of(database, shop)["Mats"] == (Role.VIEWER, True)
    assert database.read(session_store.find_session, secret, clock()) is None
    assert owner.post(f"/desk/people/{agent_id}/role", data={"role": "emperor"}).status_code == 422


def test_who_is_shut_out_is_out_at_once_and_can_be_let_in_again(
    owner: FlaskClient, app: Flask, database: Database, shop: Shop, agent_id: str, clock: Clock
) -> None:
    browser = as_person(app.test_client(), database.write(session_store.open_session, agent_id, shop.shop_id, "", clock()))
    assert browser.get("/desk/returns").status_code == 200
    assert owner.post(f"/desk/people/{agent_id}/disable").status_code == 303
    assert browser.get("/desk/returns").status_code == 303
    assert "Shut out" in owner.get("/desk/people").text
    assert owner.post(f"/desk/people/{agent_id}/enable").status_code == 303
    assert roles_of(database, shop)["Mats"] == (Role.AGENT, True)
    assert browser.get("/desk/returns").status_code == 303


@pytest.mark.parametrize("change", ["role", "disable"])
def test_the_last_owner_stays(owner: FlaskClient, database: Database, shop: Shop, agent_id: str, change: str) -> None:
    (owner_id,) = [each.account_id for each in database.read(store.list_members, shop.shop_id) if each.role is Role.OWNER]
    refused = owner.post(f"/desk/people/{owner_id}/{change}", data={"role": "agent"})
    assert refused.status_code == 409
    assert "A shop needs an owner" in refused.text
    assert roles_of(database, shop)["Kaisa"] == (Role.OWNER, True)
    owner.post(f"/desk/people/{agent_id}/role", data={"role": "owner"})
    assert owner.post(f"/desk/people/{owner_id}/{change}", data={"role": "agent"}).status_code == 303


@pytest.mark.parametrize(
    "email", ["", "mats", "a@b", "\x00@nordlys.example", "x" * 300 + "@nordlys.example", "a@b.example\r\nBcc: x@y.example"]
)
def test_only_an_address_is_invited(owner: FlaskClient, email: str) -> None:
    assert owner.post("/desk/people", data={"email": email, "role": "agent"}).status_code == 422


def test_whoever_works_here_is_not_invited_again(owner: FlaskClient, database: Database, shop: Shop, agent_id: str) -> None:
    (email,) = [each.email for each in database.read(store.list_members, shop.shop_id) if each.name == "Mats"]
    assert "works here already" in owner.post("/desk/people", data={"email": email.upper(), "role": "agent"}).text


def test_without_mail_the_owner_sees_the_link_once(owner: FlaskClient, context: Context) -> None:
    object.__setattr__(context.settings, "mail_url", "")
    page = owner.post("/desk/people", data={"email": "mats@nordlys.example", "role": "agent"})
    assert page.status_code == 200
    assert "http://localhost/sign-in/" in page.text
    assert "/sign-in/0" not in owner.get("/desk/people").text


def test_the_journal_names_nobody(owner: FlaskClient, database: Database, shop: Shop, agent_id: str) -> None:
    owner.post("/desk/people", data={"email": "ida@nordlys.example", "role": "viewer"})
    owner.post(f"/desk/people/{agent_id}/role", data={"role": "manager"})
    owner.post(f"/desk/people/{agent_id}/disable")
    events = database.read(list_events_after, shop.shop_id, 0, 500)
    types = {event.type for event in events}
    assert {"person.invited", "person.joined", "person.role_changed", "person.disabled"} <= types
    told = str(events)
    assert [word for word in ("Mats", "Kaisa", "ida@", "people.example") if word in told] == []
    assert f"person:{agent_id}" in {event.subject for event in events}


def test_a_person_goes_from_shop_to_shop_with_a_new_session_id(
    client: FlaskClient, context: Context, database: Database, founded: Founded, make_shop: MakeShop, clock: Clock
) -> None:
    other, strange = make_shop(name="Birk").shop, make_shop(name="Tuuli").shop
    as_person(client, sign_in(context, founded, Role.OWNER))
    (member,) = database.read(store.list_members, founded.shop.shop_id)
    database.write(store.add_member, other.shop_id, member.account_id, Role.AGENT, "tests", clock())
    before = client.get_cookie("sendback_session")
    assert client.post("/sign-in/shop", data={"shop": strange.slug}).status_code == 404
    assert client.post("/sign-in/shop", data={"shop": other.slug}).headers["Location"] == "/desk"
    after = client.get_cookie("sendback_session")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    assert "Birk" in client.get("/desk/returns").text
    assert client.get("/desk/people").status_code == 403


def test_a_form_drawn_for_another_shop_is_refused(
    owner: FlaskClient, database: Database, shop: Shop, make_shop: MakeShop, agent_id: str
) -> None:
    page = owner.get("/desk/people").text
    assert page.count('method="post"') - 1 <= page.count(f'name="of_shop" value="{shop.shop_id}"')
    other = make_shop().shop
    refused = owner.post(f"/desk/people/{agent_id}/role", data={"role": "viewer", "of_shop": other.shop_id})
    assert refused.status_code == 409
    assert "another shop" in refused.text
    scripted = owner.post("/builder/preview/storefront", headers={"Sendback-Shop": other.shop_id})
    assert scripted.status_code in (404, 405, 409)
    assert roles_of(database, shop)["Mats"] == (Role.AGENT, True)
    assert owner.post(f"/desk/people/{agent_id}/role", data={"role": "viewer", "of_shop": shop.shop_id}).status_code == 303
