"""The headers of each door: what a browser may do with an answer, and who may keep it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sendback.app import create_app
from sendback.settings.model import Settings
from sendback.shops.sign_in import Role
from sendback.web.context import Context
from tests.conftest import MakeShop
from tests.web.shopping import ORIGIN, post
from tests.web.victim import COOKIE, Victim, as_person, make_victim, sign_in

pytestmark = pytest.mark.one_engine
NO_STORE = {"no-store", "private, no-store"}


@pytest.fixture
def victim(context: Context, make_shop: MakeShop) -> Victim:
    return make_victim(context, make_shop(origins=[ORIGIN]))


def list_pages(victim: Victim) -> list[str]:
    """List a page of every kind, with something on it."""
    shopper = [f"/s/{victim.founded.shop.slug}", f"/r/{victim.status_secret}", "/r/nothing", f"/sign-in/{victim.link}"]
    people = ["/desk/returns", f"/desk/returns/{victim.item.return_id}", "/desk/outbox", "/desk/token", "/builder"]
    return [*shopper, *people, "/", "/sign-in", "/docs/problems", "/nowhere"]


def test_a_page_runs_only_the_houses_own_and_is_framed_by_nobody(client: FlaskClient, victim: Victim) -> None:
    as_person(client, victim.cookie)
    for path in list_pages(victim):
        headers = client.get(path).headers
        rules = dict(rule.strip().partition(" ")[::2] for rule in headers["Content-Security-Policy"].split(";"))
        assert rules["default-src"] == "'none'", path
        assert (rules["script-src"], rules["style-src"]) == ("'self'", "'self'"), path
        assert (rules["base-uri"], rules["frame-ancestors"], rules["form-action"]) == ("'none'", "'none'", "'self'"), path
        assert rules["require-trusted-types-for"] == "'script'", path
        assert "unsafe" not in headers["Content-Security-Policy"], path


def test_every_answer_has_the_house_headers(client: FlaskClient, victim: Victim) -> None:
    as_person(client, victim.cookie)
    pk = victim.founded.publishable_key
    others = [f"/api/v1/widget/{pk}/config", "/api/v1/orders", f"/documents/{victim.document}.pdf", "/livez", "/static/house.css"]
    for path in [*list_pages(victim), *others, "/widget/v1/sendback.js", "/builder/settings", "/builder/preview/label.pdf"]:
        with client.get(path) as answer:
            headers = answer.headers
            assert headers["X-Content-Type-Options"] == "nosniff", path
            assert headers["Referrer-Policy"] in ("no-referrer", "same-origin"), path
            assert len(headers.getlist("Content-Security-Policy")) == 1, path
            assert headers["X-Request-Id"], path
            assert "Strict-Transport-Security" not in headers, path
            assert "Server" not in headers or "sendback" not in headers["Server"].lower(), path


def test_a_secret_in_an_address_is_told_to_no_other_page(client: FlaskClient, victim: Victim) -> None:
    """`same-origin` is for pages with forms of signed-in people; a shopper's secret link goes nowhere at all."""
    slug = victim.founded.shop.slug
    for path in (f"/r/{victim.status_secret}", f"/documents/{victim.document}.pdf", f"/s/{slug}/done/{victim.status_secret}"):
        assert client.get(path).headers["Referrer-Policy"] == "no-referrer", path
    assert client.get(f"/s/{slug}/open/x").headers["Referrer-Policy"] == "no-referrer"


def test_what_is_about_somebody_is_kept_by_nobody(client: FlaskClient, victim: Victim) -> None:
    as_person(client, victim.cookie)
    slug, pk = victim.founded.shop.slug, victim.founded.publishable_key
    secret = [
        f"/documents/{victim.document}.pdf",
        f"/s/{slug}/done/{victim.status_secret}",
        f"/s/{slug}/open/x",
        "/builder/settings",
    ]
    for path in [*list_pages(victim), *secret]:
        assert client.get(path).headers["Cache-Control"] in NO_STORE, path
    for path, body in (
        (f"/api/v1/widget/{pk}/orders/open", {}),
        (f"/api/v1/widget/{pk}/orders/link", {}),
        ("/api/v1/orders", {}),
    ):
        assert client.post(path, json=body).headers["Cache-Control"] in NO_STORE, path
    for path in (f"/r/{victim.status_secret}", f"/documents/{victim.document}.pdf"):
        assert "noindex" in client.get(path).headers["X-Robots-Tag"], path


def test_the_api_and_the_script_may_run_nothing(client: FlaskClient, victim: Victim) -> None:
    pk = victim.founded.publishable_key
    paths = [f"/api/v1/widget/{pk}/config", "/api/v1/widget/none/config", "/api/v1/orders", "/widget/v1/sendback.js"]
    for path in [*paths, f"/documents/{victim.document}.pdf"]:
        assert client.get(path).headers["Content-Security-Policy"].startswith("default-src 'none'; frame-ancestors"), path


def test_the_widgets_door_sets_no_cookie_and_keeps_shops_apart(client: FlaskClient, context: Context, victim: Victim) -> None:
    as_person(client, sign_in(context, victim.founded, Role.OWNER))
    pk, good, foreign = victim.founded.publishable_key, {"Origin": ORIGIN}, {"Origin": "https://evil.example"}
    for headers in (good, foreign, {}):
        for answer in (
            client.get(f"/api/v1/widget/{pk}/config", headers=headers),
            client.post(f"/api/v1/widget/{pk}/orders/open", json={}, headers=headers),
            client.options(f"/api/v1/widget/{pk}/returns", headers=headers),
            client.get("/api/v1/widget/none/config", headers=headers),
        ):
            assert "Set-Cookie" not in answer.headers
            assert "Origin" in answer.headers.getlist("Vary")
            assert answer.headers.get("Access-Control-Allow-Origin") in (None, ORIGIN)
            assert "Access-Control-Allow-Credentials" not in answer.headers
    assert post(client, victim.founded, "/orders/link", {}).headers["Access-Control-Allow-Origin"] == ORIGIN
    assert "Access-Control-Allow-Origin" not in client.get(f"/api/v1/widget/{pk}/config", headers=foreign).headers


def test_no_other_door_opens_to_other_sites_pages(client: FlaskClient, victim: Victim) -> None:
    as_person(client, victim.cookie)
    for path in [*list_pages(victim), "/builder/settings", "/api/v1/orders", f"/documents/{victim.document}.pdf"]:
        assert "Access-Control-Allow-Origin" not in client.get(path, headers={"Origin": ORIGIN}).headers, path


@pytest.mark.parametrize(("base_url", "secure"), [("http://localhost", False), ("https://returns.example", True)])
def test_the_session_is_out_of_reach_of_scripts_and_other_sites(
    context: Context, settings: Settings, victim: Victim, base_url: str, secure: bool
) -> None:
    object.__setattr__(settings, "base_url", base_url)
    answer = create_app(context).test_client().post(f"/sign-in/{victim.link}")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith(f"__Host-{COOKIE}=" if secure else f"{COOKIE}=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert ("Secure" in cookie) is secure
    assert "Domain" not in cookie


def test_over_https_browsers_come_back_over_https_only(app: Flask) -> None:
    for path in ("/sign-in", "/nowhere", "/livez", "/widget/v1/sendback.js"):
        answer = app.test_client().get(path, base_url="https://localhost")
        assert int(answer.headers["Strict-Transport-Security"].partition("=")[2]) >= 63_072_000, path


@pytest.mark.parametrize("name", ["X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-For", "X-Forwarded-Prefix", "Host"])
def test_what_a_stranger_says_of_the_address_is_not_believed(client: FlaskClient, victim: Victim, name: str) -> None:
    value = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}.get(name, "evil.example")
    body = {"order_number": victim.order.number, "proof": {"postcode": "XQ99887"}}
    opened = post(client, victim.founded, "/orders/open", body, **{name: value})
    assert opened.status_code == 200
    for path in list_pages(victim):
        answer = client.get(path, headers={name: value})
        assert "evil.example" not in answer.text + str(answer.headers), path
        assert "Strict-Transport-Security" not in answer.headers, path
