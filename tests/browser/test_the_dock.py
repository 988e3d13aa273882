"""The dock, told once from the label to the refund: a filmed label, a phone that loses its network, and the shopper who waits.

`sendback serve` and its own commands; the shop's system speaks the API, the phone's camera sees a film of the very label that
the API gave out. Everything else by what stands on a screen, or in a mail.
"""

import email
import json
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import WATCH
from tests.browser.film import film_label
from tests.browser.test_shopping import assert_no_violations
from tests.conftest import CHROMIUM_FLAGS, find_chromium
from tests.delivery.postbox import title_of
from tests.live import LiveSendback, live_sendback

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
LINES = [
    {"id": "1", "title": "Wool jumper", "sku": "JUMPER-M", "quantity": 1, "unit_price_minor": 12900},
    {"id": "2", "title": "Walnut board", "sku": "BOARD-1", "quantity": 1, "unit_price_minor": 4900},
]

SCANS = """async () => {
  const open = indexedDB.open("sendback-dock");
  await new Promise((done) => (open.onsuccess = done));
  const asked = open.result.transaction("seen").objectStore("seen").count();
  await new Promise((done) => (asked.onsuccess = done));
  open.result.close();
  return asked.result;
}"""


class System:
    """The shop's own system: it pushes orders, makes returns, follows events and asks for stock."""

    def __init__(self, live: LiveSendback) -> None:
        self.live, self._number = live, 0

    def ask(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """Ask the API, as a program would."""
        self._number += 1
        headers = {"Authorization": f"Bearer {self.live.api_key}", "Content-Type": "application/json"}
        headers["Idempotency-Key"] = f"story-{self._number}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.live.base_url}/api/v1{path}", data, headers)
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def send_back(self, number: str) -> dict[str, Any]:
        """Push an order and send all of it back; the label goes by mail."""
        buyer = {"name": "Aino Järvi", "email": "aino@example.fi"}
        address = {"lines": ["Hämeenkatu 1"], "postcode": "33100", "city": "Tampere", "country": "FI"}
        order = {"number": number, "returnable_until": "2099-12-31", "currency": "EUR", "lines": LINES, "address": address}
        self.ask("/orders", {**order, **buyer})
        lines = [{"id": line["id"], "quantity": 1, "reason": "too_small"} for line in LINES]
        made: dict[str, Any] = self.ask("/returns", {"order_number": number, "lines": lines, "delivery": "email"})
        return {**made, "rma": made["rma"].replace("-", "")}

    def list_stock(self) -> set[tuple[str, str, int]]:
        """List what lies where as (SKU, condition, how many)."""
        return {(row["sku"], row["condition"], row["quantity"]) for row in self.ask("/stock")["data"] if row["quantity"]}

    def list_events(self, rma: str) -> list[str]:
        """List what was announced of one return, in order."""
        events = self.ask("/events?limit=100")["data"]
        return [event["type"] for event in events if event["data"].get("rma") == rma]

    def find_mail(self, about: str, rma: str) -> EmailMessage:
        """Wait for a mail to the shopper, by what it begins with and the return it names."""

        def look() -> EmailMessage | None:
            files = [email.message_from_bytes(file.read_bytes(), policy=default) for file in self.live.folder.glob("mail/*.eml")]
            return next((mail for mail in files if about in title_of(mail) and rma in read_text(mail).replace("-", "")), None)

        return wait_for(look, f"no mail that begins {about}")


@pytest.fixture
def system(tmp_path: Path) -> Iterator[System]:
    """Serve a shop with somebody at its dock."""
    with live_sendback(tmp_path) as live:
        run(live, "dock", "workers", "add", "Onni", "--pin", "4071")
        yield System(live)


def test_the_dock(system: System, browser: Browser, new_page: Callable[..., Page], tmp_path: Path) -> None:
    first, second = system.send_back("SB-3001"), system.send_back("SB-3002")
    profile = tmp_path / "phone"
    with phone(browser, profile, film(system, first, 17, tmp_path)) as page:
        faults = hear_faults(page)
        join(page, system)
        expect(page.get_by_role("heading", name="Expected")).to_be_visible()
        page.get_by_role("button", name="1 × As new Back in stock – Wool jumper").click()
        expect(page.get_by_text("Back in stock").first).to_be_visible()
        say_it_is_damaged(page)
        for title in ("Wool jumper", "Walnut board"):
            expect(card_of(page, title).get_by_text("Saved")).to_be_visible()
        page.evaluate("navigator.serviceWorker.ready")
        assert page.evaluate(SCANS) == 1, "the symbol and the bars of one label are one scan"
        assert faults == [], "whoever comes first finds a quiet console"
        assert_no_violations(page)
    it_is_settled(system, first)
    the_shopper_sees_it(system, first, new_page)
    with phone(browser, profile, film(system, second, -40, tmp_path)) as page:
        page.goto(f"{system.live.base_url}/dock/")
        expect(page.get_by_role("heading", name="Expected")).to_be_visible()
        page.context.set_offline(True)
        page.reload()
        expect(page.get_by_role("heading", name="Expected")).to_be_visible()
        for title in ("Wool jumper", "Walnut board"):
            card_of(page, title).get_by_role("button", name="1 × As new").click()
        expect(page.get_by_role("button", name="3 waiting – send now")).to_be_visible()
        assert page.get_by_text("Saved", exact=True).count() == 0, "what waits is never called saved"
        page.context.set_offline(False)
        expect(page.get_by_role("button", name="waiting")).to_have_count(0)
        assert_no_violations(page)
    system.find_mail("Your return is checked and settled", second["rma"])
    assert system.list_stock() == {("JUMPER-M", "sellable", 2), ("BOARD-1", "sellable", 1), ("BOARD-1", "blocked", 1)}
    run(system.live, "stock", "recount")
    run(system.live, "journal", "verify")


def film(system: System, made: dict[str, Any], degrees: float, folder: Path) -> Path:
    """Film the label that the API gave out, held aslant."""
    labels = system.ask(f"/returns/{made['rma']}/labels")["labels"]
    with urllib.request.urlopen(labels[0]["label"]["pdf"].replace(".pdf", ".png")) as answer:
        return film_label(folder / f"{made['rma']}.mjpeg", answer.read(), degrees)


@contextmanager
def phone(browser: Browser, profile: Path, filmed: Path) -> Iterator[Page]:
    """Take a phone out of the pocket: the same each time, its camera looking at the film."""
    see = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={filmed}"]
    flags, path = [*CHROMIUM_FLAGS, *see], find_chromium()
    context = browser.browser_type.launch_persistent_context(
        profile,
        executable_path=path,
        args=flags,
        viewport=PHONE,
        locale="en-GB",  # type: ignore[arg-type]
    )
    context.set_default_timeout(20_000)
    context.add_init_script(WATCH)
    try:
        yield context.pages[0]
    finally:
        context.close()


def hear_faults(page: Page) -> list[str]:
    """Keep what the page complains of, in its console or by falling over."""
    faults: list[str] = []
    page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    return faults


def join(page: Page, system: System) -> None:
    """Join by what the command prints, and say who works."""
    printed = run(system.live, "dock", "pair")
    address = re.search(r"http\S+#join=\S+", printed)
    assert address, printed
    page.goto(address[0])
    page.get_by_role("button", name="Join").click()
    page.get_by_role("button", name="Onni").click()
    for digit in "4071":
        page.get_by_role("button", name=digit, exact=True).click()
    page.get_by_role("button", name="Begin").click()


def say_it_is_damaged(page: Page) -> None:
    """Find the board damaged, and throw it away as the rules say."""
    card_of(page, "Walnut board").get_by_role("button", name="Something else").click()
    page.get_by_text("Damaged", exact=True).click()
    page.get_by_text("Broken", exact=True).click()
    page.get_by_role("button", name="Confirm").click()


def card_of(page: Page, title: str) -> Locator:
    """Find the card of one line."""
    return page.locator("article", has=page.get_by_role("heading", name=title))


def it_is_settled(system: System, made: dict[str, Any]) -> None:
    """See at the shop's system what followed: stock that moved, events in order, money that is due."""
    wait_for(lambda: "return.closed" in system.list_events(made["rma"]), "the return was not closed")
    assert system.list_stock() == {("JUMPER-M", "sellable", 1), ("BOARD-1", "blocked", 1)}
    told = system.list_events(made["rma"])
    order = ["return.authorized", "return.received", "refund.due", "return.closed"]
    assert [kind for kind in told if kind in order] == order
    assert (told.count("item.inspected"), told.count("item.disposed"), told.count("refund.due")) == (2, 2, 1)


def the_shopper_sees_it(system: System, made: dict[str, Any], new_page: Callable[..., Page]) -> None:
    """Read the mails in one conversation, and follow the link to the page, which works without scripts too."""
    label, arrived = system.find_mail("Here is your return label", made["rma"]), system.find_mail("arrived", made["rma"])
    settled = system.find_mail("Your return is checked and settled", made["rma"])
    assert settled["References"], "mails of one return are one conversation"
    assert len({mail["References"].split()[0] for mail in (arrived, settled)}) == 1
    assert "Walnut board" in read_text(settled)
    link = re.search(r"https?://\S+/r/[\w.-]+", read_text(label))
    assert link is not None
    for options in ({}, {"java_script_enabled": False}):
        page = new_page(**options)
        page.goto(link[0])
        expect(page.get_by_role("heading", name="Settled")).to_be_visible()
        expect(page.get_by_text("What the shop found")).to_be_visible()
        expect(page.locator(".progress .past")).to_have_count(5)


def read_text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def run(live: LiveSendback, *words: str) -> str:
    """Say something on the command line; it has to be done."""
    command = [sys.executable, "-m", "sendback", *words]
    done = subprocess.run(command, env=live.environment, cwd=live.folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def wait_for(look: Callable[[], Any], missing: str, seconds: float = 30) -> Any:
    """Look until there is something."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := look():
            return found
        time.sleep(0.1)
    raise AssertionError(missing)
