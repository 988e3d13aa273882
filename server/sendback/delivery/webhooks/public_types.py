"""Which of the journal's events others hear of, and what each tells."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from sendback.database.model import Tx
from sendback.delivery.webhooks import telling, telling_arrival
from sendback.journal.model import Event

Teller = Callable[[Tx, Event], Mapping[str, Any] | None]
"""Gives an event's `data`, without personal data; None where there is nothing to tell any more."""

PUBLIC_TYPES: Mapping[str, Teller] = MappingProxyType(
    {
        "return.requested": telling.tell_status,
        "return.authorized": telling.tell_status,
        "return.declined": telling.tell_status,
        "return.canceled": telling.tell_status,
        "return.closed": telling.tell_status,
        "label.created": telling.tell_label,
        "label.voided": telling.tell_label,
        "parcel.in_transit": telling_arrival.tell_parcel,
        "parcel.delivered": telling_arrival.tell_parcel,
        "return.received": telling_arrival.tell_received,
        "item.inspected": telling_arrival.tell_inspected,
        "item.disposed": telling_arrival.tell_disposed,
        "stock.delta": telling_arrival.tell_delta,
        "refund.due": telling.tell_refund,
        "withdrawal.received": telling.tell_withdrawal,
        "arrivals.counted": telling.tell_arrivals,
    }
)
"""By the journal's own names. A change that others should hear of gets its line here, and in docs/webhooks.md."""
