"""How long a phone takes from a scan to the answer on its glass: milliseconds, by the app's own performance entries.

    PYTHONPATH=. python benchmarks/dock_shown.py [--returns 40000] [--scans 60] [--slow 4 6]

A real browser whose processor is slowed as many times and whose network is a 4G one, or none. The device first takes in as much
of the shop as it may carry; then it scans what it carries, with and without network, what only the server knows, and nothing
known. Server, browser and whatever else runs share the machine: the load is named.
"""

import argparse
import json
import logging
import os
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright
from scan import fill
from werkzeug.serving import make_server

from sendback.app import create_app, make_context
from sendback.database.model import Database, Tx
from sendback.receiving.devices.pairing import make_pairing
from sendback.settings.model import Settings
from sendback.shops.model import Shop
from sendback.shops.warehouses import MAIN
from tests.conftest import CHROMIUM_FLAGS, find_chromium
from tests.docking import PIN, hire

RESULTS = Path(__file__).parent / "results" / "dock_shown.json"
MOST_MS = 300
NETWORK = {"offline": False, "latency": 85, "downloadThroughput": 9_000_000 / 8, "uploadThroughput": 1_500_000 / 8}
"""A round trip of 85 ms, 9 Mbit down and 1.5 up: what WebPageTest calls 4G, and then half."""
KEPT = """() => new Promise((done) => {
  const open = indexedDB.open("sendback-dock");
  open.onsuccess = () => {
    const asked = open.result.transaction("boxes").objectStore("boxes").count();
    asked.onsuccess = () => { open.result.close(); done(asked.result); };
  };
})"""
SHOWN = "performance.getEntriesByName('scan-to-shown').map(({ duration }) => duration)"


@contextmanager
def serve(folder: Path, returns: int) -> Iterator[tuple[str, Database, Shop]]:
    """Run an installation with a shop of so many returns."""
    server = make_server("127.0.0.1", 0, lambda *_: [], threaded=True)
    address = f"http://127.0.0.1:{server.port}"
    context = make_context(Settings(base_url=address, folder=folder, secret_key="bench"))
    shop = fill(context.database, returns)
    server.app = create_app(context)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield address, context.database, shop
    server.shutdown()
    server.server_close()
    context.database.close()


def join(page: Page, address: str, database: Database, shop: Shop) -> None:
    """Join with a device, and begin a shift."""
    now = datetime.now(UTC)
    worker = hire(database, shop, now)
    code = database.write(make_pairing, shop.shop_id, MAIN, "bench", now)
    page.goto(f"{address}/dock/#join={shop.shop_id}.{code}")
    page.get_by_role("button", name="Join").click()
    page.get_by_role("button", name=worker.name).first.click()
    for digit in PIN:
        page.get_by_role("button", name=digit, exact=True).click()
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("heading", name="Scan a box").wait_for()


def scan(page: Page, codes: list[str]) -> list[float]:
    """Scan one code after the other as a scanner that types does, and give how long each took to be shown."""
    before = len(page.evaluate(SHOWN))
    for place, code in enumerate(codes, start=1):
        page.evaluate("document.activeElement.blur()")
        page.keyboard.type(code)
        page.keyboard.press("Enter")
        page.wait_for_function(f"(most) => {SHOWN}.length >= most", arg=before + place)
    taken: list[float] = page.evaluate(SHOWN)[before:]
    return taken


def _pause(page: Page, codes: list[str]) -> list[float]:
    """Scan some after half a minute, in which the page does what it does by itself."""
    page.wait_for_timeout(30_000)
    return scan(page, codes)


def carry(page: Page, codes: list[str]) -> dict[str, Any]:
    """Wait until all is carried, scanning what came first meanwhile."""
    began, kept, taken = time.perf_counter(), 0, list[float]()
    while not kept or page.evaluate(KEPT) > kept:
        kept = page.evaluate(KEPT)
        taken += scan(page, codes[len(taken) : len(taken) + 2])
        page.wait_for_timeout(1000)
    page.evaluate("navigator.serviceWorker.ready")
    disk = page.evaluate("navigator.storage.estimate().then(({ usageDetails, usage }) => usageDetails?.indexedDB ?? usage)")
    return {"returns": kept, "seconds": round(time.perf_counter() - began, 1), "indexeddb_bytes": disk, "shown": describe(taken)}


def pick(tx: Tx, shop_id: str, many: int, chance: random.Random) -> tuple[list[str], list[str]]:
    """Pick codes of returns that a device carries, by RMA and tracking number in turns, and of some that ended."""
    found = []
    for statuses in ("('authorized', 'received')", "('closed', 'canceled')"):
        rows = tx.all(
            f"""SELECT r.rma, p.tracking_key FROM returns r JOIN parcels p ON p.shop_id = r.shop_id AND p.return_id = r.return_id
            WHERE r.shop_id = :s AND r.status IN {statuses} ORDER BY r.return_id DESC LIMIT 15000""",
            s=shop_id,
        )
        rows = chance.sample(rows, min(many, len(rows)))
        found.append([row["rma"] if place % 2 else row["tracking_key"] or row["rma"] for place, row in enumerate(rows)])
    carried, ended = found
    return carried, ended


def describe(times: list[float]) -> dict[str, float]:
    """Give the median, the tail and the worst."""
    cuts = statistics.quantiles(times, n=100) if len(times) > 1 else [*times, 0.0] * 50
    return {"p50_ms": round(cuts[49]), "p95_ms": round(cuts[94]), "max_ms": round(max(times, default=0)), "scans": len(times)}


def measure(context: BrowserContext, slow: int, address: str, database: Database, shop: Shop, scans: int) -> dict[str, Any]:
    """Have a new device carry what it may, then scan."""
    chance = random.Random(7)
    carried, ended = database.read(pick, shop.shop_id, scans * 2, chance)
    page = context.pages[0]
    join(page, address, database, shop)
    cdp = context.new_cdp_session(page)
    cdp.send("Network.enable")
    cdp.send("Network.emulateNetworkConditions", NETWORK)
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": slow})
    told = {"while it is carried in": carry(page, carried)}
    trip = page.evaluate(
        "async () => { const began = performance.now(); await fetch('/dock/api/me'); return performance.now() - began; }"
    )
    unknown = [f"9400111206206{chance.randrange(10**9):09}" for _ in range(scans // 3)]
    told["carried, with network"] = describe(scan(page, carried[:scans]))
    told["asked of the server"] = describe(scan(page, ended[:scans]))
    told["nothing known, with network"] = describe(scan(page, unknown))
    told["carried, after pauses"] = describe([each for some in range(3) for each in _pause(page, carried[some::3][:8])])
    cdp.send("Network.emulateNetworkConditions", {**NETWORK, "offline": True})
    context.set_offline(True)
    told["carried, without network"] = describe(scan(page, carried[scans:]))
    told["nothing known, without network"] = describe(scan(page, unknown))
    return {"round_trip_ms": round(trip), **told}


def main() -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--returns", type=int, default=40_000)
    parser.add_argument("--scans", type=int, default=60)
    parser.add_argument("--slow", type=int, nargs="+", default=[4, 6])
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    figures: dict[str, Any] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(chosen.folder or Path(folder), chosen.returns) as (address, database, shop),
    ):
        for slow in chosen.slow:
            with sync_playwright() as playwright:
                context = playwright.chromium.launch_persistent_context(
                    Path(folder) / f"profile {slow}",
                    executable_path=find_chromium(),
                    args=CHROMIUM_FLAGS,
                    viewport={"width": 390, "height": 844},
                    locale="en-GB",
                )
                context.set_default_timeout(60_000)
                figures[f"processor slowed {slow} times"] = measure(context, slow, address, database, shop, chosen.scans)
                context.close()
    about = {"returns": chosen.returns, "load": round(os.getloadavg()[0], 1), "processors": os.cpu_count(), "most_ms": MOST_MS}
    RESULTS.write_text(json.dumps({**about, "network": NETWORK, "asked": figures}, indent=2) + "\n")
    print(json.dumps({**about, "asked": figures}, indent=1))


if __name__ == "__main__":
    main()
