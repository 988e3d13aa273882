"""All that is kept of one person, as they may have it (Regulation (EU) 2016/679, Articles 15 and 20)."""

from datetime import datetime
from typing import Any

from sendback.database.model import Tx
from sendback.database.times import to_epoch
from sendback.delivery.mail_log_store import list_logged_about
from sendback.delivery.tracking.reading import Word
from sendback.delivery.tracking.store import list_words
from sendback.journal.model import Event
from sendback.journal.store import list_events, record
from sendback.orders.model import Order
from sendback.orders.store import get_order
from sendback.privacy.person_store import Found
from sendback.privacy.wiping import SUBJECT
from sendback.receiving import photo_store
from sendback.receiving.inspection_store import list_inspections
from sendback.receiving.receipt_store import list_receipts
from sendback.returns.message_store import list_messages
from sendback.returns.messages import MessageKind
from sendback.returns.model import Return
from sendback.returns.parcel_store import list_parcels
from sendback.returns.photo_store import list_photos
from sendback.returns.rma import show_rma
from sendback.returns.store import get_return
from sendback.shops.model import Shop
from sendback.withdrawals.model import Withdrawal
from sendback.withdrawals.store import get_withdrawal


def export_person(tx: Tx, shop: Shop, found: Found, mark: str, actor: str, now: datetime) -> dict[str, Any]:
    """Gather what is kept of somebody as JSON; the journal keeps that it was given, under a mark that names nobody."""
    shop_id = shop.shop_id
    counts = {"orders": len(found.orders), "returns": len(found.returns), "withdrawals": len(found.withdrawals)}
    record(tx, shop_id, "privacy.exported", SUBJECT, {"person": mark, **counts}, actor, now)
    return {
        "shop": shop.name,
        "made_at": _say(now),
        "orders": [_tell_order(get_order(tx, shop_id, order_id)) for order_id in found.orders],
        "returns": [_tell_return(tx, get_return(tx, shop_id, return_id)) for return_id in found.returns],
        "withdrawals": [_tell_withdrawal(get_withdrawal(tx, shop_id, number)) for number in found.withdrawals],
    }


def list_photo_names(tx: Tx, shop_id: str, found: Found) -> dict[str, str]:
    """List the photos that belong to it: the name in the export, and the name in the document store."""
    photos = [photo for return_id in found.returns for photo in list_photos(tx, shop_id, return_id)]
    at_dock = [photo for return_id in found.returns for photo in photo_store.list_photos(tx, shop_id, return_id)]
    names = {photo.photo_id: photo.name for photo in photos} | {photo.photo_id: photo.name for photo in at_dock}
    return {f"photos/{photo_id}.jpg": name for photo_id, name in names.items()}


def _tell_order(order: Order) -> dict[str, Any]:
    buyer = order.buyer
    days = {name: str(day) for name in ("ordered_on", "shipped_on", "delivered_on") if (day := getattr(order, name))}
    lines = [{"title": line.title, "sku": line.sku, "quantity": line.quantity} for line in order.lines]
    who = {"name": buyer.name, "email": buyer.email, "phone": buyer.phone, "address": buyer.address.as_json()}
    return {"number": order.number, **who, **days, "language": order.language, "lines": lines}


def _tell_return(tx: Tx, item: Return) -> dict[str, Any]:
    who = item.consignor
    messages = [message for message in list_messages(tx, item.shop_id, item.return_id) if message.kind is not MessageKind.NOTE]
    parcels = list_parcels(tx, item.shop_id, item.return_id)
    return {
        "rma": show_rma(item.rma),
        "order_numbers": list(item.order_numbers),
        "status": item.status.value,
        "made_at": _say(item.created_at),
        "name": who.name,
        "email": who.email,
        "phone": who.phone,
        "address": who.address.as_json(),
        "own_fields": dict(item.own_fields),
        "language": item.language,
        "decline_reason": item.decline_reason,
        "lines": [
            {"title": line.title, "sku": line.sku, "quantity": line.quantity, "reason": line.reason, "note": line.note}
            for line in item.lines
        ],
        "messages": [{"at": _say(m.made_at), "kind": m.kind.value, "text": m.body} for m in messages],
        "mails": [
            {"at": _say(mail.sent_at), "kind": mail.kind.value, "email": mail.email}
            for mail in list_logged_about(tx, item.shop_id, item.return_id)
        ],
        "tracking_numbers": [parcel.tracking_number for parcel in parcels if parcel.tracking_number],
        "tracking": [_tell_word(word) for _, word in list_words(tx, item.shop_id, item.return_id)],
        "photos": [f"photos/{photo.photo_id}.jpg" for photo in list_photos(tx, item.shop_id, item.return_id)],
        **_tell_goods(tx, item),
        "history": [_tell_event(event) for event in list_events(tx, item.shop_id, item.return_id)],
    }


def _tell_goods(tx: Tx, item: Return) -> dict[str, Any]:
    """Tell which boxes came and what was found in them; who worked there is somebody else."""
    receipts = [each for each in list_receipts(tx, item.shop_id, item.return_id) if each.undone_at is None]
    findings = [each for each in list_inspections(tx, item.shop_id, item.return_id) if each.undone_at is None]
    boxes = [{"at": _say(each.seen_at), "box": each.parcel, "weight_g": each.weight_g, "note": each.note} for each in receipts]
    found = [
        {
            "at": _say(each.seen_at),
            "title": each.title,
            "sku": each.sku,
            "quantity": each.quantity,
            "outcome": each.outcome.value,
            "grade": each.grade,
            "disposition": each.disposition.value if each.disposition else "",
            "note": each.note,
        }
        for each in findings
    ]
    at_dock = [f"photos/{photo.photo_id}.jpg" for photo in photo_store.list_photos(tx, item.shop_id, item.return_id)]
    return {"boxes": boxes, "findings": found, "photos_at_dock": at_dock}


def _tell_withdrawal(item: Withdrawal) -> dict[str, Any]:
    stated = item.statement
    who = {"name": stated.name, "email": stated.email, "order_number": stated.order_number}
    return {"receipt": item.withdrawal_id, "received_at": _say(item.received_at), **who, "statement": item.text}


def _tell_word(word: Word) -> dict[str, str]:
    return {"at": _say(word.at), "milestone": word.milestone.value, "text": word.text, "place": word.place}


def _tell_event(event: Event) -> dict[str, str]:
    return {"at": _say(event.at), "what": event.type}


def _say(moment: datetime) -> str:
    return datetime.fromtimestamp(to_epoch(moment), moment.tzinfo).isoformat()
