"""The dock without network: two devices, the same boxes, a page that dies in the middle; nothing is lost, nothing doubled."""

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from sendback.receiving.devices.changing import revoke_device
from sendback.receiving.devices.device_store import list_devices
from sendback.receiving.receipt_store import list_receipts
from sendback.receiving.scanning.event_store import list_held
from sendback.returns.model import Status
from sendback.returns.store import get_return
from tests.browser.conftest import Live
from tests.browser.docking import docked, send_boxes
from tests.docking import hire

pytestmark = pytest.mark.browser
BOXES, EACH = 140, 100
"""Two devices scan a hundred each, so that sixty boxes are scanned by both."""

OLDER = {"number": 99, "id": "01K000000000000000000000AA", "v": 0, "shift": "", "kind": "receive", "state": "queued"}
FULL = """(full) => {
  const kept = (window.kept ??= IDBObjectStore.prototype.add);
  IDBObjectStore.prototype.add = full ? () => { throw new DOMException("full", "QuotaExceededError"); } : kept;
}"""
"""As a device behaves that has no room: what a deed is written with fails."""
SPOIL = """async (rows) => {
  const open = indexedDB.open("sendback-dock");
  const db = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const tx = db.transaction("events", "readwrite");
  for (const row of rows) tx.objectStore("events").put({ at: new Date().toISOString(), ...row });
  await new Promise((done) => (tx.oncomplete = done));
  db.close();
}"""


@pytest.fixture(autouse=True)
def _hired(live: Live) -> None:
    for name in ("Ana", "Mikko"):
        hire(live.context.database, live.founded.shop, datetime.now(UTC), name)


def test_two_devices_in_airplane_mode_lose_nothing_and_double_nothing(browser: Browser, live: Live, tmp_path: Path) -> None:
    sent = send_boxes(live, BOXES)
    codes = [item.rma for item in sent]
    with docked(browser, live, tmp_path, "one", "two") as (one, two):
        for device, worker in ((one, "Ana"), (two, "Mikko")):
            device.join(worker)
            device.carry(BOXES)
            device.context.set_offline(True)
        for code in codes[:3]:
            one.take_in(code)
        one.take_many_in(codes[3:60])
        one.kill()
        assert one.count("queued") == 60
        one.take_many_in(codes[60:EACH])
        two.take_many_in(codes[-EACH:])
        for device in (one, two):
            device.page.get_by_role("button", name="100 waiting – send now").wait_for()
            assert device.page.get_by_text("Saved", exact=True).count() == 0
            device.context.set_offline(False)
            device.page.get_by_role("button", name="waiting").wait_for(state="detached")
        states = Counter({state: one.count(state) + two.count(state) for state in ("applied", "refused", "queued", "held")})
        assert states == Counter(applied=140, refused=60, queued=0, held=0)
        two.page.get_by_text("Ana took this box in first").first.wait_for()
        assert (one.count("refused"), one.page.locator(".unseen").count()) == (0, 0)
        assert [device.page.evaluate("violations") for device in (one, two)] == [[], []]
    shop_id, read = live.founded.shop.shop_id, live.context.database.read
    assert [len(read(list_receipts, shop_id, item.return_id)) for item in sent] == [1] * BOXES
    assert {read(get_return, shop_id, item.return_id).status for item in sent} == {Status.RECEIVED}


def test_a_device_that_was_shut_out_hands_in_what_it_has_and_forgets_the_rest(
    browser: Browser, live: Live, tmp_path: Path
) -> None:
    (item,) = send_boxes(live, 1)
    shop_id, database, now = live.founded.shop.shop_id, live.context.database, datetime.now(UTC)
    with docked(browser, live, tmp_path, "one") as (device,):
        device.join("Ana")
        device.carry(1)
        device.context.set_offline(True)
        device.take_in(item.rma)
        device.page.locator("button.worker").click()
        device.page.get_by_text("Not yet: 1 scan has not been sent.").wait_for()
        (known,) = database.read(list_devices, shop_id)
        database.write(revoke_device, shop_id, known.device_id, "tests", now)
        device.context.set_offline(False)
        device.page.get_by_role("heading", name="This device was shut out").wait_for()
        device.page.get_by_text("has been handed in").wait_for()
        assert (device.count("boxes"), device.count("queued")) == (0, 0)
    assert [each.kind for each in database.read(list_held, shop_id)] == ["receive"]
    assert database.read(list_receipts, shop_id, item.return_id) == []


def test_a_full_disk_is_said_and_keeps_nothing_half_and_a_spoilt_row_holds_up_no_other(
    browser: Browser, live: Live, tmp_path: Path
) -> None:
    first, second = send_boxes(live, 2)
    with docked(browser, live, tmp_path, "one") as (device,):
        device.join("Ana")
        device.carry(2)
        device.context.set_offline(True)
        device.scan(first.rma)
        device.page.get_by_role("heading", name="Expected").wait_for()
        device.page.evaluate(FULL, True)
        device.page.get_by_role("button", name="Take this box in").click()
        device.page.get_by_text("Not kept: this device is full.").wait_for()
        assert device.count("queued") == 0
        device.page.evaluate(FULL, False)
        device.page.get_by_role("button", name="Take this box in").click()
        device.page.get_by_text("Box taken in").wait_for()
        device.page.evaluate(
            SPOIL,
            [
                {"number": 0, "state": "queued"},
                {**OLDER, "shop": live.founded.shop.slug, "body": {"return_id": second.return_id}},
            ],
        )
        device.page.reload()
        device.page.get_by_role("button", name=re.compile("[23] waiting")).wait_for()  # the spoilt one is soon put aside
        device.context.set_offline(False)
        device.page.get_by_role("button", name="waiting").wait_for(state="detached")
        assert [device.count(state) for state in ("applied", "refused", "held")] == [1, 1, 1]
        assert device.page.locator(".unseen").count() == 2
    shop_id, read = live.founded.shop.shop_id, live.context.database.read
    assert [len(read(list_receipts, shop_id, item.return_id)) for item in (first, second)] == [1, 0]
    assert [each.said.code for each in read(list_held, shop_id)] == ["other-version"]
