"""The transaction that ends a purchase: the label is kept and mailed, or given back where nobody waits for it any more."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sendback.carriers.model import Bought
from sendback.database.model import Tx
from sendback.delivery import outbox_store, spending_store
from sendback.delivery.model import Kind
from sendback.delivery.purchases import WORKER
from sendback.delivery.tracking.asking_store import save_question
from sendback.delivery.tracking.planning import plan_question
from sendback.journal.model import Happening
from sendback.journal.store import record_all
from sendback.returns import parcel_store
from sendback.returns.model import PRINTABLE, Return
from sendback.returns.parcels import Parcel, ParcelState
from sendback.returns.store import get_return


def save_purchase(tx: Tx, claimed: Parcel, bought: Bought, now: datetime) -> None:
    """Keep a bought label and have it mailed; one that nobody waits for any more is given back."""
    item = get_return(tx, claimed.shop_id, claimed.return_id)
    kept = _describe(claimed, bought, item.status in PRINTABLE, now)
    if not parcel_store.save_parcel(tx, kept, claimed):
        add_surplus(tx, claimed, bought, now)
        return
    if claimed.reserved_hour:
        paid = kept.cost_minor if kept.cost_minor is not None else claimed.reserved_minor
        spending_store.settle(tx, kept.shop_id, claimed.reserved_hour, claimed.reserved_minor, paid)
    if bought.label and bought.label_form is not None:
        parcel_store.save_label(tx, kept, bought.label_form.value, bought.label)
    save_question(tx, kept, plan_question(kept, now))
    told = [Happening("label.bought", kept.return_id, _facts(kept))]
    if kept.state is ParcelState.BOUGHT:
        made = {"rma": item.rma, "carrier": kept.carrier, "parcel": kept.number}
        told.append(Happening("label.created", kept.return_id, made))
        _mail_postage(tx, item, kept, now)
    else:
        outbox_store.add_job(tx, kept.shop_id, Kind.VOID, kept.return_id, now, {"parcel": kept.number})
    record_all(tx, kept.shop_id, told, WORKER, now)


def add_surplus(tx: Tx, parcel: Parcel, bought: Bought, now: datetime) -> None:
    """Have a label given back that was bought beside the one that is kept."""
    if bought.shipment_id and bought.shipment_id == _kept_shipment(tx, parcel):
        return
    body = {
        "parcel": parcel.number,
        "surplus": {
            "reference": bought.reference,
            "tracking_number": bought.tracking_number,
            "service": bought.service,
            "shipment_id": bought.shipment_id,
            "cost_minor": bought.cost_minor or 0,
        },
    }
    outbox_store.add_job(tx, parcel.shop_id, Kind.VOID, parcel.return_id, now, body)


def _kept_shipment(tx: Tx, parcel: Parcel) -> str:
    return parcel_store.get_parcel(tx, parcel.shop_id, parcel.return_id, parcel.number).shipment_id


def _describe(claimed: Parcel, bought: Bought, is_wanted: bool, now: datetime) -> Parcel:
    return replace(
        claimed,
        state=ParcelState.BOUGHT if is_wanted else ParcelState.VOIDING,
        tracking_number=bought.tracking_number,
        shipment_id=bought.shipment_id,
        bought_service=bought.service,
        carrier_name=bought.carrier_name,
        dropoff_code=bought.dropoff_code,
        cost_minor=bought.cost_minor,
        currency=bought.currency,
        reserved_minor=0,
        reserved_hour=0,
        last_reason="",
        bought_at=now,
        void_until=bought.void_until,
    )


def _facts(parcel: Parcel) -> dict[str, Any]:
    names = ("carrier", "service", "tracking_number", "cost_minor", "currency")
    return {"parcel": parcel.number, **{name: getattr(parcel, name) for name in names}}


def _mail_postage(tx: Tx, item: Return, parcel: Parcel, now: datetime) -> None:
    """Mail the carrier's label, unless a mail that nobody has begun to write will bring it anyway."""
    jobs = outbox_store.list_jobs_about(tx, item.shop_id, item.return_id)
    if item.consignor.email and not any(job.kind is Kind.LABEL and job.attempts == 0 for job in jobs):
        outbox_store.add_job(tx, item.shop_id, Kind.POSTAGE, item.return_id, now, {"parcel": parcel.number})
