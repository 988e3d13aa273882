"""What karrio's plug-ins made of a carrier's answers, read with care: any field may be missing or of another kind."""

import base64
import binascii
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from sendback.carriers.configuration import KarrioSetting
from sendback.carriers.karrio_money import read_minor
from sendback.carriers.model import Bought, LabelForm, Milestone, Quote, TrackingEvent

_MILESTONES: Final = MappingProxyType(
    {
        "pending": Milestone.ANNOUNCED,
        "picked_up": Milestone.MOVING,
        "in_transit": Milestone.MOVING,
        "out_for_delivery": Milestone.MOVING,
        "delivery_delayed": Milestone.MOVING,
        "ready_for_pickup": Milestone.WAITING,
        "delivered": Milestone.DELIVERED,
        "on_hold": Milestone.STRAYED,
        "cancelled": Milestone.UNKNOWN,
        "delivery_failed": Milestone.STRAYED,
        "return_to_sender": Milestone.STRAYED,
    }
)
_CODE: Final = re.compile(r"[A-Za-z0-9._-]{1,40}")


def read_purchase(shipment: Any, setting: KarrioSetting, reference: str, service: str, now: datetime) -> Bought:
    """Read a purchase; ValueError and TypeError where the answer holds none."""
    number = shipment.tracking_number
    label = _decode(shipment.docs.label)
    if not isinstance(number, str) or not number or not label:
        raise ValueError("no tracking number, or no label")
    rate, days = shipment.selected_rate, setting.void_days
    agreed = next((quote for quote in quote_agreed(setting) if quote.service == service), None)
    cost = read_minor(rate.total_charge, str(rate.currency or "")) if rate else None
    return Bought(
        reference=reference,
        tracking_number=number,
        label=label,
        label_form=_read_form(shipment.label_type),
        cost_minor=agreed.cost_minor if agreed else cost,
        currency=agreed.currency if agreed else str(rate.currency or "") if rate else "",
        carrier_name=setting.name,
        service=service,
        shipment_id=str(shipment.shipment_identifier or number),
        void_until=None if days is None else now + timedelta(days=days),
        dropoff_label=_find_dropoff(shipment.docs.extra_documents),
    )


def quote_agreed(setting: KarrioSetting) -> tuple[Quote, ...]:
    """Quote from the shop's contract; nothing unless it names a price for every service."""
    services = setting.services
    if any(service.price_minor is None for service in services):
        return ()
    return tuple(
        Quote(setting.code, service.code, service.price_minor or 0, service.currency, service_name=service.name)
        for service in services
    )


def read_quotes(rates: Sequence[Any], code: str) -> tuple[Quote, ...]:
    """Read prices; one that is no number is left out."""
    quotes = []
    for rate in rates:
        cost = read_minor(rate.total_charge, str(rate.currency or ""))
        if cost is not None:
            name = (rate.meta or {}).get("service_name") or rate.service
            days = rate.transit_days if isinstance(rate.transit_days, int) else None
            quotes.append(Quote(code, str(rate.service), cost, str(rate.currency or ""), days, str(name)))
    return tuple(quotes)


def read_journey(details: Sequence[Any]) -> tuple[TrackingEvent, ...]:
    """Read the events of the first parcel that was answered for, oldest first; without a readable time, last."""
    events = [_read_event(event) for event in (details[0].events or [] if details else [])]
    latest = datetime.max.replace(tzinfo=UTC)
    return tuple(sorted(events, key=lambda event: event.at or latest))


def list_codes(messages: Sequence[Any]) -> str:
    """List a carrier's error codes. Its sentences are left out: they repeat names and addresses."""
    codes = {str(message.code) for message in messages or ()}
    return ", ".join(sorted(code for code in codes if _CODE.fullmatch(code)))


def _read_event(event: Any) -> TrackingEvent:
    milestone = _MILESTONES.get(str(event.status or ""), Milestone.UNKNOWN)
    return TrackingEvent(_read_time(event), milestone, str(event.description or ""), str(event.location or ""))


def _read_time(event: Any) -> datetime | None:
    """Read the carrier's clock as UTC, which is what karrio calls it, whatever it shows."""
    try:
        at = datetime.fromisoformat(str(event.timestamp or event.date))
    except ValueError:
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _read_form(label_type: Any) -> LabelForm:
    return LabelForm(str(label_type or "pdf").lower())


def _decode(text: Any) -> bytes:
    if not text:
        return b""
    try:
        return base64.b64decode(str(text), validate=False)
    except binascii.Error:
        raise ValueError("the label is no base64") from None


def _find_dropoff(documents: Sequence[Any] | None) -> bytes:
    for document in documents or ():
        if "qr" in str(document.category) and str(document.format).upper() == "PDF":
            return _decode(document.base64)
    return b""
