"""A device of the dock in a real browser: with a profile of its own, that may be closed, killed and opened again."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Error, Page

from sendback.database.model import Tx
from sendback.receiving.devices.pairing import make_pairing
from sendback.returns.model import LineRequest, Return
from sendback.returns.requesting import request_return
from sendback.shops.warehouses import MAIN
from tests.browser.conftest import WATCH, Live
from tests.conftest import CHROMIUM_FLAGS
from tests.docking import PIN
from tests.factories import make_return_request, push_order

PHONE = {"width": 390, "height": 844}
KEPT = """async (state) => {
  const open = indexedDB.open("sendback-dock");
  const db = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const ask = (store) => new Promise((done) => {
    const all = db.transaction(store).objectStore(store).getAll();
    all.onsuccess = () => done(all.result);
  });
  const found = (await ask(state === "boxes" ? "boxes" : "events")).filter((each) => state === "boxes" || each.state === state);
  db.close();
  return found.length;
}"""


class DockDevice:
    """A device and the page that is open on it."""

    def __init__(self, browser: Browser, live: Live, profile: Path) -> None:
        self._browser, self._live, self._profile = browser, live, profile
        self.context: BrowserContext = self._launch()
        self.page: Page = self.context.pages[0]

    def _launch(self) -> BrowserContext:
        kind, path = self._browser.browser_type, _find_path()
        flags = [*CHROMIUM_FLAGS, "--use-fake-ui-for-media-stream"]
        context = kind.launch_persistent_context(
            self._profile,
            executable_path=path,
            args=flags,
            viewport=PHONE,
            locale="en-GB",  # type: ignore[arg-type]
        )
        context.set_default_timeout(15_000)
        context.add_init_script(WATCH)
        return context

    def join(self, worker: str) -> None:
        """Join by the address that the desk's code holds, and begin with the PIN."""
        shop = self._live.founded.shop
        code = self._live.context.database.write(make_pairing, shop.shop_id, MAIN, "tests", datetime.now(UTC))
        self.page.goto(f"{self._live.base_url}/dock/#join={shop.shop_id}.{code}")
        self.page.get_by_role("button", name="Join").click()
        self.begin(worker)

    def begin(self, worker: str) -> None:
        """Say who works here."""
        self.page.get_by_role("button", name=worker).click()
        for digit in PIN:
            self.page.get_by_role("button", name=digit, exact=True).click()
        self.page.get_by_role("button", name="Begin").click()
        self.page.get_by_role("heading", name="Scan a box").wait_for()

    def carry(self, boxes: int) -> None:
        """Wait until the device could go on without network: its page is kept, and what is expected."""
        self.page.evaluate("navigator.serviceWorker.ready")
        self.page.wait_for_function(f"async () => (await ({KEPT})('boxes')) === {boxes}")

    def count(self, state: str) -> int:
        """Count the deeds of a state on this device's disk."""
        return int(self.page.evaluate(KEPT, state))

    def scan(self, code: str) -> None:
        """Let a scanner that types read a code."""
        self.page.evaluate("document.activeElement.blur()")
        self.page.keyboard.type(code)
        self.page.keyboard.press("Enter")

    def take_in(self, code: str, verdict: str = "Expected") -> None:
        """Scan a box and take it in."""
        self.scan(code)
        self.page.get_by_role("heading", name=verdict).wait_for()
        self.page.get_by_role("button", name="Take this box in").click()
        self.page.get_by_text("Box taken in").wait_for()

    def take_many_in(self, codes: list[str]) -> None:
        """Scan one box after the other, then take all of them in."""
        self.page.get_by_role("button", name="Next box").or_(self.page.get_by_role("button", name="Many boxes")).first.click()
        if self.page.get_by_role("button", name="Many boxes").count():
            self.page.get_by_role("button", name="Many boxes").click()
        for code in codes:
            self.scan(code)
        self.page.get_by_role("button", name=f"Take {len(codes)} boxes in").click()
        self.page.get_by_role("button", name="Take 0 boxes in").wait_for()

    def kill(self) -> None:
        """Let the page die in the middle, and open the device again without network."""
        with contextlib.suppress(Error):  # that is what was asked for
            self.page.goto("chrome://crash", timeout=3000)
        self.context.close()
        self.context = self._launch()
        self.context.set_offline(True)
        self.page = self.context.pages[0]
        self.page.goto(f"{self._live.base_url}/dock/")
        self.page.get_by_role("heading", name="Scan a box").wait_for()


@contextmanager
def docked(browser: Browser, live: Live, folder: Path, *names: str) -> Iterator[list[DockDevice]]:
    """Open devices, each with a profile of its own; closed at the end."""
    devices = [DockDevice(browser, live, folder / name) for name in names]
    try:
        yield devices
    finally:
        for device in devices:
            device.context.close()


def send_boxes(live: Live, many: int) -> list[Return]:
    """Let boxes be on their way: two of one thing and one of another in each."""
    shop, now = live.founded.shop, datetime.now(UTC)

    def send(tx: Tx) -> list[Return]:
        sent = []
        for number in range(many):
            order = push_order(tx, shop.shop_id, number=f"SB-{2000 + number}", delivered_on=now.date())
            lines = (LineRequest("1", 2, "too_small"), LineRequest("2", 1, "damaged"))
            sent.append(request_return(tx, shop, order, make_return_request(order, lines=lines), "shopper", now))
        return sent

    return live.context.database.write(send)


def _find_path() -> str:
    found = os.environ.get("SENDBACK_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "no Chromium here; on Debian: apt install chromium"
    return found
