"""Doing what an event says, once; and what became of those that nobody could do at once."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.journal.store import record
from sendback.receiving.finding import note_finding
from sendback.receiving.inspection_store import find_inspection
from sendback.receiving.model import By
from sendback.receiving.mystery import take_unknown
from sendback.receiving.photo_store import adopt_photos
from sendback.receiving.receipt_store import find_receipt
from sendback.receiving.scanning import event_store
from sendback.receiving.scanning.event import Kept, Said, State
from sendback.receiving.taking_in import receive_box
from sendback.receiving.undoing import take_back
from sendback.receiving.wishes import FindWish, MysteryWish, ReceiveWish, read_wish
from sendback.shops.model import Shop

_WORDS = ("note", "reason", "code", "title")
"""What somebody wrote or read: once it is done, it stands where it belongs and no longer here."""


def apply_event(tx: Tx, shop: Shop, event: Kept, warehouse: str, actor: str, now: datetime) -> Said:
    """Do what an event says and keep that it was done, in one transaction; a Problem of what it asks undoes all of it."""
    by = By(actor, event.seen_at, f"{event.home}:{event.device_id}")
    said = Said(State.APPLIED, return_id=_DEEDS[event.kind](tx, shop, event, warehouse, by, now))
    event_store.save_said(tx, event, said, leave_words(event.body))
    return said


def leave_words(body: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out of an event's body what somebody wrote: once it is answered, nothing here is of a person."""
    return {name: value for name, value in body.items() if name not in _WORDS}


def is_known_kind(kind: str) -> bool:
    """Say whether there is such a thing to do."""
    return kind in _DEEDS


def take_in_held(tx: Tx, shop: Shop, event_id: str, warehouse: str, actor: str, now: datetime) -> Said:
    """Do what an event says that waited for the desk, on the word of who lets it in; Problems as of the deed itself.

    Problem not-found where none waits; status-conflict for what this installation cannot read.
    """
    event = _hold(tx, shop.shop_id, event_id)
    if not is_known_kind(event.kind):
        raise Problem(
            Code.STATUS_CONFLICT, "This came from an app that says more than is understood here. Discard it, or update."
        )
    adopt_photos(tx, event.home, shop.shop_id, event.body.get("photos"))
    said = apply_event(tx, shop, event, warehouse, actor, now)
    record(tx, shop.shop_id, "dock.event_taken_in", event_id, {"kind": event.kind, "device": event.device_id}, actor, now)
    return said


def discard_held(tx: Tx, shop: Shop, event_id: str, reason: str, actor: str, now: datetime) -> None:
    """Have an event that waited for the desk never count, for a reason by its code; that it was sent stays known."""
    event = _hold(tx, shop.shop_id, event_id)
    event_store.save_said(tx, event, replace(event.said, state=State.DISCARDED), {})
    body = {"kind": event.kind, "device": event.device_id, "reason": reason}
    record(tx, shop.shop_id, "dock.event_discarded", event_id, body, actor, now)


def _hold(tx: Tx, shop_id: str, event_id: str) -> Kept:
    event = event_store.hold_event(tx, shop_id, event_id)
    if event is None:
        raise Problem(Code.NOT_FOUND, "Nothing of that id waits here.")
    return event


def _receive(tx: Tx, shop: Shop, event: Kept, warehouse: str, by: By, now: datetime) -> str:
    wish = read_wish(ReceiveWish, event.body)
    return receive_box(tx, shop, wish, event.event_id, warehouse, by, now).return_id or ""


def _inspect(tx: Tx, shop: Shop, event: Kept, warehouse: str, by: By, now: datetime) -> str:
    return note_finding(tx, shop, read_wish(FindWish, event.body), event.event_id, warehouse, by, now).return_id


def _take_unknown(tx: Tx, shop: Shop, event: Kept, warehouse: str, by: By, now: datetime) -> str:
    take_unknown(tx, shop, read_wish(MysteryWish, event.body), event.event_id, warehouse, by, now)
    return ""


def _undo(tx: Tx, shop: Shop, event: Kept, _: str, by: By, now: datetime) -> str:
    subject = str(event.body.get("subject", ""))[:64]
    take_back(tx, shop, subject, by, now)
    found = find_inspection(tx, shop.shop_id, subject) or find_receipt(tx, shop.shop_id, subject)
    return (found.return_id if found else None) or ""


_Deed = Callable[[Tx, Shop, Kept, str, By, datetime], str]
_DEEDS: dict[str, _Deed] = {"receive": _receive, "inspect": _inspect, "mystery": _take_unknown, "undo": _undo}
"""What can be done at a dock; each gives the id of the return that it is about."""
