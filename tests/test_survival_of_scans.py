"""What a dock did counts once: the server is killed at random moments while two devices send what they scanned."""

import http.client
import json
import random
import threading
import time
import urllib.request
from datetime import datetime

import pytest

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.receiving import inspection_store, receipt_store
from sendback.returns.model import LineRequest, Return
from sendback.returns.requesting import request_return
from sendback.shops.founding import found_shop
from sendback.shops.model import Mode, Shop
from sendback.web.context import Context
from tests.docking import begin, hire, pair
from tests.factories import make_return_request, make_settings, push_order
from tests.test_survival import own_context, serving, wait_for_more

__all__ = ["own_context"]
KILLS, RETURNS = 2, 100


class Device(threading.Thread):
    """Send a queue in its order, some events at a time, each until it is answered."""

    def __init__(self, port: int, cookie: str, queue: list[dict[str, object]], stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.acknowledged: dict[str, str] = {}
        self._port, self._cookie, self._queue, self._stop_asked = port, cookie, queue, stop

    def run(self) -> None:
        while self._queue and not self._stop_asked.is_set():
            answers = self._send(self._queue[: random.randint(1, 5)])
            for each in answers:
                self.acknowledged[each["id"]] = each["state"]
            if answers and random.random() < 0.8:  # else once more, as after an answer that was lost
                self._queue = [event for event in self._queue if event["id"] not in self.acknowledged]
            time.sleep(0.02)

    def _send(self, events: list[dict[str, object]]) -> list[dict[str, str]]:
        headers = {"Content-Type": "application/json", "X-Sendback-Dock": "1", "Cookie": f"sendback_dock={self._cookie}"}
        address = f"http://127.0.0.1:{self._port}/dock/api/events"
        request = urllib.request.Request(address, json.dumps({"events": events}).encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                answers: list[dict[str, str]] = json.load(answer)["answers"]
                return answers
        except (OSError, http.client.HTTPException, ValueError):  # the server was killed while it answered
            return []


@pytest.mark.enable_socket
def test_every_event_counts_once_though_the_server_is_killed(own_context: tuple[Context, int]) -> None:
    context, port = own_context
    database, now = context.database, context.clock()
    shop = database.write(found_shop, context.vault, "s", "S", Mode.LIVE, make_settings(), "tests", now).shop
    items = database.write(ask_for_many, shop, now)
    worker, stop, senders = hire(database, shop, now), threading.Event(), []
    for _ in range(2):  # both have all boxes in their queue: each is taken in once
        device, secret = pair(database, shop, now)
        shift = begin(database, device, worker, now)
        deeds = [(item, kind) for item in items for kind in ("receive", "inspect")]
        queue: list[dict[str, object]] = [
            {
                "id": new_id(),
                "number": place,
                "shop": "s",
                "shift": shift.shift_id,
                "kind": kind,
                "body": say(kind, item.return_id),
            }
            for place, (item, kind) in enumerate(deeds)
        ]
        senders.append(Device(port, f"{device.home}.{device.device_id}.{secret}", queue, stop))
    for sender in senders:
        sender.start()
    for _ in range(KILLS):
        with serving(context.settings.folder, port):
            wait_for_more(senders)
            time.sleep(random.uniform(0.05, 0.3))
    stop.set()
    for sender in senders:
        sender.join(15)
    took = [event_id for sender in senders for event_id, state in sender.acknowledged.items() if state in ("applied", "again")]
    kept = [each for item in items for each in database.read(receipt_store.list_receipts, shop.shop_id, item.return_id)]
    found = [each for item in items for each in database.read(inspection_store.list_inspections, shop.shop_id, item.return_id)]
    assert len({each.return_id for each in kept}) == len(kept), "a box is taken in once"
    assert len({each.return_id for each in found}) == len(found), "a unit is found once"
    known = {each.receipt_id for each in kept} | {each.inspection_id for each in found}
    assert set(took) <= known, "what was acknowledged is there"
    assert len(took) >= KILLS


def ask_for_many(tx: Tx, shop: Shop, now: datetime) -> list[Return]:
    orders = [push_order(tx, shop.shop_id, delivered_on=now.date()) for _ in range(RETURNS)]
    lines = (LineRequest("1", 1, "too_small"),)
    return [request_return(tx, shop, order, make_return_request(order, lines=lines), "shopper", now) for order in orders]


def say(kind: str, return_id: str) -> dict[str, object]:
    found = {"line_id": "1", "outcome": "arrived", "quantity": 1, "grade": "a"} if kind == "inspect" else {}
    return {"return_id": return_id, **found}
