"""The owner's settings of withdrawals and the wording of the law, which is a draft until counsel has read it."""

from datetime import datetime

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sendback.database.model import Database
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from sendback.shops.store import get_shop
from tests.web.owner import sign_in
from tests.web.pages import Page

SETTINGS, WORDING = "/desk/withdrawals/settings", "/desk/withdrawals/wording"
TYPED = {
    "enabled": "1",
    "trader": "Nordlys Oy",
    "address": "Kauppatie 1\r\n00100 Helsinki\r\n",
    "email": "peru@nordlys.example",
    "days": "de 30",
    "exceptions": "c sku ENGRAVED-*\r\nc category engraved\r\ne category cosmetics*",
}


@pytest.fixture
def owner(client: FlaskClient, database: Database, shop: Shop, now: datetime) -> FlaskClient:
    return sign_in(client, database, shop, now)


def save(owner: FlaskClient, **changes: str) -> TestResponse:
    values = Page(owner.get(SETTINGS).text).forms[-1].values
    return owner.post(SETTINGS, data={**values, **TYPED, **changes})


def test_what_is_saved_is_shown_again(owner: FlaskClient, database: Database, shop: Shop) -> None:
    assert save(owner).status_code == 303
    chosen = database.read(get_shop, shop.shop_id).settings.withdrawal
    assert (chosen.trader, chosen.address, chosen.days) == ("Nordlys Oy", ("Kauppatie 1", "00100 Helsinki"), {"DE": 30})
    assert [(claim.article, claim.skus, claim.categories) for claim in chosen.exceptions] == [
        ("c", ("ENGRAVED-*",), ("engraved",)),
        ("e", (), ("cosmetics*",)),
    ]
    values = Page(owner.get(SETTINGS).text).forms[-1].values
    assert values["exceptions"].split("\n") == ["c sku ENGRAVED-*", "c category engraved", "e category cosmetics*"]
    assert values["days"] == "DE 30"


@pytest.mark.parametrize(
    "wrong",
    [
        {"days": "DE 13"}, {"days": "XX 30"}, {"days": "DE"}, {"days": "DE ٣٠"}, {"exceptions": "z sku X"}, {"exceptions": "c"},
        {"exceptions": "c sku"}, {"email": "two@a.example, b@c.example"},
        {"address": "1\n2\n3\n4\n5\n6\n7"}, {"trader": "x" * 200},
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_and_what_was_typed_stays(owner: FlaskClient, wrong: dict[str, str]) -> None:
    answer = save(owner, **wrong)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "Kauppatie 1" in answer.text or "address" in wrong


def test_two_owners_at_once(owner: FlaskClient) -> None:
    assert save(owner).status_code == 303
    assert save(owner, version="1").status_code == 409


def test_a_sentence_is_reworded_in_any_language_of_the_law(owner: FlaskClient, database: Database, shop: Shop) -> None:
    page = owner.get(f"{WORDING}?language=sv")
    assert "Every sentence is a draft." in page.text
    assert "Ångra avtalet här" in page.text
    values = Page(page.text).forms[-1].values
    assert owner.post(WORDING, data={**values, "text.confirm": "Ångra nu"}).status_code == 303
    assert "Ångra nu" in Page(owner.get(f"{WORDING}?language=sv").text).forms[-1].values["text.confirm"]
    words = database.read(get_shop, shop.shop_id).settings.withdrawal.words("sv")
    assert words("withdrawal.confirm") == "Ångra nu"
    values = Page(owner.get(f"{WORDING}?language=sv").text).forms[-1].values
    refused = owner.post(WORDING, data={**values, "text.confirm": "{password}"})
    assert refused.status_code == 422
    assert "only the placeholders" in refused.text
    assert owner.post(WORDING, data={**values, "text.confirm": ""}).status_code == 303
    assert database.read(get_shop, shop.shop_id).settings.withdrawal.texts == {}


def test_it_is_the_owners(client: FlaskClient, database: Database, shop: Shop, now: datetime) -> None:
    agent = sign_in(client, database, shop, now, Role.AGENT)
    assert agent.get(SETTINGS).status_code == 403
    assert "withdrawals/settings" not in agent.get("/desk/withdrawals").text
