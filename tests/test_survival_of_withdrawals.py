"""A withdrawal that was acknowledged is never lost: not by kill -9, and neither is its mail."""

import http.client
import json
import random
import threading
import time
import urllib.request
from typing import Any

import pytest

from sendback.delivery.model import Kind, State
from sendback.delivery.outbox import act_on_events
from sendback.delivery.outbox_store import list_jobs
from sendback.journal.store import find_broken_link
from sendback.shops.founding import Founded, found_shop
from sendback.shops.model import Mode
from sendback.web.context import Context
from sendback.withdrawals.key_store import list_keys
from sendback.withdrawals.keys import is_signed
from sendback.withdrawals.store import get_withdrawal
from tests.factories import make_settings
from tests.test_survival import Shopper, own_context, serving, wait_for_more
from tests.web.test_withdrawals import solve

__all__ = ["own_context"]
KILLS = 4


class Consumer(Shopper):
    """Withdraw from one order after another, doing the work that is asked past the limit, repeating each until it is answered."""

    def __init__(self, port: int, founded: Founded, name: str, stop: threading.Event) -> None:
        super().__init__(port, founded, "", name, stop)
        self._address = self._address.removesuffix("returns") + "withdrawals"

    def _send(self, key: str) -> str | None:
        try:
            return self._withdraw(key)
        except (OSError, http.client.HTTPException, ValueError):  # the server was killed while it answered
            return None

    def _withdraw(self, key: str) -> str:
        body = {"name": "Aino", "order_number": key, "email": "aino@example.fi", "lang": "en"}
        work = self._post("/statement", body, key)["work"]
        solved = solve(work) if work["needed"] else {}
        return str(self._post("", {**body, "work": solved}, key)["receipt"]["id"])

    def _post(self, path: str, body: object, key: str) -> dict[str, Any]:
        headers = {"Content-Type": "application/json", "Idempotency-Key": key}
        request = urllib.request.Request(self._address + path, json.dumps(body).encode(), headers)
        with urllib.request.urlopen(request, timeout=10) as answer:
            made: dict[str, Any] = json.load(answer)
            return made


@pytest.mark.enable_socket
def test_every_acknowledged_withdrawal_survives_kill_9_with_its_mail(own_context: tuple[Context, int]) -> None:
    context, port = own_context
    now = context.clock()
    founded = context.database.write(found_shop, context.vault, "s", "S", Mode.LIVE, make_settings(), "tests", now)
    shop_id, stop = founded.shop.shop_id, threading.Event()
    consumers = [Consumer(port, founded, f"k{place}", stop) for place in range(3)]
    for consumer in consumers:
        consumer.start()
    for _ in range(KILLS):
        with serving(context.settings.folder, port):
            wait_for_more(consumers)
            time.sleep(random.uniform(0.05, 0.4))
    stop.set()
    for consumer in consumers:
        consumer.join(15)
    acknowledged = [number for consumer in consumers for number in consumer.acknowledged.values()]
    assert len(set(acknowledged)) == len(acknowledged) >= KILLS * 3
    while context.database.write(act_on_events, shop_id, now):
        pass
    jobs = context.database.read(list_jobs, shop_id, State.PENDING, most=10_000)
    assert set(acknowledged) <= {job.subject for job in jobs if job.kind is Kind.WITHDRAWAL}
    (key,) = context.database.read(list_keys, shop_id)
    for number in acknowledged:
        receipt = context.database.read(get_withdrawal, shop_id, number).receipt
        assert is_signed(key, receipt.text, receipt.signature)
    assert find_broken_link(context.database, shop_id) is None
