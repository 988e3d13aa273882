"""Taking in what a device sends: exactly once by its id, in the order in which it comes, whatever else goes wrong."""

import hashlib
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sendback.database.model import Database, Tx
from sendback.errors import Code, Problem
from sendback.receiving import receipt_store
from sendback.receiving.devices.model import Device, Served
from sendback.receiving.devices.service_store import find_service
from sendback.receiving.devices.shift_store import find_shift
from sendback.receiving.photo_store import adopt_photos
from sendback.receiving.scanning import event_store
from sendback.receiving.scanning.applying import apply_event, is_known_kind
from sendback.receiving.scanning.event import VERSION, Event, Kept, Said, State
from sendback.shops.actors import name_actor
from sendback.shops.model import Shop
from sendback.shops.store import get_shop

log = logging.getLogger("sendback.dock")

_PASSING = (Code.BUSY, Code.STORAGE_FULL)
"""Refusals of the moment: the device sends again."""


@dataclass(frozen=True, slots=True)
class Sender:
    """The device that speaks, and the shops that it receives for now."""

    device: Device
    served: Sequence[Served]

    def find(self, shop: str) -> Served | None:
        """Find a served shop by its slug or its id."""
        return next((each for each in self.served if shop in (each.shop.slug, each.shop.shop_id)), None)


def take_event(database: Database, sender: Sender, event: Event, now: datetime) -> Said:
    """Do what an event says and keep it, or keep why not; the same once more gets the same answer.

    Raises only what a device should send again for: busy, storage-full.
    """
    try:
        return database.write(_take, sender, event, now)
    except Problem as problem:
        if problem.code in _PASSING:
            raise
        return database.write(_refuse, sender, event, problem, now)
    except Exception:  # one event that breaks us must not hold up those behind it
        log.exception("an event of a dock could not be taken in")
        return database.write(_hold, sender, event, "internal", "It is kept: somebody has to look at it.", now)


def _take(tx: Tx, sender: Sender, event: Event, now: datetime) -> Said:
    served = sender.find(event.shop)
    kept = _keep(sender, event, served.shop.shop_id if served else _find_former(tx, sender, event), now)
    if not event_store.add_event(tx, kept):
        return _say_again(tx, kept)
    shift = find_shift(tx, sender.device, event.shift_id)
    if reason := _find_obstacle(sender, event, served is not None, shift is not None):
        said = Said(State.HELD, *reason)
        event_store.save_said(tx, kept, said, dict(event.body))
        return said
    assert served is not None, "else there was an obstacle"
    assert shift is not None, "else there was an obstacle"
    adopt_photos(tx, sender.device.home, kept.shop_id, event.body.get("photos"))
    return apply_event(tx, served.shop, kept, served.warehouse, shift.actor, now)


def _find_obstacle(sender: Sender, event: Event, is_served: bool, has_shift: bool) -> tuple[str, str] | None:
    """Say why somebody at the desk has to look at an event first, if so."""
    if sender.device.is_revoked:
        return "device-revoked", "This device was shut out. Somebody at the desk looks at what it still sent."
    if not is_served:
        return "not-served", "This device does not receive for that shop any more. Somebody there looks at it."
    if not is_known_kind(event.kind) or event.version != VERSION:
        return "other-version", "This app and the server do not understand each other. Somebody at the desk looks at it."
    if not has_shift:
        return "shift-unknown", "Nobody is known to have worked here then. Somebody at the desk looks at it."
    return None


def _find_former(tx: Tx, sender: Sender, event: Event) -> str:
    """Find the shop that once let this device in; else the event is refused and kept at home, and no other shop hears of it."""
    device = sender.device
    for shop_id in device.serves:
        shop = get_shop(tx, shop_id)
        if event.shop in (shop.slug, shop_id) and find_service(tx, shop_id, device.home, device.device_id):
            return shop_id
    raise Problem(Code.NOT_FOUND, "This device does not receive for that shop.")


def _refuse(tx: Tx, sender: Sender, event: Event, problem: Problem, now: datetime) -> Said:
    served = sender.find(event.shop)
    by, at = _find_who(tx, served.shop, event, problem) if served else ("", "")
    sentence = problem.errors[0].detail if problem.errors else problem.detail
    said = Said(State.REFUSED, problem.code.value, sentence, str(event.body.get("return_id", "")).replace("\0", "")[:64], by, at)
    return _keep_said(tx, _keep(sender, event, served.shop.shop_id if served else sender.device.home, now), event, said)


def _hold(tx: Tx, sender: Sender, event: Event, code: str, sentence: str, now: datetime) -> Said:
    served = sender.find(event.shop)
    kept = _keep(sender, event, served.shop.shop_id if served else sender.device.home, now)
    return _keep_said(tx, kept, event, Said(State.HELD, code, sentence))


def _keep_said(tx: Tx, kept: Kept, event: Event, said: Said) -> Said:
    if not event_store.add_event(tx, kept):  # the same came by another way meanwhile
        return _say_again(tx, kept)
    event_store.save_said(tx, kept, said, dict(event.body))
    return said


def _find_who(tx: Tx, shop: Shop, event: Event, problem: Problem) -> tuple[str, str]:
    """Say who took a box in before, and when."""
    if problem.code is not Code.ALREADY_RECEIVED:
        return "", ""
    receipts = receipt_store.list_receipts(tx, shop.shop_id, str(event.body.get("return_id", "")))
    here = [each for each in receipts if each.undone_at is None]
    wanted = [each for each in here if each.parcel == event.body.get("parcel")] or here
    return (name_actor(tx, shop.shop_id, wanted[-1].made_by), wanted[-1].seen_at.isoformat()) if wanted else ("", "")


def _say_again(tx: Tx, kept: Kept) -> Said:
    """Answer as the first time, unless the same id now says something else."""
    earlier = event_store.find_event(tx, kept.shop_id, kept.event_id)
    assert earlier is not None, "an event of that id was just found"
    if (earlier.digest, earlier.home, earlier.device_id) != (kept.digest, kept.home, kept.device_id):
        return Said(State.REFUSED, "id-used", "Something else was sent under the same id before. Nothing was changed.")
    said = earlier.said
    return Said(said.state, said.code, said.sentence, said.return_id, said.by, said.at, is_again=True)


def _keep(sender: Sender, event: Event, shop_id: str, now: datetime) -> Kept:
    told = [event.shop, event.shift_id, event.number, event.kind, event.version, event.body]
    return Kept(
        shop_id=shop_id,
        event_id=event.event_id,
        home=sender.device.home,
        device_id=sender.device.device_id,
        shift_id=event.shift_id,
        number=event.number,
        kind=event.kind,
        body=event.body,
        device_at=event.device_at,
        seen_at=event.seen_at,
        arrived_at=now,
        said=Said(State.HELD),
        digest=hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest(),
    )
