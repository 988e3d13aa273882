"""The desk, told once from the printed link on: one record for the shop, its service and its systems, with nothing made up.

`sendback init` and `sendback serve` as the README says. An owner and an agent in browsers of their own, mail in a folder, the
shop's own system listening on a port, and everything else by what stands on the screen.
"""

import csv
import email
import io
import json
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, TypeVar

import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook
from standardwebhooks.webhooks import Webhook

from tests.browser.test_passkeys import plug_in
from tests.browser.test_shopping import assert_no_violations
from tests.delivery.postbox import title_of
from tests.delivery.webhooks.conftest import read_headers
from tests.egress.fault_server import FaultServer, fault_server
from tests.live import environment_of, serving
from tests.ports import free_port
from tests.web.signing_in import PASSWORD, Phone

pytestmark = pytest.mark.browser
NewPage = Callable[..., Page]
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
ORDERS = Path(__file__).parents[2] / "examples" / "orders.csv"
MOST_CLICKS, MOST_SECONDS = 4, 20
HEARD_SECONDS = 60
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class House:
    """An installation as its operator has it: a folder, an address, the link that was printed, and a system that listens."""

    folder: Path
    base_url: str
    link: str
    listener: FaultServer

    def run(self, *words: str) -> str:
        """Say something on the command line; it has to be done."""
        return run(self.folder, self.base_url, *words)

    def find_mail(self, address: str, about: str) -> EmailMessage:
        """Wait for a mail that was sent to somebody, by its subject or by what it begins with."""

        def look() -> EmailMessage | None:
            files = [email.message_from_bytes(file.read_bytes(), policy=default) for file in self.folder.glob("mail/*.eml")]
            return next(
                (mail for mail in files if mail["To"] == address and about in f"{mail['Subject']} {title_of(mail)}"), None
            )

        return wait_for(look, f"no mail to {address} about {about}")

    def find_events(self, secret: str, kind: str, least: int = 1) -> list[dict[str, Any]]:
        """Wait for what the listener heard of one type; whatever it heard has to be signed with the secret."""

        def look() -> list[dict[str, Any]]:
            heard = [request for path, request in list(self.listener.received) if path == "in"]
            events = [Webhook(secret).verify(split_body(request), read_headers(request)) for request in heard]
            found = [event for event in events if event["type"] == kind]
            return found if len(found) >= least else []

        return wait_for(look, f"{kind} was not heard {least} times")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Set an installation up and serve it, at a name, because passkeys belong to names."""
    base_url = f"http://localhost:{free_port()}"
    printed = run(tmp_path, base_url, "init", "--name", "Candle & Thread", "--slug", "candle-thread")
    link = re.search(r"http://\S+/sign-in/\S+", printed)
    assert link, printed
    with fault_server() as listener, serving(tmp_path, base_url, SENDBACK_EGRESS_ALLOW=f"127.0.0.1:{listener.port}"):
        yield House(tmp_path, base_url, link[0], listener)


def test_the_desk(house: House, new_page: NewPage) -> None:
    owner, agent = new_page(**DESKTOP), new_page()
    plug_in(owner)
    come_in_by_the_printed_link(owner, house)
    say_where_parcels_go(owner)
    bring_orders_in(owner)
    secret = wire_a_webhook(owner, house)
    invite(owner, "mats@shop.example")
    phone, codes = accept(agent, house, "mats@shop.example")
    make_a_label_for_a_caller(agent, house)
    make_one_for_an_order_nobody_knows(agent, house)
    find_by_a_mistyped_name(agent)
    hear_of_both(house, secret)
    read_by_key(owner, house)
    pull_exports(owner)
    lose_the_phone_and_come_back(agent, house, phone, codes)
    for page in (owner, agent):
        assert_no_violations(page)
    house.run("journal", "verify")


def come_in_by_the_printed_link(page: Page, house: House) -> None:
    page.goto(house.link)
    page.get_by_label("Your name").fill("Aino Järvi")
    page.get_by_label("Email").fill("aino@shop.example")
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_role("heading", name="To begin with")).to_be_visible()


def say_where_parcels_go(page: Page) -> None:
    page.get_by_role("link", name="Say where parcels go").click()
    card = page.locator("section, fieldset, div").filter(has=page.get_by_role("heading", name="Parcels go to")).last
    for label, text in {"Street address": "Mannerheimintie 1", "Postcode": "00100", "City": "Helsinki"}.items():
        card.get_by_label(label).fill(text)
    expect(page.get_by_text("every return waits for you")).to_be_visible()
    card.get_by_label("Country").select_option("FI")
    expect(page.get_by_text("every return waits for you")).to_be_hidden()
    expect(page.locator("#save-status[data-state=saved]")).to_be_visible()
    page.get_by_role("link", name="Desk").click()
    expect(page.get_by_role("heading", name="Today")).to_be_visible()
    expect(page.get_by_role("link", name="Say where parcels go")).to_have_count(0)


def bring_orders_in(page: Page) -> None:
    page.get_by_role("link", name="Bring your orders in").click()
    page.get_by_label("File").set_input_files(ORDERS)
    page.get_by_role("button", name="Read the file").click()
    page.get_by_role("button", name="Import 7 orders").click()
    expect(page.get_by_text("Orders saved")).to_be_visible()


def wire_a_webhook(page: Page, house: House) -> str:
    """Add the listener, copy the secret off the page, send a test and send it again; return the secret."""
    open_setting(page, "Webhooks")
    page.get_by_role("link", name="Add a webhook").click()
    page.get_by_label("Address").fill(house.listener.url("in"))
    page.get_by_role("button", name="Add").click()
    page.get_by_role("button", name="Show").click()
    secret = page.get_by_text(re.compile(r"^whsec_")).inner_text()
    page.get_by_role("button", name="Send a test").click()
    (test,) = house.find_events(secret, "endpoint.test")
    expect(page.get_by_text(str(test["id"])).first).to_be_visible()
    page.get_by_role("button", name="Send again").click()
    again = house.find_events(secret, "endpoint.test", 2)
    assert [event["id"] for event in again] == [test["id"]] * 2, "sent again it is the same event"
    return secret


def invite(page: Page, address: str) -> None:
    open_setting(page, "People")
    page.get_by_label("Email").fill(address)
    page.get_by_role("radio", name="Agent").check()
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_text("The invitation is on its way.")).to_be_visible()


def accept(page: Page, house: House, address: str) -> tuple[Phone, list[str]]:
    """Follow the invitation out of the mail with a password and an authenticator app."""
    page.goto(read_link(house.find_mail(address, "invites you")))
    page.get_by_label("Your name").fill("Mats Berg")
    page.get_by_text("Use a password and an app on the phone").click()
    page.get_by_label("Password").fill(PASSWORD)
    phone = Phone(re.sub(r"\s", "", page.locator(".phone-row .code").inner_text()))
    page.get_by_label("Code").fill(phone.show(datetime.now(UTC)))
    page.get_by_role("button", name="Go on").click()
    expect(page.locator(".codes li")).to_have_count(10)
    codes = page.locator(".codes li").all_inner_texts()
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_text("Nothing waits.")).to_be_visible()
    page.goto(f"{house.base_url}/desk/people")
    expect(page.get_by_role("heading", name="Not for your role")).to_be_visible()
    page.get_by_role("link", name="Back to the desk").click()
    return phone, codes


def make_a_label_for_a_caller(page: Page, house: House) -> None:
    count_clicks(page)
    began = time.monotonic()
    page.get_by_text("Menu").click()
    page.get_by_role("link", name="New return").locator("visible=true").click()
    page.get_by_label("Order number, email or name").fill("A-1001")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="One more of Emalimuki").click()
    page.get_by_role("button", name="Make return and mail the label").click()
    expect(page.get_by_text("The return is made.")).to_be_visible()
    assert 0 < page.evaluate("+sessionStorage.n") <= MOST_CLICKS
    assert time.monotonic() - began < MOST_SECONDS
    label = house.find_mail("aino@example.fi", "Tässä on osoitekorttisi")
    assert [part.get_content_type() for part in label.iter_attachments()] == ["application/pdf"]


def make_one_for_an_order_nobody_knows(page: Page, house: House) -> None:
    page.goto(f"{house.base_url}/desk/returns/new")
    page.get_by_label("Order number, email or name").fill("X-999")
    page.keyboard.press("Enter")
    page.get_by_label("Article 1").fill("Candle, large")
    sender = {"Email": "greta@example.se", "Street": "Gatan 1", "Postcode": "111 22", "City": "Stockholm"}
    for label, text in {"Name": "Greta Ström", **sender}.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("Country").select_option("SE")
    page.get_by_role("button", name="Make return and mail the label").click()
    expect(page.get_by_text("The return is made.")).to_be_visible()
    assert house.find_mail("greta@example.se", "X-999")


def find_by_a_mistyped_name(page: Page) -> None:
    page.get_by_text("Menu").click()
    page.get_by_label("Find a return").locator("visible=true").fill("Järvempä")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 found for Järvempä")).to_be_visible()
    assert page.url.endswith("/desk/returns"), "a name stands in no address"
    page.get_by_role("link", name=re.compile(r"^R1000-")).click()
    expect(page.get_by_text("aino@example.fi", exact=True)).to_be_visible()
    expect(page.get_by_text("Mats Berg").first).to_be_attached()


def hear_of_both(house: House, secret: str) -> None:
    labels = house.find_events(secret, "label.created", 2)
    assert {event["data"]["order_number"] for event in labels} == {"A-1001", "X-999"}
    asked = house.find_events(secret, "return.requested", 2)
    assert {event["sequence"] for event in asked} == {1}
    assert "Järvenpää" not in json.dumps(asked + labels, ensure_ascii=False)


def read_by_key(page: Page, house: House) -> None:
    open_setting(page, "API keys")
    page.get_by_label("Name").fill("Order export")
    page.get_by_label("returns:read").check()
    page.get_by_role("button", name="Make the key").click()
    key = page.get_by_text(re.compile(r"^sbak_live_\w+$")).first.inner_text()
    request = urllib.request.Request(f"{house.base_url}/api/v1/returns", headers={"Authorization": f"Bearer {key}"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        assert {one["order_number"] for one in json.load(answer)["data"]} == {"A-1001", "X-999"}


def pull_exports(page: Page) -> None:
    """Narrow the list, and take what it shows as two kinds of file."""
    page.get_by_role("navigation", name="Desk").locator("visible=true").get_by_role("link", name="Returns").click()
    page.get_by_label("Search returns").fill("Strom")
    expect(page.get_by_text("1 found for Strom")).to_be_visible()
    page.get_by_role("button", name="Export all of the list").click()
    page.get_by_label("With personal data").check()
    rows = list(csv.reader(io.StringIO(download(page, "CSV").decode("utf-8-sig"))))
    assert len(rows) == 2
    assert "Greta Ström" in rows[1]
    sheet = CalamineWorkbook.from_object(io.BytesIO(download(page, "Excel (XLSX)"))).get_sheet_by_index(0).to_python()
    assert [len(sheet), sheet[1][0]] == [2, rows[1][0]]


def lose_the_phone_and_come_back(page: Page, house: House, phone: Phone, codes: list[str]) -> None:
    """Sign out, ask for the mailed way back, and prove oneself by a recovery code where the phone's would be."""
    page.get_by_text("Menu").click()
    page.get_by_role("button", name="Sign out").locator("visible=true").click()
    page.get_by_role("link", name="I cannot sign in").click()
    page.get_by_label("Email").fill("mats@shop.example")
    page.get_by_role("button", name="Mail me a link").click()
    page.goto(read_link(house.find_mail("mats@shop.example", "way back")))
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("Welcome back.")).to_be_visible()
    expect(page.get_by_text("9 of 10 left.")).to_be_visible()
    assert phone.secret not in page.content()


def open_setting(page: Page, name: str) -> None:
    """Go to one of the settings by the bar and the index, as somebody who looks for it."""
    page.get_by_role("navigation", name="Desk").locator("visible=true").get_by_role("link", name="Settings").click()
    page.get_by_role("main").get_by_role("link", name=re.compile(f"^{name}")).click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def count_clicks(page: Page) -> None:
    """Count every press of the pointer from now on, over all pages that follow."""
    page.context.add_init_script(
        "addEventListener('click', e => { if (e.isTrusted && e.detail) sessionStorage.n = +(sessionStorage.n ?? 0) + 1 }, true)"
    )
    page.reload()


def download(page: Page, kind: str) -> bytes:
    page.get_by_label("As", exact=True).select_option(label=kind)
    with page.expect_download() as waited:
        page.get_by_role("button", name="Download").click()
    return Path(waited.value.path()).read_bytes()


def read_link(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body
    found = re.search(r"http://\S+/sign-in/\S+", str(body.get_content()))
    assert found
    return found[0]


def split_body(request: bytes) -> bytes:
    return request.partition(b"\r\n\r\n")[2]


def run(folder: Path, base_url: str, *words: str) -> str:
    command = [sys.executable, "-m", "sendback", *words]
    done = subprocess.run(command, env=environment_of(folder, base_url), cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def wait_for(look: Callable[[], T], otherwise: str) -> T:
    """Look until there is something, for what no page tells of."""
    until = time.monotonic() + HEARD_SECONDS
    while not (found := look()):
        assert time.monotonic() < until, otherwise
        time.sleep(0.1)
    return found
