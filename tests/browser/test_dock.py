"""A worker's way at the dock, in every look: scan, say what was found, put aside, take back, sign out."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from sendback.receiving.devices.pairing import make_pairing
from sendback.receiving.inspection_store import list_inspections
from sendback.receiving.photo_store import list_photos_of
from sendback.receiving.receipt_store import list_receipts, list_unknown
from sendback.shops.receiving import Disposition
from sendback.shops.warehouses import MAIN
from tests.browser.conftest import Live
from tests.browser.docking import KEPT, docked, send_boxes
from tests.browser.test_other_engines import WAIT, WEBKIT, ask_webkit, running_webkit
from tests.browser.test_pages import AXE
from tests.docking import PIN, hire

pytestmark = pytest.mark.browser
SMALL = """[...document.querySelectorAll("button, .button, .choice, summary")].filter((each) => {
  const { width, height } = each.getBoundingClientRect();
  return width && !each.matches(".remove") && (height < 55.5 || width < 55.5);
}).map((each) => each.outerHTML)"""
RULES = "axe.run(document, {resultTypes: ['violations']}).then((found) => found.violations.map(({ id }) => id))"


@pytest.fixture(autouse=True)
def _hired(live: Live) -> None:
    hire(live.context.database, live.founded.shop, datetime.now(UTC), "Ana")


TYPE_FAST = """(field, keys) => {
  for (const key of keys) {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    if (field.dispatchEvent(event) && key.length === 1) field.setRangeText(key, field.value.length, field.value.length, "end");
  }
  if (field.value !== "wet box") throw new Error(field.value);
}"""
"""As a scanner does: a machine that is busy must not make it slow."""


def check(page: Page) -> None:
    """Find nothing wrong: for screen readers, for thumbs, in width, by the policy."""
    page.evaluate(AXE)
    assert page.evaluate(RULES) == []
    assert page.evaluate(SMALL) == []
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert page.evaluate("violations") == []


def draw_photo() -> Any:
    body = io.BytesIO()
    Image.new("RGB", (640, 480), (120, 90, 60)).save(body, "JPEG")
    return {"name": "box.jpg", "mimeType": "image/jpeg", "buffer": body.getvalue()}


def test_the_way_of_a_box_from_scan_to_shelf(browser: Browser, live: Live, tmp_path: Path) -> None:
    (item,) = send_boxes(live, 1)
    read, shop_id = live.context.database.read, live.founded.shop.shop_id
    with docked(browser, live, tmp_path, "one") as (device,):
        page = device.page
        device.join("Ana")
        check(page)
        device.scan(item.rma)
        page.get_by_role("heading", name="Expected").wait_for()
        check(page)
        page.get_by_text("Weight in grams").first.click()
        page.get_by_label("Weight in grams").fill("1250")
        page.get_by_role("button", name="Take this box in").click()
        page.locator(".done").get_by_text("Saved").wait_for()
        assert [each.weight_g for each in read(list_receipts, shop_id, item.return_id)] == [1250]
        page.locator(".line .go").first.click()
        page.locator(".done", has_text="Item noted").get_by_text("Saved").wait_for()
        assert [(each.quantity, each.disposition) for each in read(list_inspections, shop_id, item.return_id)] == [
            (2, Disposition.RESTOCK)
        ]
        page.get_by_role("button", name="Undo").click()
        page.get_by_text("Taken back.").wait_for()
        page.get_by_role("heading", name="Taken in").wait_for()

        page.get_by_role("button", name="Something else – Wool jumper").click()
        page.locator("label.choice", has_text="Used").click()
        page.locator("label.choice", has_text="Donate").click()
        page.get_by_role("button", name="Confirm").click()
        page.get_by_text("Say why you decide otherwise.").wait_for()
        device.scan("ANOTHER-BOX")
        page.get_by_text("Finish this item or go back first").wait_for()
        page.locator("label.choice", has_text="Worn or dirty").click()
        page.locator("input[type=file]").set_input_files(draw_photo())
        page.locator(".thumbs img").wait_for()
        check(page)
        page.get_by_role("button", name="Confirm").click()
        page.locator(".done").get_by_text("Saved").wait_for()
        last = [each for each in read(list_inspections, shop_id, item.return_id) if each.undone_at is None]
        assert [(each.disposition, each.reason) for each in last] == [(Disposition.DONATE, "worn")]
        assert len(read(list_photos_of, shop_id, last[0].inspection_id)) == 1

        device.scan("NOBODY-KNOWS-77")
        page.get_by_role("heading", name="Unknown code").wait_for()
        check(page)
        page.get_by_role("button", name="Put it aside").click()
        page.get_by_text("Put aside. The desk sees it.").wait_for()
        assert [each.code for each in read(list_unknown, shop_id)] == ["NOBODY-KNOWS-77"]

        page.get_by_role("button", name="Settings").click()
        page.locator("label.choice", has_text="Light").click()
        page.locator("label.choice", has_text="العربية").click()
        page.get_by_role("heading", name="امسح طردًا").wait_for()
        assert page.evaluate("[document.documentElement.dir, document.documentElement.dataset.look]") == ["rtl", "light"]
        page.set_viewport_size({"width": 320, "height": 560})
        check(page)
        page.locator("button.worker").click()
        page.get_by_role("heading", name="من أنت؟").wait_for()
        page.get_by_role("button", name="Ana").click()
        page.keyboard.type(PIN)
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="امسح طردًا").wait_for()


def test_a_scanner_that_types_leaves_notes_alone(browser: Browser, live: Live, tmp_path: Path) -> None:
    (item,) = send_boxes(live, 1)
    with docked(browser, live, tmp_path, "one") as (device,):
        page = device.page
        device.join("Ana")
        page.get_by_role("button", name="Unknown box").click()
        note = page.get_by_label("Note")
        note.click()
        page.keyboard.type("wet box", delay=60)
        page.wait_for_timeout(80)
        note.evaluate(TYPE_FAST, [*item.rma, "Enter"])
        page.get_by_role("heading", name="Expected").wait_for()
        device.scan("X" * 300)
        page.get_by_text("X" * 300).first.wait_for()
        page.get_by_role("button", name="Settings").click()
        page.get_by_role("button", name="Take everything off this device").click()
        page.get_by_role("button", name="Join").wait_for()
        assert page.evaluate("fetch('/dock/api/me').then((answer) => answer.status)") == 204


UNDER_WEBKIT = (
    f"(async () => {{{WAIT}"
    + """
  const isNamed = (text) => (each) => each.textContent.includes(text) || each.ariaLabel === text;
  const named = (text) => [...document.querySelectorAll("button")].find(isNamed(text));
  const press = async (text) => (await wait(() => named(text))).click();
  const scan = (code) => {
    for (const key of [...code, "Enter"]) window.dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true }));
  };
  const says = (text) => wait(() => document.body.textContent.includes(text));
"""
)


@pytest.mark.skipif(not Path(WEBKIT).exists(), reason="WebKitGTK's driver is not installed")
def test_webkit_works_on_when_the_server_is_gone_and_after_a_reload(live: Live) -> None:
    (item,) = send_boxes(live, 1)
    shop = live.founded.shop
    code = live.context.database.write(make_pairing, shop.shop_id, MAIN, "tests", datetime.now(UTC))
    ours = live.server.app

    def gone(environ: dict[str, Any], start: Any) -> Any:
        start("503 Service Unavailable", [("Content-Type", "text/plain")])
        return [b"gone"]

    with running_webkit() as webkit:
        webkit.get(f"{live.base_url}/dock/#join={shop.shop_id}.{code}")
        joining = f"""await press("Join"); await press("Ana");
          for (const digit of "{PIN}") await press(digit);
          await press("Begin"); await says("Scan a box"); await navigator.serviceWorker.ready;
          const carried = async () => (await ({KEPT})("boxes")) || new Promise((done) => setTimeout(done, 50)).then(carried);
          await carried();
          return "joined"; }})()"""
        assert ask_webkit(webkit, UNDER_WEBKIT + joining) == "joined"
        live.server.app = gone
        webkit.get(f"{live.base_url}/dock/")
        offline = f"""await says("Scan a box"); scan("{item.rma}"); await press("Take this box in");
          await says("1 waiting"); return "queued"; }})()"""
        assert ask_webkit(webkit, UNDER_WEBKIT + offline) == "queued"
        webkit.get(f"{live.base_url}/dock/")
        assert ask_webkit(webkit, UNDER_WEBKIT + 'await says("1 waiting"); return "kept"; })()') == "kept"
        live.server.app = ours
        sent = 'await press("send now"); await wait(() => !named("waiting")); return "sent"; })()'
        assert ask_webkit(webkit, UNDER_WEBKIT + sent) == "sent"
