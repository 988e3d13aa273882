"""What was acknowledged survives: the server is killed at random moments, and every return it answered for is there."""

import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sendback.app import make_context
from sendback.journal.store import find_broken_link
from sendback.returns.rma import read_rma
from sendback.returns.store import find_return_by_rma
from sendback.settings.model import Settings
from sendback.shops.founding import Founded, found_shop
from sendback.shops.model import Mode
from sendback.web.context import Context
from tests.factories import make_line, make_settings, push_order
from tests.ports import free_port
from tests.web.shopping import CONTACT

KILLS = 4
UNITS = 9999


@contextmanager
def serving(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run the server as an operator does."""
    chosen = {"FOLDER": folder, "BASE_URL": f"http://127.0.0.1:{port}", "PORT": port, "PROCESSES": 1, "THREADS": 8}
    environment = {**os.environ, **{f"SENDBACK_{name}": str(value) for name, value in chosen.items()}}
    command = [sys.executable, "-m", "sendback", "serve"]
    with (folder / "serve.log").open("ab") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            yield server
        finally:
            kill(server)


def kill(server: subprocess.Popen[bytes]) -> None:
    """Kill the server and its workers, as the kernel does when memory runs out."""
    try:
        os.killpg(server.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    server.wait(10)


class Shopper(threading.Thread):
    """Send returns one after another, repeating each with its own key until it is answered."""

    def __init__(self, port: int, founded: Founded, session: str, name: str, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.acknowledged: dict[str, str] = {}
        self._address = f"http://127.0.0.1:{port}/api/v1/widget/{founded.publishable_key}/returns"
        self._session, self._name, self._stop_asked = session, name, stop

    def run(self) -> None:
        count = 0
        while not self._stop_asked.is_set():
            key = f"{self._name}-{count}"
            if rma := self._send(key):
                earlier = self.acknowledged.setdefault(key, rma)
                assert earlier == rma
                count += random.random() < 0.7  # else the same once more: a double click
            else:
                time.sleep(0.05)

    def _send(self, key: str) -> str | None:
        lines = [{"id": "1", "quantity": 1, "reason": "other"}]
        body = {"session": self._session, "lines": lines, "contact": CONTACT, "fields": {}, "delivery": "popup", "lang": "en"}
        headers = {"Content-Type": "application/json", "Idempotency-Key": key}
        request = urllib.request.Request(self._address, json.dumps(body).encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return str(json.load(answer)["return"]["rma"])
        except (OSError, http.client.HTTPException, ValueError):  # the server was killed while it answered
            return None


@pytest.fixture
def own_context(tmp_path: Path) -> Iterator[tuple[Context, int]]:
    port = free_port()
    context = make_context(Settings(base_url=f"http://127.0.0.1:{port}", folder=tmp_path))
    yield context, port
    context.database.close()


@pytest.mark.enable_socket
def test_every_acknowledged_return_survives_kill_9(own_context: tuple[Context, int]) -> None:
    context, port = own_context
    now = context.clock()
    founded = context.database.write(found_shop, context.vault, "s", "S", Mode.LIVE, make_settings(), "tests", now)
    shop_id = founded.shop.shop_id
    sessions = []
    for _ in range(4):
        order = context.database.write(push_order, shop_id, lines=(make_line("1", quantity=UNITS),), delivered_on=now.date())
        sessions.append(context.links.session(shop_id, order.order_id))
    stop = threading.Event()
    shoppers = [Shopper(port, founded, session, f"k{place}", stop) for place, session in enumerate(sessions)]
    for shopper in shoppers:
        shopper.start()
    for _ in range(KILLS):
        with serving(context.settings.folder, port):
            wait_for_more(shoppers)
            time.sleep(random.uniform(0.05, 0.4))
    stop.set()
    for shopper in shoppers:
        shopper.join(15)
    acknowledged = [rma for shopper in shoppers for rma in shopper.acknowledged.values()]
    assert len(set(acknowledged)) == len(acknowledged) >= KILLS * 4
    for rma in acknowledged:
        assert context.database.read(find_return_by_rma, shop_id, str(read_rma(rma))) is not None
    taken = context.database.read(lambda tx: tx.one("SELECT SUM(taken) AS n FROM order_lines WHERE shop_id = :s", s=shop_id))
    units = context.database.read(lambda tx: tx.one("SELECT SUM(quantity) AS n FROM return_lines WHERE shop_id = :s", s=shop_id))
    assert taken == units
    assert find_broken_link(context.database, shop_id) is None


def wait_for_more(shoppers: list[Shopper]) -> None:
    """Wait until the server answers again: each shopper has one more acknowledgement."""
    before = [len(shopper.acknowledged) for shopper in shoppers]
    for _ in range(300):
        if all(len(shopper.acknowledged) > count for shopper, count in zip(shoppers, before, strict=True)):
            return
        time.sleep(0.1)
    raise AssertionError("the server did not answer within half a minute")
