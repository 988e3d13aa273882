"""A photo that was acknowledged survives: the server is killed at random moments, and every picture it took is there."""

import http.client
import json
import random
import threading
import time
import urllib.request

import pytest

from sendback.shops.founding import Founded, found_shop
from sendback.shops.model import Mode
from sendback.web.context import Context
from tests.factories import make_settings, push_order
from tests.pictures import make_picture, open_picture
from tests.test_survival import own_context, serving, wait_for_more

__all__ = ["own_context"]
KILLS, ORDERS = 3, 50


class Photographer(threading.Thread):
    """Send photos one after another, one for each order, repeating each with its own key until it is answered."""

    def __init__(self, port: int, founded: Founded, sessions: list[str], stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.acknowledged: dict[str, str] = {}
        self._address = f"http://127.0.0.1:{port}/api/v1/widget/{founded.publishable_key}/photos"
        self._sessions, self._stop_asked = sessions, stop

    def run(self) -> None:
        for place, session in enumerate(self._sessions):
            while not self._stop_asked.is_set():
                if photo_id := self._send(session, make_picture(size=(300, 200 + place))):
                    self.acknowledged[session] = photo_id
                    break
                time.sleep(0.05)
            time.sleep(0.05)

    def _send(self, session: str, photo: bytes) -> str | None:
        headers = {"Content-Type": "image/jpeg", "Sendback-Session": session, "Idempotency-Key": "one"}
        request = urllib.request.Request(self._address, photo, headers)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return str(json.load(answer)["id"])
        except (OSError, http.client.HTTPException, ValueError):  # the server was killed while it answered
            return None


@pytest.mark.enable_socket
def test_every_acknowledged_photo_survives_kill_9(own_context: tuple[Context, int]) -> None:
    context, port = own_context
    now, database = context.clock(), context.database
    founded = database.write(found_shop, context.vault, "s", "S", Mode.LIVE, make_settings(), "tests", now)
    shop_id = founded.shop.shop_id
    orders = [database.write(push_order, shop_id, delivered_on=now.date()) for _ in range(2 * ORDERS)]
    sessions = [context.links.session(shop_id, order.order_id) for order in orders]
    stop = threading.Event()
    senders = [Photographer(port, founded, sessions[start : start + ORDERS], stop) for start in (0, ORDERS)]
    for sender in senders:
        sender.start()
    for _ in range(KILLS):
        with serving(context.settings.folder, port):
            wait_for_more(senders)
            time.sleep(random.uniform(0.05, 0.3))
    stop.set()
    for sender in senders:
        sender.join(15)
    rows = database.read(lambda tx: tx.all("SELECT * FROM return_photos WHERE shop_id = :s", s=shop_id))
    known = {row["photo_id"]: row for row in rows}
    acknowledged = [photo_id for sender in senders for photo_id in sender.acknowledged.values()]
    assert len(set(acknowledged)) == len(acknowledged) >= KILLS
    for photo_id in acknowledged:
        assert known[photo_id]["kept_at"] is not None
        assert open_picture(context.store.get(known[photo_id]["name"]) or b"").width == 300
    files = {file.stem for file in (context.settings.folder / "documents").rglob("*.jpg")}
    assert files <= set(known), "no picture is kept that nobody knows of"
