"""The storefront, its orders and its policy."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from sendback.app import create_app, make_context
from sendback.settings.model import Settings
from sendback.web.context import Context
from sendback.web.demo import policy
from sendback.web.demo.filling import fill_demo
from sendback.web.demo.routes import open_demo
from sendback.web.demo.store import list_orders
from sendback.words.catalogue import LANGUAGES, words_for
from tests.conftest import SECRET_KEY
from tests.factories import NOW

BASE = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    folder = tmp_path_factory.mktemp("demo")
    settings = Settings(base_url=BASE, folder=folder, secret_key=SECRET_KEY, mail_url=f"file:{folder / 'mail'}")
    context = make_context(settings, clock=lambda: NOW)
    context.database.write(fill_demo, context.vault, BASE, NOW)
    yield context
    context.database.close()


@pytest.fixture
def visitor(demo: Context) -> FlaskClient:
    app = create_app(demo)
    open_demo(app)
    return app.test_client()


def test_the_front_door_leads_to_the_storefront(visitor: FlaskClient) -> None:
    assert visitor.get("/").headers["Location"] == "/demo/"


def test_without_the_demo_there_is_none(client: FlaskClient) -> None:
    for path in ("/demo/", "/demo/inbox", "/demo/policy"):
        assert client.get(path).status_code == 404


def test_the_storefront_carries_the_tag_as_the_builder_prints_it(visitor: FlaskClient) -> None:
    page = visitor.get("/demo/").text
    assert re.search(rf'<script async nonce="[\w-]{{22}}" src="{BASE}/widget/v1/sendback.js" data-shop="sbpk_test_\w+"', page)
    assert re.search(rf'<a class="button" href="{BASE}/s/nordlys\?lang=en" data-sendback>Return an item</a>', page)


def test_its_policy_allows_nothing_but_the_nonce_and_changes_it_each_time(visitor: FlaskClient) -> None:
    answers = [visitor.get("/demo/") for _ in range(2)]
    policies = [answer.headers["Content-Security-Policy"] for answer in answers]
    assert policies[0] != policies[1]
    for answer, sent in zip(answers, policies, strict=True):
        nonce = re.search(r"script-src 'nonce-([\w-]+)'", sent)
        assert nonce is not None
        assert f'nonce="{nonce[1]}"' in answer.text
        for line in ("default-src 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'", "form-action 'none'"):
            assert line in sent
        assert "unsafe" not in sent
        assert not re.search(r"<style|\sstyle=|\son\w+=", answer.text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["/demo/", "/demo/orders", "/demo/orders/NL10150"])
def test_every_page_speaks_every_language(path: str, language: str, visitor: FlaskClient) -> None:
    page, words = visitor.get(f"{path}?lang={language}").text, words_for(language)
    assert f'<html lang="{language}" dir="{words.direction}">' in page
    assert words("demo.nav_orders") in page
    assert f"?lang={language}" in page


def test_an_order_page_carries_a_token_that_opens_the_order(visitor: FlaskClient, demo: Context) -> None:
    page = visitor.get("/demo/orders/NL10150").text
    token, key = re.search(r'data-token="([^"]+)"', page), re.search(r'data-shop="(\w+)"', page)
    asked = re.search(r"asked for the postcode: \u2068(.+?)\u2069", page)
    assert token
    assert key
    assert asked
    body = {"token": token[1], "proof": {"postcode": asked[1]}, "lang": "en"}
    opened = visitor.post(f"/api/v1/widget/{key[1]}/orders/open", json=body).get_json()
    assert (opened["proved"], opened["order"]["number"]) == (True, "NL10150")


def test_every_order_of_the_list_has_its_page(visitor: FlaskClient, demo: Context) -> None:
    page = visitor.get("/demo/orders").text
    shop_id = demo.database.read(lambda tx: tx.one("SELECT shop_id FROM shops"))
    assert shop_id
    for row in demo.database.read(list_orders, shop_id["shop_id"]):
        assert f"/demo/orders/{row.number}" in page
        assert visitor.get(f"/demo/orders/{row.number}").status_code == 200
    assert visitor.get("/demo/orders/NL1").status_code == 404


def test_violations_are_told_on_the_policy_page(visitor: FlaskClient) -> None:
    policy.REPORTS.clear()
    assert "0 violations so far." in visitor.get("/demo/policy").text
    report = {"csp-report": {"effective-directive": "style-src", "blocked-uri": "<inline>"}}
    assert visitor.post("/demo/policy/reports", json=report, content_type="application/csp-report").status_code == 204
    assert visitor.post("/demo/policy/reports", data="nonsense").status_code == 204
    page = visitor.get("/demo/policy").text
    assert "1 violation so far" in page
    assert "style-src &lt;inline&gt;" in page
    policy.REPORTS.clear()


def test_no_picture_is_fetched(visitor: FlaskClient) -> None:
    assert "<img" not in visitor.get("/demo/").text
    assert visitor.get("/demo/").text.count("<svg") >= 9
    assert Path(visitor.application.static_folder or "").joinpath("demo.css").exists()
