"""The webhooks' own lane beside the worker: a thread for each endpoint that has something due, few at once."""

import logging
import random
import threading
from dataclasses import replace
from datetime import datetime

from sendback.database.model import Tx
from sendback.delivery.parts import WorkerParts
from sendback.delivery.webhooks import delivery_store, store
from sendback.delivery.webhooks.model import Delivery, Endpoint
from sendback.delivery.webhooks.sending import deliver

log = logging.getLogger("sendback.webhooks")

POLL_SECONDS = 0.5
PER_TURN = 20
"""How many deliveries an endpoint gets before the others have their turn."""

MOST_WELL = 6
MOST_ILL = 2
"""Threads for endpoints that answered well, and for those that failed last: receivers that hang cannot take every thread."""

_END_SECONDS = 2.0
Key = tuple[str, str]


def run_once(parts: WorkerParts, now: datetime) -> int:
    """Try everything that is due at `now`, one endpoint after the other; return how many were heard."""
    still = replace(parts, clock=lambda: now)
    due = parts.database.read(store.list_due_endpoints, now)
    return sum(_serve(still, endpoint, threading.Event()) for endpoint in due)


class Lane:
    """Deliver until the stop event is set; any number may run at once, for each delivery is leased to one of them."""

    def __init__(self, parts: WorkerParts, stop: threading.Event) -> None:
        self._parts, self._stop = parts, stop
        self._gate = threading.Lock()
        self._busy: dict[Key, bool] = {}
        self._threads: list[threading.Thread] = []

    def run(self) -> None:
        """Look for what is due and serve it, each endpoint in a thread of its own.

        At the end a receiver that hangs is not waited for: what it was sent is leased, and tried again later.
        """
        while not self._stop.is_set():
            try:
                self._start_due()
            except Exception:  # the database is away for a moment: everything still stands in it
                log.exception("webhook turn failed")
            self._stop.wait(POLL_SECONDS)
        for thread in self._threads:
            thread.join(_END_SECONDS)

    def _start_due(self) -> None:
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        due = self._parts.database.read(store.list_due_endpoints, self._parts.clock())
        random.shuffle(due)  # where there are more than threads, each has its turn
        for endpoint in due:
            if self._take(endpoint):
                thread = threading.Thread(target=self._work, args=(endpoint,), daemon=True, name="sendback-webhook")
                self._threads.append(thread)
                thread.start()

    def _take(self, endpoint: Endpoint) -> bool:
        """Take a place for an endpoint, unless it has one or those of its kind are full."""
        key, is_ill = _key(endpoint), endpoint.failures > 0
        with self._gate:
            taken = sum(ill is is_ill for ill in self._busy.values())
            if key in self._busy or taken >= (MOST_ILL if is_ill else MOST_WELL):
                return False
            self._busy[key] = is_ill
            return True

    def _work(self, endpoint: Endpoint) -> None:
        try:
            _serve(self._parts, endpoint, self._stop)
        except Exception:
            log.exception(
                "webhook endpoint failed", extra={"facts": {"shop": endpoint.shop_id, "endpoint": endpoint.endpoint_id}}
            )
        finally:
            with self._gate:
                del self._busy[_key(endpoint)]


def _serve(parts: WorkerParts, endpoint: Endpoint, stop: threading.Event) -> int:
    """Deliver what is due to one endpoint until one fails or its turn is over; return how many were heard."""
    database, heard = parts.database, 0
    for _ in range(PER_TURN):
        if stop.is_set():
            break
        claimed = database.write(_claim, database.engine, endpoint, parts.clock())
        if claimed is None or not deliver(parts, *claimed):
            break
        heard += 1
    return heard


def _claim(tx: Tx, engine: str, endpoint: Endpoint, now: datetime) -> tuple[Endpoint, Delivery] | None:
    """Take the next delivery with its endpoint as it is now: its secret or address may just have changed."""
    shop_id, endpoint_id = endpoint.shop_id, endpoint.endpoint_id
    delivery = delivery_store.claim_delivery(tx, engine, shop_id, endpoint_id, now)
    return (store.get_endpoint(tx, shop_id, endpoint_id), delivery) if delivery else None


def _key(endpoint: Endpoint) -> Key:
    return endpoint.shop_id, endpoint.endpoint_id
