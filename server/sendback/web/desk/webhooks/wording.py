"""How the desk speaks of endpoints and deliveries."""

from urllib.parse import urlsplit

from sendback.delivery.webhooks.model import TEST, Because, Delivery, DeliveryState, Endpoint, EndpointState, Try
from sendback.delivery.webhooks.retrying import MOST_FAILURES

Badge = tuple[str, str]
"""What a badge says, and its tone."""

EVENTS = {
    "return.requested": "A return was asked for",
    "return.authorized": "A return was approved, by a person or by your rules",
    "return.declined": "A return was declined",
    "return.canceled": "A return was taken back",
    "return.closed": "A return is settled: all of it was looked at, or the items are kept",
    "label.created": "A label can be printed",
    "label.voided": "A label is valid no more",
    "parcel.in_transit": "A carrier has a parcel",
    "parcel.delivered": "A carrier brought a parcel",
    "return.received": "A box was taken in",
    "item.inspected": "Somebody said what was found",
    "item.disposed": "Somebody said what becomes of it",
    "stock.delta": "Stock moved",
    "refund.due": "Money is due",
    "withdrawal.received": "A withdrawal arrived",
    "arrivals.counted": "Once a day: what comes, by day and warehouse",
    TEST: "A test",
}

STATES = {
    DeliveryState.WAITING: ("Waiting", "warn"),
    DeliveryState.HELD: ("Held", "off"),
    DeliveryState.DELIVERED: ("Delivered", ""),
    DeliveryState.FAILED: ("Failed", "bad"),
}
_PAUSED = {
    Because.OWNER: ("Paused", "off"),
    Because.FAILURES: ("Paused: no good answer", "bad"),
    Because.GONE: ("Paused: gone", "bad"),
}


def say_state(endpoint: Endpoint) -> Badge:
    """Say how an endpoint does in a word or two."""
    if endpoint.state is EndpointState.PAUSED:
        return _PAUSED.get(endpoint.because, ("Paused", "off"))
    if endpoint.failures:
        return f"Failing, {endpoint.failures} of {MOST_FAILURES}", "warn"
    return ("Well", "") if endpoint.last_success_at else ("New", "off")


def say_heard(endpoint: Endpoint) -> str:
    """Say which events an endpoint hears."""
    if not endpoint.types:
        return "All events"
    return "1 event" if len(endpoint.types) == 1 else f"{len(endpoint.types)} events"


def show_place(url: str) -> str:
    """Show where an endpoint is without its query, which may hold a secret of the receiver's.

    >>> show_place("https://shop.example/hooks/returns?key=1")
    'shop.example/hooks/returns'
    """
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}".rstrip("/")


def say_answer(made: Try | None) -> str:
    """Say what came of a try."""
    if made is None:
        return "Not tried yet"
    return made.reason or f"{made.status}, {made.took_ms} ms"


def may_replay(delivery: Delivery) -> bool:
    """Say whether sending it again is anything but what happens anyway."""
    return delivery.state in (DeliveryState.DELIVERED, DeliveryState.FAILED) or delivery.attempts > 0
