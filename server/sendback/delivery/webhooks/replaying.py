"""Sending again what was sent before, byte for byte, and sending a test."""

from dataclasses import replace
from datetime import datetime, timedelta

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.database.times import from_epoch
from sendback.delivery.webhooks import delivery_store, store
from sendback.delivery.webhooks.announcing import write_body
from sendback.delivery.webhooks.model import TEST, DeliveryState, Endpoint, EndpointState
from sendback.errors import Code, Problem
from sendback.journal.store import record
from sendback.shops.store import get_shop

MOST_TESTS = 60
_AN_HOUR = timedelta(hours=1)


def send_test(tx: Tx, shop_id: str, endpoint_id: str, now: datetime) -> str:
    """Put a test on its way and return the delivery's id; Problem too-many-tries after sixty in an hour."""
    endpoint = _end_rest(tx, store.lock_endpoint(tx, shop_id, endpoint_id))
    if delivery_store.count_tests(tx, shop_id, TEST, now - _AN_HOUR) >= MOST_TESTS:
        raise Problem(Code.TOO_MANY_TRIES, "That were many tests. Try again in an hour.", retry_after_seconds=3600)
    event_id, note = f"evt_{new_id()}", "A test: nothing happened."
    body = write_body(event_id, TEST, now, get_shop(tx, shop_id).slug, 0, {"note": note})
    return delivery_store.add_test(tx, endpoint, event_id, TEST, body, now)


def replay_delivery(tx: Tx, shop_id: str, delivery_id: str, actor: str, now: datetime) -> None:
    """Send one delivery again under the same webhook-id; one that waits is due at once."""
    delivery = delivery_store.get_delivery(tx, shop_id, delivery_id)
    endpoint = _end_rest(tx, store.lock_endpoint(tx, shop_id, delivery.endpoint_id))
    delivery_store.send_again(tx, delivery, _goal(endpoint), now)
    body = {"endpoint_id": endpoint.endpoint_id, "event_id": delivery.event_id}
    record(tx, shop_id, "webhook.replayed", "webhooks", body, actor, now)


def replay_failed(tx: Tx, shop_id: str, endpoint_id: str, since: datetime, actor: str, now: datetime) -> int:
    """Send again all that failed since a moment, and return how many."""
    endpoint = store.lock_endpoint(tx, shop_id, endpoint_id)
    count = delivery_store.send_failed_again(tx, shop_id, endpoint_id, since, _goal(endpoint), now)
    if count:
        record(tx, shop_id, "webhook.replayed", "webhooks", {"endpoint_id": endpoint_id, "count": count}, actor, now)
    return count


def _end_rest(tx: Tx, endpoint: Endpoint) -> Endpoint:
    """Try at once when a person asks: whoever mended a receiver wants to see it."""
    rested = replace(endpoint, rest_until=from_epoch(0))
    store.save_endpoint(tx, rested)
    return rested


def _goal(endpoint: Endpoint) -> DeliveryState:
    return DeliveryState.WAITING if endpoint.state is EndpointState.ACTIVE else DeliveryState.HELD
