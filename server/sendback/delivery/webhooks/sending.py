"""One delivery: signed, posted through the guard of all calls, and what came of it written down."""

import logging
import random
import time
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sendback.database.model import Tx
from sendback.delivery.parts import WorkerParts
from sendback.delivery.webhooks import delivery_store, store, try_store
from sendback.delivery.webhooks.model import Because, Delivery, DeliveryState, Endpoint, EndpointState, Try
from sendback.delivery.webhooks.pausing import pause
from sendback.delivery.webhooks.retrying import GONE, MOST_FAILURES, read_retry_after, rest_after, wait_after
from sendback.delivery.webhooks.signing import sign
from sendback.egress.calling import call
from sendback.egress.refusals import CallFailed, CallRefused

log = logging.getLogger("sendback.webhooks")

SECONDS = 15.0
"""How long a receiver has in all (Standard Webhooks: 15 to 30 s)."""

MOST_ANSWER = 2048
_WORKER = "worker"


@dataclass(frozen=True, slots=True)
class _Outcome:
    made: Try
    asked: timedelta | None


def deliver(parts: WorkerParts, endpoint: Endpoint, delivery: Delivery) -> bool:
    """Try a claimed delivery and settle it; return whether it was heard.

    Between the answer and the commit there is a moment in which a crash sends it again: under the same webhook-id.
    """
    outcome = _post(parts, endpoint, delivery)
    parts.database.write(_settle, delivery, outcome, random.uniform(1, 1.1), parts.clock())
    made = outcome.made
    facts = {"shop": delivery.shop_id, "endpoint": delivery.endpoint_id, "event": delivery.event_id, "try": made.number}
    log.info(
        "webhook tried", extra={"facts": {**facts, "status": made.status, "reason": made.reason or None, "ms": made.took_ms}}
    )
    return made.was_heard


def _post(parts: WorkerParts, endpoint: Endpoint, delivery: Delivery) -> _Outcome:
    now, began = parts.clock(), time.monotonic()
    headers = sign(parts.vault, endpoint, delivery, now)
    made = Try(delivery.tries, now, headers, None, "", "", 0)
    try:
        reply = call(endpoint.url, delivery.body.encode(), headers, SECONDS, MOST_ANSWER, parts.reach)
    except (CallRefused, CallFailed) as trouble:
        return _Outcome(replace(made, reason=str(trouble), took_ms=round((time.monotonic() - began) * 1000)), None)
    made = replace(made, status=reply.status, answer=_as_text(reply.body), took_ms=round(reply.seconds * 1000))
    return _Outcome(made, read_retry_after(reply.status, reply.headers, now))


def _settle(tx: Tx, delivery: Delivery, outcome: _Outcome, jitter: float, now: datetime) -> None:
    """Write everything down that follows from a try, unless somebody else has the delivery by now."""
    made = outcome.made
    if made.was_heard:
        store.save_success(tx, delivery.shop_id, delivery.endpoint_id, now)
        if delivery_store.settle(tx, delivery, DeliveryState.DELIVERED, now):
            try_store.save_try(tx, delivery.shop_id, delivery.delivery_id, made)
        return
    endpoint = store.lock_endpoint(tx, delivery.shop_id, delivery.endpoint_id)
    if not delivery_store.settle(tx, delivery, *_plan(delivery, endpoint, outcome, jitter, now)):
        return
    try_store.save_try(tx, delivery.shop_id, delivery.delivery_id, made)
    failures = endpoint.failures + 1
    rested = replace(endpoint, failures=failures, rest_until=now + max(rest_after(failures), outcome.asked or timedelta()))
    store.save_endpoint(tx, rested)
    if endpoint.state is EndpointState.ACTIVE and (made.status == GONE or failures >= MOST_FAILURES):
        pause(tx, rested, Because.GONE if made.status == GONE else Because.FAILURES, _WORKER, now)


def _plan(
    delivery: Delivery, endpoint: Endpoint, outcome: _Outcome, jitter: float, now: datetime
) -> tuple[DeliveryState, datetime]:
    """Say how a delivery goes on that was not heard; one that a person paused meanwhile waits with the others."""
    wait = wait_after(delivery.attempts)
    if wait is None:
        return DeliveryState.FAILED, now
    state = DeliveryState.WAITING if endpoint.state is EndpointState.ACTIVE else DeliveryState.HELD
    return state, now + max(wait * jitter, outcome.asked or timedelta())


def _as_text(body: bytes) -> str:
    """Show what came as text, without the characters that no database and no page takes."""
    text = body.decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() or letter in "\n\t" else "\ufffd" for letter in text)
