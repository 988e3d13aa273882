"""The builder's page: whose it is, and what stands there without script."""

import html
import json
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.shops.founding import Founded
from sendback.shops.sign_in import Role
from tests.conftest import Clock, MakeShop
from tests.web.owner import sign_in

DOORS = [
    "/builder",
    "/builder/settings",
    "/builder/texts/en",
    "/builder/logo/x",
    "/builder/preview",
    "/builder/preview/label.pdf",
    "/builder/paper",
]
SNIPPETS = Path("snippet_builder/test/snippets.json")


@pytest.fixture
def owner(client: FlaskClient, database: Database, founded: Founded, clock: Clock) -> FlaskClient:
    return sign_in(client, database, founded.shop, clock())


@pytest.mark.parametrize("path", DOORS)
def test_nobody_gets_in_without_signing_in(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["Location"].startswith("/sign-in?next=/builder")
    assert client.get(path, headers={"Sec-Fetch-Dest": "empty"}).status_code == 401


@pytest.mark.parametrize("path", DOORS)
def test_an_agent_does_not_build(client: FlaskClient, database: Database, founded: Founded, clock: Clock, path: str) -> None:
    sign_in(client, database, founded.shop, clock(), Role.AGENT)
    assert client.get(path).status_code == 403


def test_the_page_carries_what_its_script_starts_from(owner: FlaskClient, founded: Founded) -> None:
    facts = json.loads(html.unescape(_facts(owner.get("/builder").text)))
    assert facts["shop"]["slug"] == founded.shop.slug
    assert facts["tag"]["key"] == founded.publishable_key
    assert facts["version"] == 1
    assert {language["tag"] for language in facts["languages"]} == {"en", "fi", "zh-Hans", "de", "ar"}
    assert founded.signing_key not in owner.get("/builder").text


def test_no_script_of_ours_stands_in_the_page_itself(owner: FlaskClient) -> None:
    answer = owner.get("/builder")
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "trusted-types 'none'" in answer.headers["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", answer.text)
    assert "style=" not in answer.text


def test_a_shop_named_like_markup_stays_a_name(
    client: FlaskClient, database: Database, make_shop: MakeShop, clock: Clock
) -> None:
    founded = make_shop(name="</script><b>Evil & Sons</b>")
    page = sign_in(client, database, founded.shop, clock()).get("/builder").text
    assert "</script><b>" not in page
    assert json.loads(_facts(page))["shop"]["name"] == "</script><b>Evil & Sons</b>"


def test_without_script_the_tag_stands_there_as_the_script_would_write_it(owner: FlaskClient, founded: Founded) -> None:
    page = owner.get("/builder").text
    shown = html.unescape(re.search(r"<pre.*?<code>(.*?)</code>", page, re.S)[1])  # type: ignore[index]
    made = json.loads(SNIPPETS.read_text("utf-8"))
    expected = made["html"].replace(made["tag"]["key"], founded.publishable_key)
    expected = expected.replace(made["tag"]["script"], "http://localhost/widget/v1/sendback.js")
    assert shown == expected.replace(made["tag"]["hosted_url"], f"http://localhost/s/{founded.shop.slug}")
    assert "needs JavaScript" in page


def test_without_script_a_hostile_link_text_is_still_text(
    client: FlaskClient, database: Database, make_shop: MakeShop, clock: Clock
) -> None:
    founded = make_shop(texts={"en": {"widget.title": '<img src=x onerror="alert(1)">'}})
    page = sign_in(client, database, founded.shop, clock()).get("/builder").text
    assert "&amp;lt;img src=x" in page
    assert "<img src=x" not in page


def _facts(page: str) -> str:
    match = re.search(r'<script type="application/json" id="facts">(.*?)</script>', page, re.S)
    assert match
    return match[1]
