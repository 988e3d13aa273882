"""Saying of boxes that they arrived, where tracking is dead: who says so and why stands in the journal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sendback.carriers.model import Milestone, TrackingEvent
from sendback.database.model import Tx
from sendback.delivery.tracking.hearing import hear
from sendback.delivery.tracking.model import Source
from sendback.delivery.tracking.naming_store import Unnamed, find_typed
from sendback.errors import Code, Problem
from sendback.returns.bulk import MOST_AT_ONCE, Told
from sendback.returns.model import Return, Status
from sendback.returns.parcel_store import list_parcels
from sendback.returns.parcels import Parcel, ParcelState
from sendback.returns.store import find_return, get_return
from sendback.shops.model import Shop

_CAN_ARRIVE = (Status.AUTHORIZED, Status.RECEIVED)


class Why(StrEnum):
    """How somebody knows that a box arrived; the word stands in the journal."""

    HERE = "here"
    CARRIER_SAID = "carrier_said"
    NO_TRACKING = "no_tracking"


@dataclass(frozen=True, slots=True)
class Typed:
    """What came of one number that was pasted; `said` is empty where the box is now known to have arrived."""

    text: str
    return_id: str = ""
    said: str = ""


def say_arrived(tx: Tx, shop: Shop, return_id: str, number: int, source: Source, now: datetime) -> None:
    """Say of one box that it arrived; Problem status-conflict where that is known, or it cannot."""
    item = get_return(tx, shop.shop_id, return_id)
    box = next((box for box in list_parcels(tx, shop.shop_id, return_id) if box.number == number), None)
    if box is None:
        raise Problem(Code.NOT_FOUND, "This return has no such box.")
    if objection := _object(item, [box]):
        raise Problem(Code.STATUS_CONFLICT, objection)
    _hear(tx, shop, box, source, now)


def say_all_arrived(tx: Tx, shop: Shop, return_ids: Sequence[str], source: Source, now: datetime) -> tuple[Told, ...]:
    """Say it of all boxes of many returns, each told of by itself."""
    told = []
    for return_id in sorted(set(return_ids))[:MOST_AT_ONCE]:
        item = find_return(tx, shop.shop_id, return_id)
        boxes = list_parcels(tx, shop.shop_id, return_id) if item else []
        objection = _object(item, boxes) if item else "There is no such return."
        told.append(Told(return_id, item.rma if item else "", not objection, objection))
        for box in boxes if not objection else ():
            _hear(tx, shop, box, source, now)
    return tuple(told)


def say_typed_arrived(tx: Tx, shop: Shop, texts: Sequence[str], source: Source, now: datetime) -> list[Typed]:
    """Say it of boxes whose numbers somebody pasted, of whatever kind they are."""
    found = [(text, find_typed(tx, shop.shop_id, text)) for text in dict.fromkeys(texts)]
    boxes = {(box.return_id, box.number): box for _, box in found if isinstance(box, Parcel)}
    said = {place: _say_one(tx, shop, boxes[place], source, now) for place in sorted(boxes)}
    return [
        Typed(text, box.return_id, said[box.return_id, box.number]) if isinstance(box, Parcel) else Typed(text, said=_NONE[box])
        for text, box in found
    ]


_NONE = {
    Unnamed.UNKNOWN: "No box of this shop has this number.",
    Unnamed.SEVERAL: "Several boxes have this number. Use the number of the return.",
}


def _say_one(tx: Tx, shop: Shop, box: Parcel, source: Source, now: datetime) -> str:
    objection = _object(get_return(tx, shop.shop_id, box.return_id), [box])
    if not objection:
        _hear(tx, shop, box, source, now)
    return objection


def _object(item: Return, boxes: Sequence[Parcel]) -> str:
    if item.status not in _CAN_ARRIVE:
        return f"This return is {item.status.value}: nothing of it is expected."
    if all(box.delivered_at or box.state is ParcelState.VOIDED for box in boxes):
        return "It was known to have arrived."
    return ""


def _hear(tx: Tx, shop: Shop, box: Parcel, source: Source, now: datetime) -> None:
    if box.delivered_at is None and box.state is not ParcelState.VOIDED:
        hear(tx, shop, box, [TrackingEvent(now, Milestone.DELIVERED, "")], source, now)
