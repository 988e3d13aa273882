"""The widget in the other two engines: a smoke test of the whole flow, Firefox and WebKit (as WebKitGTK)."""

import os
import shutil
import subprocess
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import WebKitGTK
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from sendback.database.model import Tx
from sendback.orders.model import Order
from sendback.returns.store import list_returns
from tests.browser.bidi import FIREFOX, running_firefox
from tests.browser.conftest import Live
from tests.factories import push_order

pytestmark = pytest.mark.browser
WEBKIT = "/usr/bin/WebKitWebDriver"

WAIT = """
  const wait = async (find) => {
    for (let tries = 0; tries < 200; tries++) {
      const found = find();
      if (found) return found;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error("waited in vain for " + find);
  };
  const root = () => document.querySelector("sendback-returns")?.shadowRoot;
"""
SHOPPER = (
    f"(async () => {{{WAIT}"
    + """
  const type = async (name, text) => {
    const field = await wait(() => root()?.querySelector(`[name="${name}"]`));
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    field.dispatchEvent(new Event("change", { bubbles: true, composed: true }));
  };
  const press = async (selector) => {
    try {
      (await wait(() => root()?.querySelector(selector))).click();
    } catch {
      throw new Error(`no ${selector} in: ${root()?.textContent}`);
    }
  };
  await wait(() => window.sendback && window.sendback.version);
  document.querySelector("[data-sendback]").click();
  await type("order_number", "SB-1001");
  await type("postcode", "33100");
  await press("button.button");
  await press('input[type=checkbox][name="line.1"]');
  await press('input[type=radio][name="reason.1"]');
  await press("button.button");
  await press('input[type=radio][name="delivery"][value="email"]');
  await press("button.button");
  const link = await wait(() => root()?.querySelector('a[href*="/documents/"]'));
  return link.href;
})()"""
)
OPENER = (
    f"(async () => {{{WAIT}"
    + """
  await wait(() => window.sendback && window.sendback.version);
  document.querySelector("[data-sendback]").remove();
  sendback.open();
  await wait(() => root()?.textContent.includes("did not load"));
  return document.title;
})()"""
)


@pytest.fixture
def order(live: Live) -> Order:
    def push(tx: Tx) -> Order:
        return push_order(tx, live.founded.shop.shop_id, number="SB-1001", delivered_on=datetime.now(UTC).date())

    return live.context.database.write(push)


@pytest.mark.usefixtures("order")
@pytest.mark.skipif(not Path(FIREFOX).exists(), reason="Firefox is not installed")
def test_the_whole_flow_in_firefox(live: Live) -> None:
    with running_firefox() as firefox:
        firefox.open(live.shop_url)
        assert firefox.run(SHOPPER).startswith(f"{live.base_url}/documents/")
    assert_returned(live)


@pytest.mark.usefixtures("order")
@pytest.mark.skipif(not Path(WEBKIT).exists(), reason="WebKitGTK's driver is not installed")
def test_the_whole_flow_in_webkit(live: Live) -> None:
    with running_webkit() as webkit:
        webkit.get(live.shop_url)
        assert ask_webkit(webkit, SHOPPER).startswith(f"{live.base_url}/documents/")
    assert_returned(live)


@pytest.mark.skipif(not Path(FIREFOX).exists(), reason="Firefox is not installed")
def test_a_form_with_other_bytes_never_runs_in_firefox(live: Live) -> None:
    exchange_form(live)
    with running_firefox() as firefox:
        firefox.open(live.shop_url)
        assert firefox.run(OPENER) == "Nordlys"


@pytest.mark.skipif(not Path(WEBKIT).exists(), reason="WebKitGTK's driver is not installed")
def test_a_form_with_other_bytes_never_runs_in_webkit(live: Live) -> None:
    exchange_form(live)
    with running_webkit() as webkit:
        webkit.get(live.shop_url)
        assert ask_webkit(webkit, OPENER) == "Nordlys"


def exchange_form(live: Live) -> None:
    """Put other bytes where the form stands, as whoever broke into a server or a cache would."""
    ours = live.server.app

    def answer(environ: dict[str, Any], start: Any) -> Any:
        if "/form-" not in environ["PATH_INFO"]:
            return ours(environ, start)
        start("200 OK", [("Content-Type", "text/javascript"), ("Access-Control-Allow-Origin", "*")])
        return [b"document.title = 'exchanged'; export const start = () => (document.title = 'exchanged');"]

    live.server.app = answer


def assert_returned(live: Live) -> None:
    items = live.context.database.read(list_returns, live.founded.shop.shop_id)
    assert [item.order_number for item in items] == ["SB-1001"]


def ask_webkit(webkit: WebKitGTK, script: str) -> str:
    """Evaluate a script, wait for its promise, return its text."""
    webkit.set_script_timeout(30)
    return str(webkit.execute_async_script(f"const done = arguments[0]; {script}.then(done, e => done('failed: ' + e))"))


@contextmanager
def running_webkit() -> Iterator[WebKitGTK]:
    """Run WebKitGTK's MiniBrowser, on a screen of its own where there is none."""
    with a_screen():
        options = Options()
        options.binary_location = str(find_minibrowser())
        options.add_argument("--automation")
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # selenium warns of its own driver
            webkit = WebKitGTK(options=options, service=Service(executable_path=WEBKIT))
        try:
            yield webkit
        finally:
            webkit.quit()


def find_minibrowser() -> Path:
    return next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))


@contextmanager
def a_screen() -> Iterator[None]:
    if os.environ.get("DISPLAY"):
        yield
        return
    xvfb = shutil.which("Xvfb")
    assert xvfb, "Xvfb is not installed"
    number = f":{90 + os.getpid() % 900}"
    screen = subprocess.Popen([xvfb, number, "-screen", "0", "1280x900x24", "-nolisten", "tcp"], stderr=subprocess.DEVNULL)
    time.sleep(1)
    os.environ["DISPLAY"] = number
    try:
        yield
    finally:
        del os.environ["DISPLAY"]
        screen.terminate()
        screen.wait(10)
