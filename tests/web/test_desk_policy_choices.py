"""Reasons and choices at the desk: what shoppers choose from, under codes that never change, and who is mailed."""

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.shops.model import Shop, ShopSettings
from sendback.shops.resolutions import Resolution
from sendback.shops.sign_in import Role
from sendback.shops.store import get_shop, save_settings
from tests.conftest import Clock, MakeShop
from tests.factories import NOW
from tests.web.owner import sign_in
from tests.web.pages import Page, send

REASONS = [
    {"code": "damaged", "label": {"en": "Damaged", "ar": "تالف"}, "subs": [{"code": "cracked", "label": {"en": "Cracked"}}]},
    {"code": "too_small", "label": {"en": "Too small"}, "categories": ["clothes"]},
]
CHOICES = "/desk/policy/choices"


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop(reasons=REASONS, languages=["en", "fi"]).shop


@pytest.fixture
def owner(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> FlaskClient:
    return sign_in(client, database, shop, clock())


def settings_now(database: Database, shop: Shop) -> ShopSettings:
    return database.read(get_shop, shop.shop_id).settings


def test_reasons_are_listed_with_what_they_ask_for(owner: FlaskClient) -> None:
    page = owner.get(CHOICES).text
    for words in ("Damaged", "Cracked", "For clothes", "too_small", "Refund"):
        assert words in page


def test_an_agent_may_look_and_change_nothing(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> None:
    agent = sign_in(client, database, shop, clock(), Role.AGENT)
    page = agent.get(CHOICES)
    assert "Damaged" in page.text
    assert not [form for form in Page(page.text).forms if "policy" in form.action]
    assert agent.post(CHOICES, data={}).status_code == 403
    assert agent.post(f"{CHOICES}/reasons/damaged/remove").status_code == 403


def test_a_reason_is_changed_and_its_code_and_other_languages_stay(owner: FlaskClient, database: Database, shop: Shop) -> None:
    page = owner.get(f"{CHOICES}/reasons/damaged")
    changes = {
        "label.fi": "Rikki",
        "code": "broken",
        "photos": "required",
        "categories": "home\n\n garden ",
        "subs.1.label.en": "It leaks!",
    }
    assert send(owner, page, changes, "/damaged").status_code == 303
    reason = settings_now(database, shop).reasons[0]
    assert (reason.code, reason.photos, reason.categories) == ("damaged", "required", ("home", "garden"))
    assert reason.label == {"en": "Damaged", "fi": "Rikki", "ar": "تالف"}
    assert [sub.code for sub in reason.subs] == ["cracked", "it_leaks"]


def test_a_closer_word_without_words_goes(owner: FlaskClient, database: Database, shop: Shop) -> None:
    send(owner, owner.get(f"{CHOICES}/reasons/damaged"), {"subs.0.label.en": ""}, "/damaged")
    assert settings_now(database, shop).reasons[0].subs == ()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"label.en": ""}, "label.en"),
        ({"label.en": "Другое"}, "code"),
        ({"label.en": "Damaged"}, "code"),
        ({"label.en": "Worn", "code": "W!"}, "code"),
        ({"label.en": "Worn", "subs.0.label.en": "Cuffs", "subs.1.label.en": "Cuffs"}, "subs.1.code"),
        ({"label.en": "Worn", "photos": "always"}, "photos"),
        ({"label.en": "Worn", "categories": "x" * 65}, "categories"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_reason_is_said_at_its_field_and_kept(
    owner: FlaskClient, database: Database, shop: Shop, changes: dict[str, str], field: str
) -> None:
    page = owner.get(f"{CHOICES}/reasons")
    answer = send(owner, page, {"label.fi": "Kulunut", **changes}, "/reasons")
    assert answer.status_code == 422
    assert f'id="{field}-fault"' in answer.text
    assert "Kulunut" in answer.text
    assert field in Page(answer.text).ids
    assert settings_now(database, shop) == shop.settings


def test_a_form_that_is_sent_twice_adds_one_reason(owner: FlaskClient, database: Database, shop: Shop) -> None:
    page = owner.get(f"{CHOICES}/reasons")
    for _ in range(2):
        assert send(owner, page, {"label.en": "Arrived late"}, "/reasons").status_code == 303
    assert [reason.code for reason in settings_now(database, shop).reasons] == ["damaged", "too_small", "arrived_late"]


def test_reasons_move_and_go(owner: FlaskClient, database: Database, shop: Shop) -> None:
    page = owner.get(CHOICES)
    assert send(owner, page, {"to": "down"}, "/damaged/move").status_code == 303
    assert [reason.code for reason in settings_now(database, shop).reasons] == ["too_small", "damaged"]
    assert send(owner, owner.get(f"{CHOICES}/reasons/damaged"), {}, "/remove").status_code == 303
    last = send(owner, owner.get(f"{CHOICES}/reasons/too_small"), {}, "/remove")
    assert last.status_code == 422
    assert [reason.code for reason in settings_now(database, shop).reasons] == ["too_small"]
    assert owner.get(f"{CHOICES}/reasons/damaged").status_code == 404


def test_somebody_elses_change_is_not_overwritten_and_nothing_typed_is_lost(
    owner: FlaskClient, database: Database, shop: Shop
) -> None:
    page = owner.get(f"{CHOICES}/reasons/damaged")
    theirs = shop.settings.model_copy(update={"reasons": shop.settings.reasons[:1]})
    database.write(save_settings, shop.shop_id, 1, theirs, "Mikko", NOW)
    answer = send(owner, page, {"label.en": "Broken"}, "/damaged")
    assert answer.status_code == 409
    assert "Broken" in answer.text
    assert settings_now(database, shop) == theirs
    assert send(owner, answer, {}, "/damaged").status_code == 303
    assert settings_now(database, shop).reasons[0].label["en"] == "Broken"


def test_a_change_elsewhere_in_the_settings_is_in_nobodys_way(owner: FlaskClient, database: Database, shop: Shop) -> None:
    page = owner.get(f"{CHOICES}/reasons/damaged")
    theirs = shop.settings.model_copy(update={"time_zone": "Asia/Tokyo"})
    database.write(save_settings, shop.shop_id, 1, theirs, "Mikko", NOW)
    assert send(owner, page, {"label.en": "Broken"}, "/damaged").status_code == 303
    saved = settings_now(database, shop)
    assert (saved.time_zone, saved.reasons[0].label["en"]) == ("Asia/Tokyo", "Broken")


def test_conditions_are_named_once_for_ever(owner: FlaskClient, database: Database, shop: Shop) -> None:
    page = owner.get(f"{CHOICES}/conditions")
    named = {"conditions.0.label.en": "As new", "conditions.1.label.en": "Worn", "conditions.1.code": "used"}
    assert send(owner, page, named, "/conditions").status_code == 303
    renamed = {"conditions.0.label.en": "Unopened", "conditions.1.label.en": ""}
    assert send(owner, owner.get(f"{CHOICES}/conditions"), renamed, "/conditions").status_code == 303
    assert [(each.code, each.label["en"]) for each in settings_now(database, shop).conditions] == [("as_new", "Unopened")]


def test_resolutions_and_approvers_are_saved(owner: FlaskClient, database: Database, shop: Shop) -> None:
    chosen = {
        "resolutions.exchange": "1",
        "desk.approvers": "a@nordlys.example\nb@nordlys.example",
        "desk.remind_after_days": "5",
    }
    assert send(owner, owner.get(CHOICES), chosen, "/choices").status_code == 303
    saved = settings_now(database, shop)
    assert saved.resolutions == (Resolution.REFUND, Resolution.EXCHANGE)
    assert (saved.desk.approvers, saved.desk.remind_after_days) == (("a@nordlys.example", "b@nordlys.example"), 5)


@pytest.mark.parametrize(
    ("field", "typed"),
    [("desk.approvers", "nobody at home"), ("desk.remind_after_days", "soon"), ("desk.remind_after_days", "-1")],
)
def test_what_cannot_be_mailed_is_said(owner: FlaskClient, database: Database, shop: Shop, field: str, typed: str) -> None:
    answer = send(owner, owner.get(CHOICES), {field: typed}, "/choices")
    assert answer.status_code == 422
    assert typed in answer.text
    assert f'id="{field}-fault"' in answer.text
    assert settings_now(database, shop) == shop.settings


@pytest.mark.parametrize("based_on", ["", "99", "-1", "x", "9" * 40])
def test_a_form_of_no_version_changes_nothing(owner: FlaskClient, database: Database, shop: Shop, based_on: str) -> None:
    answer = owner.post(f"{CHOICES}/reasons/damaged/move", data={"based_on": based_on, "to": "down"})
    assert answer.status_code == 404
    assert settings_now(database, shop) == shop.settings
