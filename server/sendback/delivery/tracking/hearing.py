"""The one way in for anything heard of a box, whoever tells it: kept once, believed in one direction only."""

from collections.abc import Sequence
from datetime import datetime

from sendback.carriers.model import Milestone, TrackingEvent
from sendback.database.model import Tx
from sendback.delivery.tracking import store
from sendback.delivery.tracking.asking_store import save_question
from sendback.delivery.tracking.expecting import expect
from sendback.delivery.tracking.model import SEEN, Heard, Source
from sendback.delivery.tracking.planning import plan_question
from sendback.delivery.tracking.reading import Word, read_words
from sendback.journal.model import Happening
from sendback.journal.store import record_all
from sendback.returns.model import Return
from sendback.returns.parcel_store import get_parcel, list_parcels
from sendback.returns.parcels import Parcel, ParcelState
from sendback.returns.refunding import mark_refund_due
from sendback.returns.store import get_return, lock_return
from sendback.shops.model import Shop


def hear(tx: Tx, shop: Shop, parcel: Parcel, events: Sequence[TrackingEvent], source: Source, now: datetime) -> Heard:
    """Take in what is told of a box; an older or repeated word changes nothing, and what was delivered never moves again.

    `parcel.in_transit` and `parcel.delivered` are told once for each box; the first is left out where it is only known
    with the second.
    """
    lock_return(tx, shop.shop_id, parcel.return_id)
    item = get_return(tx, shop.shop_id, parcel.return_id)
    box = get_parcel(tx, shop.shop_id, parcel.return_id, parcel.number)
    if item.erased_at is not None:
        save_question(tx, box, None)
        return Heard()
    fresh = store.keep_words(tx, box, read_words(box, events, now), now)
    if fresh:
        store.save_heard(tx, box, now)
    heard = _move(tx, box, fresh)
    expect(tx, shop, item, box, events, fresh, now)
    moved = get_parcel(tx, shop.shop_id, parcel.return_id, parcel.number)
    save_question(tx, moved, plan_question(moved, now))
    if heard.is_seen or heard.is_delivered:
        record_all(tx, shop.shop_id, _tell(tx, item, moved, heard, source), source.actor, now)
    if heard.is_seen and item.is_settled and not _is_hearsay(box, source):
        mark_refund_due(tx, item, "first_scan", source.actor, now)
    return heard


def count_units(item: Return, boxes: Sequence[Parcel], number: int) -> int:
    """Count the units that stand with a box: all of a return with its first one, for nobody knows what is in which."""
    first = min((box.number for box in boxes if box.state is not ParcelState.VOIDED), default=number)
    return sum(line.quantity for line in item.sent_lines) if number == first else 0


def _is_hearsay(box: Parcel, source: Source) -> bool:
    """Say whether the journey may be another box's: its sender typed the number, and could name any, such as one of the shop's.

    No money is due on that; it is once the box is here, or somebody at the desk says so.
    """
    return box.state is ParcelState.OWN and bool(box.tracking_number) and not source.because


def _move(tx: Tx, box: Parcel, fresh: Sequence[Word]) -> Heard:
    """Move a box on, never back."""
    for word in fresh:
        begins = word.milestone is not Milestone.ANNOUNCED or not box.milestone
        if word.milestone is not Milestone.UNKNOWN and word.milestone is not Milestone.DELIVERED and begins:
            store.save_milestone(tx, box, word)
    seen = [word.at for word in fresh if word.milestone in SEEN]
    delivered = [word.at for word in fresh if word.milestone is Milestone.DELIVERED]
    is_seen = bool(seen) and store.save_seen(tx, box, min(seen))
    is_delivered = bool(delivered) and store.save_delivered(tx, box, min(delivered))
    return Heard(len(fresh), is_seen, is_delivered)


def _tell(tx: Tx, item: Return, box: Parcel, heard: Heard, source: Source) -> list[Happening]:
    body = {
        "rma": item.rma,
        "parcel": box.number,
        "warehouse": item.warehouse,
        "carrier": box.carrier,
        "milestone": box.milestone,
        "units": count_units(item, list_parcels(tx, item.shop_id, item.return_id), box.number),
        **({"because": source.because} if source.because else {}),
    }
    return [Happening("parcel.delivered" if heard.is_delivered else "parcel.in_transit", item.return_id, body)]
