"""A browser, a running installation, and a shop's own page on another origin under the strictest policy."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask, Response
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import BaseWSGIServer, make_server

from sendback.app import make_context
from sendback.settings.model import Settings
from sendback.shops.founding import Founded, found_shop
from sendback.shops.model import Mode
from sendback.web.context import Context
from tests.factories import make_settings
from tests.standing import stand_up

NONCE = "only-this-script"
WATCH = """window.violations = [];
addEventListener("securitypolicyviolation", e => violations.push(e.violatedDirective + " " + e.blockedURI))"""


@dataclass
class Live:
    """A running installation with one shop, and that shop's page on an origin of its own."""

    context: Context
    founded: Founded
    base_url: str
    shop_url: str
    mail_folder: Path
    server: BaseWSGIServer
    link_attributes: str = ""

    @property
    def strict_policy(self) -> str:
        """The Content-Security-Policy of the shop's page: nothing but the tag's script and what it asks us."""
        return (
            f"default-src 'none'; script-src 'nonce-{NONCE}'; style-src 'none'; connect-src {self.base_url}; "
            "require-trusted-types-for 'script'; trusted-types 'none'"
        )

    def write_page(self) -> str:
        """Write the shop's page with the tag as the builder prints it, plus the nonce that the policy asks for."""
        hosted, key = f"{self.base_url}/s/{self.founded.shop.slug}", self.founded.publishable_key
        return f"""<!doctype html><html lang="en"><head><title>Nordlys</title>
        <meta name="viewport" content="width=device-width, initial-scale=1"></head><body><h1>Your order</h1>
        <p><a href="{hosted}" data-sendback {self.link_attributes}>Return an item</a></p>
        <script async nonce="{NONCE}" src="{self.base_url}/widget/v1/sendback.js" data-shop="{key}"></script>
        </body></html>"""


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    """Debian's Chromium, driven over its own protocol."""
    return chromium


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages in fresh contexts that count policy violations; closed after the test."""
    contexts: list[BrowserContext] = []

    def open_page(**options: object) -> Page:
        chosen = {"viewport": {"width": 390, "height": 844}, "locale": "en-GB", **options}
        context = browser.new_context(**chosen)  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        contexts.append(context)
        if chosen.get("java_script_enabled", True):
            context.add_init_script(WATCH)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    """Run an installation and a shop's page for one test."""
    page_server, page = _serve_shop_page()
    placeholder = Flask("tests.placeholder")
    server = make_server("127.0.0.1", 0, placeholder, threaded=True)
    base_url, shop_url = f"http://127.0.0.1:{server.port}", f"http://localhost:{page_server.port}"
    mail_folder = tmp_path / "mail"
    settings = Settings(base_url=base_url, folder=tmp_path, mail_url=f"file:{mail_folder}", mail_from="returns@nordlys.example")
    context = make_context(settings)
    shop_settings = make_settings(origins=[shop_url], countries=["FI", "DE", "US", "JP"])
    now = datetime.now(UTC)
    founded = context.database.write(found_shop, context.vault, "nordlys", "Nordlys", Mode.LIVE, shop_settings, "tests", now)
    server.app = stand_up(context)
    running = Live(context, founded, base_url, shop_url, mail_folder, server)
    page.append(running)
    threads = [threading.Thread(target=each.serve_forever, daemon=True) for each in (server, page_server)]
    for thread in threads:
        thread.start()
    yield running
    for each in (server, page_server):
        each.shutdown()
        each.server_close()
    context.database.close()


def _serve_shop_page() -> tuple[BaseWSGIServer, list[Live]]:
    """Serve the shop's page; which installation it speaks of is known only once that one runs."""
    shop, page = Flask("tests.shop"), list[Live]()

    @shop.get("/")
    def show() -> Response:
        response = Response(page[0].write_page(), mimetype="text/html")
        response.headers["Content-Security-Policy"] = page[0].strict_policy
        return response

    @shop.get("/favicon.ico")
    def show_nothing() -> Response:
        return Response(status=204)

    return make_server("127.0.0.1", 0, shop, threaded=True), page
