"""Asking carriers for the boxes of a shop that are due, through the breaker, at their pace."""

import threading
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby

from sendback.carriers.model import Carrier, CarrierTrouble, TrackingEvent, TroubleKind
from sendback.database.model import Tx
from sendback.delivery.parts import WorkerParts
from sendback.delivery.shop_carriers import open_shop_carrier
from sendback.delivery.tracking import asking_store
from sendback.delivery.tracking.hearing import hear
from sendback.delivery.tracking.model import CARRIER
from sendback.returns.parcels import Parcel
from sendback.shops.model import Shop
from sendback.shops.store import get_shop

MOST_AT_ONCE = 40
"""So many questions a shop puts in one turn; the lane takes a turn each half minute."""
_REST = timedelta(minutes=15)
"""How long a carrier that is down is left alone."""


def ask_carriers(parts: WorkerParts, shop_id: str, stop: threading.Event) -> int:
    """Ask for every box that is due, one turn; return how many were answered for."""
    database, now = parts.database, parts.clock()
    claimed = database.write(asking_store.claim_questions, shop_id, now, MOST_AT_ONCE)
    shop = database.read(get_shop, shop_id)
    boxes = sorted(claimed, key=lambda box: box.carrier)
    return sum(_ask_one(parts, shop, code, list(of_one), stop) for code, of_one in groupby(boxes, lambda box: box.carrier))


def _ask_one(parts: WorkerParts, shop: Shop, code: str, boxes: Sequence[Parcel], stop: threading.Event) -> int:
    """Ask one carrier for its boxes until it fails; what is left is asked for later, and no box pays for its carrier."""
    database, heard = parts.database, 0
    for place, box in enumerate(boxes):
        now = parts.clock()
        if stop.is_set():
            database.write(asking_store.put_back, boxes[place:], now)
            break
        try:
            journey = _track(open_shop_carrier(parts, shop, code), box)
        except CarrierTrouble as trouble:
            database.write(asking_store.note_failure, box, now)
            if trouble.kind is TroubleKind.LATER:
                database.write(asking_store.put_back, boxes[place + 1 :], now + _REST)
                break
            continue
        database.write(_take, shop, box, journey, parts.clock())
        heard += 1
    return heard


def _track(carrier: Carrier, box: Parcel) -> Sequence[TrackingEvent]:
    return carrier.track(box.tracking_number or "")


def _take(tx: Tx, shop: Shop, box: Parcel, journey: Sequence[TrackingEvent], now: datetime) -> None:
    hear(tx, shop, box, journey, CARRIER, now)
