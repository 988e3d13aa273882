"""From the journal's events to public ones, in the transaction that moves the outbox's cursor: each once, in order."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sendback.database.model import Tx
from sendback.delivery.webhooks import announcement_store, delivery_store, store
from sendback.delivery.webhooks.model import Announcement
from sendback.delivery.webhooks.public_types import PUBLIC_TYPES
from sendback.journal.model import Event
from sendback.shops.store import get_shop

VERSION = 1
MOST_BYTES = 20_000


def announce(tx: Tx, shop_id: str, events: Sequence[Event], now: datetime) -> None:
    """Keep what others may hear of, and put it on its way to every endpoint that hears it; the caller holds the cursor."""
    public = [event for event in events if event.type in PUBLIC_TYPES]
    if not public:
        return
    slug, position, last = get_shop(tx, shop_id).slug, announcement_store.find_last_position(tx, shop_id), dict[str, int]()
    announced = []
    for event in public:
        told = PUBLIC_TYPES[event.type](tx, event)
        if told is None:
            continue
        subject = event.subject
        before = last[subject] if subject in last else announcement_store.find_last_sequence(tx, shop_id, subject)
        last[subject], position = before + 1, position + 1
        event_id = f"evt_{event.event_id}"
        body = write_body(event_id, event.type, event.at, slug, last[subject], told)
        announced.append(Announcement(shop_id, position, event_id, event.type, subject, last[subject], event.at, body))
    announcement_store.save_announcements(tx, announced)
    endpoints = store.list_endpoints(tx, shop_id)
    delivery_store.add_deliveries(
        tx, [(endpoint, each) for each in announced for endpoint in endpoints if endpoint.hears(each.type)], now
    )


def write_body(event_id: str, type_: str, at: datetime, slug: str, sequence: int, told: Mapping[str, Any]) -> str:
    """Write what is sent; lines that would make it longer than 20 KB are left out, and it says so."""
    data = dict(told)
    while True:
        whole = {
            "id": event_id,
            "type": type_,
            "version": VERSION,
            "timestamp": at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
            "shop": slug,
            "sequence": sequence,
            "data": data,
        }
        text = json.dumps(whole, separators=(",", ":"), ensure_ascii=False)
        if len(text.encode()) <= MOST_BYTES or not data.get("lines"):
            return text
        data = {**data, "lines": data["lines"][: len(data["lines"]) // 2], "has_more_lines": True}
