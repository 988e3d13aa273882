"""The settings at the desk: found by what one types, saved against a version, and every change told before and after."""

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.shops.founding import Founded
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from sendback.shops.store import get_shop
from sendback.web.context import Context
from sendback.web.desk.sections import SECTIONS
from sendback.web.desk.settings.single import SINGLES
from tests.web.pages import Page, send
from tests.web.victim import as_person, sign_in

SHOP, CHANGES, ALERTS, MAIL = "/desk/settings/shop", "/desk/settings/changes", "/desk/alerts/settings", "/desk/alerts/mail"


@pytest.fixture
def owner(client: FlaskClient, context: Context, founded: Founded) -> FlaskClient:
    return as_person(client, sign_in(context, founded, Role.OWNER))


def now(database: Database, shop: Shop) -> Shop:
    return database.read(get_shop, shop.shop_id)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("time zone", "Time zone"),
        ("ZONE", "Time zone"),
        ("law", "Withdrawals"),
        ("sbo1", "Read an order token"),
        ("digest", "Daily mail"),
    ],
)
def test_a_setting_is_found_by_its_title_and_its_words(owner: FlaskClient, typed: str, title: str) -> None:
    page = owner.get("/desk/settings", query_string={"find": typed}).text
    line = page.partition(f"<strong>{title}</strong>")[0].rpartition("<li ")[2]
    assert "hidden" not in line
    assert 'id="none" role="status" hidden' in page


def test_what_is_called_nothing_like_it_is_said(owner: FlaskClient) -> None:
    page = owner.get("/desk/settings", query_string={"find": "zzz <b>"}).text
    assert 'id="none" role="status">' in page
    assert "zzz &lt;b&gt;" in page


def test_every_place_that_the_search_names_is_there(owner: FlaskClient) -> None:
    for each in SINGLES:
        page = owner.get(f"/desk/settings?find={each.title.split()[0]}").text
        url = page.partition(f"<strong>{each.title}</strong>")[0].rpartition('href="')[2].partition('"')[0]
        path, _, anchor = url.partition("#")
        shown = owner.get(path)
        assert shown.status_code == 200, each.title
        assert not anchor or "=" in anchor or anchor in Page(shown.text).ids, each.title


def test_every_section_leads_somewhere(owner: FlaskClient) -> None:
    page = owner.get("/desk/settings").text
    for each in SECTIONS:
        url = page.partition(f"<strong>{each.title}</strong>")[0].rpartition('href="')[2].partition('"')[0]
        assert owner.get(url).status_code == 200, each.title


def test_a_role_sees_only_the_sections_it_may_open(client: FlaskClient, context: Context, founded: Founded) -> None:
    page = as_person(client, sign_in(context, founded, Role.AGENT)).get("/desk/settings").text
    assert "Policy" in page
    assert "/builder" not in page
    assert SHOP not in page


def test_the_shop_is_renamed_and_its_clock_set(owner: FlaskClient, database: Database, shop: Shop) -> None:
    answer = send(
        owner, owner.get(SHOP), {"name": "Nordlys & Søn", "time_zone": "Asia/Tokyo", "spending_limit": "99,50"}, "/shop"
    )
    assert answer.status_code == 303
    saved = now(database, shop)
    assert (saved.name, saved.settings.time_zone, saved.settings.spending_limit_minor) == ("Nordlys & Søn", "Asia/Tokyo", 9950)
    again = send(owner, owner.get(SHOP), {}, "/shop")
    assert again.status_code == 303
    assert now(database, shop) == saved  # as it was: no new version


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", " "),
        ("name", "x" * 81),
        ("time_zone", "Mars/Base"),
        ("spending_limit", "a lot"),
        ("spending_currency", "EURO"),
        ("default_language", "tlh"),
    ],
)
def test_what_cannot_be_saved_is_said_at_its_field_and_kept(
    owner: FlaskClient, database: Database, shop: Shop, field: str, typed: str
) -> None:
    before = now(database, shop)
    answer = send(owner, owner.get(SHOP), {field: typed}, "/shop")
    assert answer.status_code == 422
    assert 'class="fault"' in answer.text
    assert field == "default_language" or Page(answer.text).forms[0].values[field] == typed
    assert now(database, shop) == before


def test_two_who_save_at_once_are_told(owner: FlaskClient, database: Database, shop: Shop) -> None:
    page = owner.get(SHOP)
    send(owner, page, {"time_zone": "Asia/Tokyo"}, "/shop")
    late = send(owner, page, {"name": "Late"}, "/shop")
    assert late.status_code == 409
    assert "Late" in late.text
    assert now(database, shop).name == shop.name


def test_every_change_is_told_before_and_after_with_who_and_when(owner: FlaskClient, shop: Shop) -> None:
    send(owner, owner.get(SHOP), {"time_zone": "Asia/Tokyo"}, "/shop")
    send(owner, owner.get(ALERTS), {"stuck": "21", "unused": ""}, "/settings")
    page = owner.get(CHANGES).text
    assert "Time zone" in page
    assert "<del><bdi>Europe/Helsinki</bdi></del> → <ins><bdi>Asia/Tokyo</bdi></ins>" in page
    assert "<del><bdi>14</bdi></del> → <ins><bdi>nothing</bdi></ins>" in page
    assert "Kaisa" in page
    assert "21" in owner.get(f"{CHANGES}/3").text
    assert owner.get(f"{CHANGES}/99").status_code == 404
    assert owner.get(f"{CHANGES}?before=2").status_code == 200
    assert shop.settings_version == 1


def test_the_days_of_alerts_are_checked(owner: FlaskClient, database: Database, shop: Shop) -> None:
    for typed in ("-1", "many", "366", "1.5"):
        answer = send(owner, owner.get(ALERTS), {"stuck": typed}, "/settings")
        assert answer.status_code == 422
        assert "Type 0 to 365" in answer.text
    assert now(database, shop).settings_version == 1


def test_each_person_has_a_wish_of_their_own_about_the_mail(owner: FlaskClient, context: Context, founded: Founded) -> None:
    form = Page(owner.get(MAIL).text).forms[0]
    assert form.values == {**form.values, "is_on": "1", "hour": "8"}
    assert owner.post(MAIL, data={"hour": "19", "on_weekends": "1"}).status_code == 303
    chosen = Page(owner.get(MAIL).text).forms[0].values
    assert "is_on" not in chosen
    assert chosen["hour"] == "19"
    assert owner.post(MAIL, data={"hour": "3"}).status_code == 422
    other = as_person(owner, sign_in(context, founded, Role.AGENT))
    assert Page(other.get(MAIL).text).forms[0].values["is_on"] == "1"
