"""The lane in which carriers are asked, beside mail and webhooks: one that hangs holds up none of them."""

import logging
import threading

from sendback.delivery.parts import WorkerParts
from sendback.delivery.tracking.asking import ask_carriers
from sendback.delivery.tracking.asking_store import list_shops_to_ask

log = logging.getLogger("sendback.tracking")

TURN_SECONDS = 30.0
END_SECONDS = 2.0
"""A carrier that hangs at the end is not waited for: its question is leased, and put again later."""


def start(parts: WorkerParts, stop: threading.Event) -> threading.Thread:
    """Ask on a thread of its own until the stop event is set."""
    thread = threading.Thread(target=_run, args=(parts, stop), daemon=True, name="sendback-tracking")
    thread.start()
    return thread


def take_turn(parts: WorkerParts, stop: threading.Event) -> int:
    """Let every shop with something due ask once; return how many boxes were answered for. What fails for one is no other's."""
    answered = 0
    for shop_id in parts.database.read(list_shops_to_ask, parts.clock()):
        if stop.is_set():
            break
        try:
            answered += ask_carriers(parts, shop_id, stop)
        except Exception:
            log.exception("asking carriers failed for a shop", extra={"facts": {"shop": shop_id}})
    return answered


def _run(parts: WorkerParts, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            take_turn(parts, stop)
        except Exception:  # the database is away for a moment: every question still stands in it
            log.exception("tracking turn failed")
        stop.wait(TURN_SECONDS)
