"""Privacy at the desk: what is stored is said, periods are set, one person is found, told and erased."""

import zipfile
from datetime import datetime
from io import BytesIO

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.privacy.rules import RULES
from sendback.returns.store import get_return
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from sendback.shops.store import get_shop
from sendback.web.context import Context
from tests.privacy.telling import EMAIL, NAME, Told, tell_all, withdraw
from tests.web.owner import sign_in
from tests.web.pages import Page

PATH = "/desk/privacy"


@pytest.fixture
def told(context: Context, shop: Shop) -> Told:
    return tell_all(context, shop)


@pytest.fixture
def owner(client: FlaskClient, database: Database, shop: Shop, now: datetime) -> FlaskClient:
    return sign_in(client, database, shop, now)


def find_form(html: str, action: str) -> dict[str, str]:
    return next(form.values for form in Page(html).forms if form.action == action)


def test_all_that_is_stored_is_listed_with_its_time(owner: FlaskClient) -> None:
    page = owner.get(PATH).text
    assert [rule.what for rule in RULES if rule.what.replace("'", "&#39;") not in page] == []
    assert "180 days after its return is closed" in page


def test_periods_are_saved_and_shown_and_no_wrong_one_is(owner: FlaskClient, database: Database, shop: Shop) -> None:
    values = find_form(owner.get(PATH).text, PATH)
    assert owner.post(PATH, data={**values, "people_days": "60"}).status_code == 303
    assert database.read(get_shop, shop.shop_id).settings.retention.people_days == 60
    values = find_form(owner.get(PATH).text, PATH)
    for wrong in ("7", "9999", "", "x"):
        refused = owner.post(PATH, data={**values, "people_days": wrong})
        assert (refused.status_code, f'value="{wrong}"' in refused.text) == (422, True)
    assert owner.post(PATH, data={**values, "version": "1"}).status_code == 409


def test_somebody_is_found_exported_and_erased(owner: FlaskClient, context: Context, told: Told) -> None:
    receipt = withdraw(context, told.shop, told.order)
    found = owner.post(f"{PATH}/person", data={"email": EMAIL})
    assert found.status_code == 200
    assert f"/desk/returns/{told.item.return_id}" in found.text
    exported = owner.post(f"{PATH}/export", data=find_form(found.text, f"{PATH}/export"))
    with zipfile.ZipFile(BytesIO(exported.data)) as archive:
        assert NAME in archive.read("data.json").decode()
    assert EMAIL not in exported.headers["Content-Disposition"]
    values = find_form(found.text, f"{PATH}/erase")
    again = owner.post(f"{PATH}/erase", data={**values, "again": "somebody@else.example"})
    assert (again.status_code, "This is not what you looked for" in again.text) == (422, True)
    erased = owner.post(f"{PATH}/erase", data={**values, "again": EMAIL.upper()})
    assert "Erased: 1 return, 1 order." in erased.text
    assert receipt.withdrawal_id in erased.text
    assert context.database.read(get_return, told.shop.shop_id, told.item.return_id).erased_at == context.clock()


def test_an_erased_return_still_opens_with_its_paper_and_says_so(
    owner: FlaskClient, client: FlaskClient, context: Context, told: Told
) -> None:
    owner.post(f"{PATH}/erase", data={"email": EMAIL, "again": EMAIL})
    page = owner.get(f"/desk/returns/{told.item.return_id}")
    assert (page.status_code, "erased" in page.text, NAME in page.text) == (200, True, False)
    status = client.get(context.links.status_url(told.shop.shop_id, told.item.return_id))
    assert status.status_code == 200
    assert "erased" in owner.get("/desk/returns").text


def test_nothing_typed_and_nothing_found_are_said(owner: FlaskClient) -> None:
    assert owner.post(f"{PATH}/person", data={}).status_code == 422
    assert "Nothing is kept" in owner.post(f"{PATH}/person", data={"email": "no@body.example"}).text
    assert owner.post(f"{PATH}/erase", data={"email": "", "again": ""}).status_code == 422


def test_an_agent_sees_the_periods_and_no_forms(client: FlaskClient, database: Database, shop: Shop, now: datetime) -> None:
    page = sign_in(client, database, shop, now, Role.AGENT).get(PATH).text
    assert "What is stored" in page
    assert [form.action for form in Page(page).forms if form.action.startswith(PATH)] == []
