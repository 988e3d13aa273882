"""Exports at the desk: by a form, or for the returns that were ticked; who took them stands in the journal."""

import csv
from datetime import datetime
from io import StringIO

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.journal.store import list_events
from sendback.returns.rma import show_rma
from sendback.shops.model import Shop
from sendback.web.context import Context
from tests.conftest import Clock
from tests.privacy.telling import NAME, NOTE, Told, tell_all
from tests.web.owner import sign_in
from tests.web.pages import Page
from tests.web.waiting import make_waiting

PATH = "/desk/exports"


@pytest.fixture
def told(context: Context, shop: Shop) -> Told:
    return tell_all(context, shop)


@pytest.fixture
def owner(client: FlaskClient, database: Database, shop: Shop, now: datetime) -> FlaskClient:
    return sign_in(client, database, shop, now)


def test_what_is_chosen_comes_as_a_file_and_is_told_in_the_journal(owner: FlaskClient, database: Database, told: Told) -> None:
    (form,) = [form for form in Page(owner.get(PATH).text).forms if form.action == PATH]
    answer = owner.post(PATH, data={**form.values, "from": "2026-11-24", "to": "2026-11-24"})
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    assert f'filename="{told.shop.slug}-returns-2026-11-24.csv"' in answer.headers["Content-Disposition"]
    (row,) = csv.DictReader(StringIO(answer.data.decode("utf-8-sig")))
    assert row["rma"] == show_rma(told.item.rma)
    assert NAME not in answer.text
    assert NAME in owner.post(PATH, data={"people": "1", "format": "json"}).text
    bodies = [event.body for event in database.read(list_events, told.shop.shop_id, "exports")]
    assert bodies == [
        {"what": "returns", "format": "csv", "people": False},
        {"what": "returns", "format": "json", "people": True},
    ]


def test_ticked_returns_are_exported_alone(owner: FlaskClient, context: Context, told: Told) -> None:
    other = tell_all(context, told.shop, "second@lintu.example")
    page = owner.post(f"{PATH}/chosen", data={"selected": [other.item.return_id, other.item.return_id]})
    assert "1 chosen return" in page.text
    (form,) = [form for form in Page(page.text).forms if form.action == PATH]
    text = owner.post(PATH, data={**form.values, "table": "lines", "people": "1"}).text
    assert show_rma(other.item.rma) in text
    assert show_rma(told.item.rma) not in text
    assert NOTE in text


def test_with_none_ticked_the_whole_filter_of_the_list_is_exported(owner: FlaskClient, database: Database, shop: Shop) -> None:
    small, large = (make_waiting(database, shop, reason=reason) for reason in ("too_small", "too_large"))
    listed = owner.get("/desk/returns?state=authorized&reason=too_small")
    (shown,) = [form for form in Page(listed.text).forms if form.action.startswith(f"{PATH}/chosen")]
    page = owner.post(shown.action, data=shown.values)
    assert "All returns that match: Label ready, Too small" in page.text
    (form,) = [form for form in Page(page.text).forms if form.action == PATH]
    text = owner.post(PATH, data=form.values).text
    assert (show_rma(small.rma) in text, show_rma(large.rma) in text) == (True, False)


def test_what_was_typed_into_the_search_narrows_it_too_and_stands_in_no_address(
    owner: FlaskClient, context: Context, told: Told
) -> None:
    other = make_waiting(context.database, told.shop)
    page = owner.post(f"{PATH}/chosen", data={"find": NAME})
    assert f"All returns that match: found for {NAME}" in page.text
    (form,) = [form for form in Page(page.text).forms if form.action == PATH]
    assert form.values["find"] == NAME
    text = owner.post(PATH, data={**form.values, "table": "lines"}).text
    assert (show_rma(told.item.rma) in text, show_rma(other.rma) in text) == (True, False)


def test_a_list_without_filters_is_exported_whole_and_offers_everything(owner: FlaskClient, told: Told) -> None:
    page = owner.post(f"{PATH}/chosen", data={"find": ""})
    assert "Everything, or what you choose" in page.text
    assert 'value="orders"' in page.text


def test_whoever_was_away_proves_to_be_there_and_loses_nothing(
    client: FlaskClient, database: Database, shop: Shop, clock: Clock, told: Told
) -> None:
    sign_in(client, database, shop, clock())
    clock.advance(minutes=10)
    away = client.post(f"{PATH}/chosen?state=requested&state=authorized", data={"selected": [told.item.return_id], "find": "x"})
    assert away.status_code == 403
    (form,) = [form for form in Page(away.text).forms if form.action.startswith(f"{PATH}/chosen")]
    assert form.action == f"{PATH}/chosen?state=requested&state=authorized"
    assert form.values["selected"] == told.item.return_id
    assert (
        client.get(PATH, headers={"Sec-Fetch-Dest": "document"})
        .headers["Location"]
        .endswith("/sign-in/confirm?next=/desk/exports")
    )


@pytest.mark.parametrize(
    "strange",
    [
        {"table": "users"},
        {"format": "exe"},
        {"from": "x", "to": "9999-12-31"},
        {"selected": "\0"},
        {"find": "\0"},
        {"reason": "none"},
    ],
)
def test_what_is_no_choice_does_no_harm(owner: FlaskClient, told: Told, strange: dict[str, str]) -> None:
    assert owner.post(PATH, data=strange).status_code == 200
