"""The errand that gives a label back to its carrier, while the carrier takes it and no parcel travels with it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sendback.carriers.model import BoughtRef, Carrier, CarrierTrouble, TrackingEvent, TroubleKind
from sendback.database.model import Tx
from sendback.delivery.model import Job
from sendback.delivery.parts import WorkerParts
from sendback.delivery.purchases import WORKER, Purchase, read_purchase
from sendback.delivery.retrying import MOST_TRIES
from sendback.delivery.shop_carriers import open_shop_carrier
from sendback.delivery.tracking.hearing import hear
from sendback.delivery.tracking.model import CARRIER, SEEN
from sendback.delivery.trouble import Needless, Remedy, Trouble
from sendback.journal.store import record
from sendback.returns import parcel_store
from sendback.returns.parcels import Parcel, ParcelState


def void_label(parts: WorkerParts, job: Job, now: datetime) -> None:
    """Give back a box's label, an unused one, or one bought beside it; Needless where it is kept, Trouble to try again."""
    purchase = parts.database.read(read_purchase, job.shop_id, job.subject, int(job.body["parcel"]))
    surplus = job.body.get("surplus")
    try:
        carrier = open_shop_carrier(parts, purchase.shop, purchase.parcel.carrier)
        if surplus:
            _void_surplus(parts, carrier, purchase.parcel, surplus, now)
        else:
            _void_own(parts, carrier, purchase, bool(job.body.get("unused")), now)
    except CarrierTrouble as trouble:
        raise _note(parts, purchase.parcel, trouble, job, now) from None


def _void_own(parts: WorkerParts, carrier: Carrier, purchase: Purchase, only_unused: bool, now: datetime) -> None:
    parcel = purchase.parcel
    if only_unused and parcel.state is ParcelState.BOUGHT:
        journey = _ask(carrier, parcel)
        if any(event.milestone in SEEN for event in journey):
            parts.database.write(hear, purchase.shop, parcel, journey, CARRIER, now)
            raise Needless("the parcel is on its way")
        voiding = replace(parcel, state=ParcelState.VOIDING)
        if not parts.database.write(parcel_store.save_parcel, voiding, parcel):
            raise Trouble("This label has just changed.", Remedy.LATER)
        parcel = voiding
    if parcel.state is not ParcelState.VOIDING:
        raise Needless("this label is not to be given back")
    carrier.void(BoughtRef(parcel.reference, parcel.tracking_number, parcel.bought_service, parcel.shipment_id))
    saved = parcel.cost_minor or 0
    after = replace(parcel, state=ParcelState.VOIDED, saved_minor=parcel.saved_minor + saved, last_reason="")
    parts.database.write(_save, parcel, after, saved, now)


def _void_surplus(parts: WorkerParts, carrier: Carrier, parcel: Parcel, surplus: Mapping[str, Any], now: datetime) -> None:
    """Give back what was bought twice, once it is settled that it is not the one that is kept."""
    if parcel.state is ParcelState.BUYING:
        raise Trouble("It is not settled yet which label is kept.", Remedy.LATER)
    if surplus["shipment_id"] == parcel.shipment_id:
        raise Needless("this label is the one that is kept")
    names = ("reference", "tracking_number", "service", "shipment_id")
    carrier.void(BoughtRef(**{name: surplus[name] for name in names}))
    saved = int(surplus["cost_minor"])
    parts.database.write(_save, parcel, replace(parcel, saved_minor=parcel.saved_minor + saved), saved, now)


def _save(tx: Tx, before: Parcel, after: Parcel, saved_minor: int, now: datetime) -> None:
    if not parcel_store.save_parcel(tx, after, before):
        raise Trouble("This label has just changed.", Remedy.LATER)  # voiding it again is no trouble
    body = {"carrier": after.carrier, "parcel": after.number, "saved_minor": saved_minor, "currency": after.currency}
    record(tx, after.shop_id, "label.voided", after.return_id, body, WORKER, now)


def _ask(carrier: Carrier, parcel: Parcel) -> Sequence[TrackingEvent]:
    return carrier.track(parcel.tracking_number) if parcel.tracking_number else ()


def _note(parts: WorkerParts, parcel: Parcel, trouble: CarrierTrouble, job: Job, now: datetime) -> Trouble:
    """Say how it goes on; a label that its carrier will not take back stays bought, and a person sees why."""
    down = trouble.kind is TroubleKind.LATER
    final = trouble.kind is TroubleKind.REFUSED or (not down and job.attempts >= MOST_TRIES)
    final = final or (parcel.void_until is not None and now > parcel.void_until)

    def work(tx: Tx) -> None:
        newest = parcel_store.get_parcel(tx, parcel.shop_id, parcel.return_id, parcel.number)
        back = final and newest.state is ParcelState.VOIDING
        state = ParcelState.BOUGHT if back else newest.state
        parcel_store.save_parcel(tx, replace(newest, state=state, last_reason=trouble.reason), newest)
        if back:
            record(tx, parcel.shop_id, "label.kept", parcel.return_id, {"parcel": parcel.number}, WORKER, now)

    parts.database.write(work)
    return Trouble(trouble.reason, Remedy.PERSON if final else Remedy.SERVER if down else Remedy.LATER)
