"""Passkeys in a real browser, with an authenticator that Chromium plays: made, used, asked for again, and never twice."""

import re
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from flask import Flask
from playwright.sync_api import CDPSession, Page, expect
from werkzeug.serving import make_server

from sendback.app import create_app, make_context
from sendback.settings.model import Settings
from sendback.shops.founding import found_shop
from sendback.shops.model import Mode
from sendback.shops.people.letting_in import make_first_link
from sendback.shops.people.model import FRESH
from sendback.shops.sign_in import Role
from tests.browser.conftest import Live
from tests.browser.test_pages import LOOKS, check
from tests.factories import make_settings
from tests.web.signing_in import PASSWORD, Phone

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
NewPage = Callable[..., Page]
pytestmark = pytest.mark.browser


@pytest.fixture
def named(tmp_path: Path) -> Iterator[Live]:
    """An installation at a name, where browsers make passkeys; a bare number has none."""
    server = make_server("127.0.0.1", 0, Flask("tests.placeholder"), threaded=True)
    base_url = f"http://localhost:{server.port}"
    context = make_context(Settings(base_url=base_url, folder=tmp_path))
    now = datetime.now(UTC)
    founded = context.database.write(found_shop, context.vault, "nordlys", "Nordlys", Mode.LIVE, make_settings(), "tests", now)
    server.app = create_app(context)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Live(context, founded, base_url, "", tmp_path, server)
    server.shutdown()
    server.server_close()
    context.database.close()


def plug_in(page: Page) -> CDPSession:
    """Give the browser an authenticator that always finds the right finger."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return session


def set_up(live: Live, page: Page) -> None:
    """Become the first owner by a passkey."""
    link = live.context.database.write(
        make_first_link, live.founded.shop.shop_id, Role.OWNER, "operator", datetime.now(UTC)
    )  # fmt: skip
    page.goto(f"{live.base_url}/sign-in/{link}")
    page.get_by_label("Your name").fill("Aino Järvi")
    page.get_by_label("Email").fill("aino@nordlys.example")
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.locator(".codes li")).to_have_count(10)


def age(live: Live) -> None:
    """Let the last proof be a while ago."""
    minutes = int(FRESH.total_seconds())
    live.context.database.write(lambda tx: tx.run("UPDATE sessions SET confirmed_at = confirmed_at - :n", n=minutes + 1))


def test_from_the_printed_link_to_the_desk_and_back_in_by_passkey(named: Live, new_page: NewPage) -> None:
    page = new_page()
    plug_in(page)
    set_up(named, page)
    page.get_by_role("link", name="I have kept them").click()
    page.wait_for_url("**/desk**")
    page.locator("header summary:visible").click()
    page.locator("header").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or "") if request.method == "POST" else None)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/desk**")
    assert page.evaluate("window.violations") == []
    answer = parse_qs(sent[0])["passkey"][0]
    replayed = page.context.request.post(f"{named.base_url}/sign-in", form={"passkey": answer})
    assert replayed.status == 422


def test_what_was_typed_goes_on_after_a_passkey(named: Live, new_page: NewPage) -> None:
    page = new_page()
    plug_in(page)
    set_up(named, page)
    page.goto(f"{named.base_url}/desk/people")
    page.get_by_label("Email").fill("mats@nordlys.example")
    age(named)
    page.get_by_role("button", name="Invite").click()
    page.get_by_role("button", name="Confirm with a passkey").click()
    expect(page.get_by_label("Invitation link")).to_contain_text("/sign-in/")
    age(named)
    page.goto(f"{named.base_url}/account/passkeys")
    page.get_by_role("button", name="Confirm with a passkey").click()
    page.wait_for_url("**/account/passkeys")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("has a passkey of yours already")


def test_a_password_and_an_app_need_no_script(named: Live, new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    link = named.context.database.write(
        make_first_link, named.founded.shop.shop_id, Role.OWNER, "operator", datetime.now(UTC)
    )  # fmt: skip
    page.goto(f"{named.base_url}/sign-in/{link}")
    page.get_by_label("Your name").fill("Aino")
    page.get_by_label("Email").fill("aino@nordlys.example")
    page.get_by_label("Password").fill(PASSWORD)
    phone = Phone(re.sub(r"\s", "", page.locator(".phone-row .code").inner_text()))
    page.get_by_label("Code").fill(phone.show(datetime.now(UTC)))
    page.get_by_role("button", name="Go on").click()
    expect(page.locator(".codes li")).to_have_count(10)


@pytest.mark.parametrize(("options", "language"), [LOOKS[0], LOOKS[1], LOOKS[3], LOOKS[4]])
def test_the_pages_of_people_are_for_everybody(named: Live, new_page: NewPage, options: dict[str, object], language: str) -> None:
    page = new_page(**options)
    plug_in(page)
    set_up(named, page)
    for path in ("/account", "/account/password", "/desk/people", "/sign-in/recover", "/sign-in/confirm"):
        page.goto(f"{named.base_url}{path}")
        check(page)
    page.goto(f"{named.base_url}/account")
    page.locator("header summary:visible").click()
    page.locator("header").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")
    check(page)
