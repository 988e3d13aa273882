"""What the boxes of a return set off: labels to buy when it is authorized, to give back when it is canceled or unused."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sendback.database.model import Tx
from sendback.delivery import outbox_store
from sendback.delivery.model import Kind
from sendback.errors import Code, Problem
from sendback.journal.model import Event
from sendback.returns import parcel_store
from sendback.returns.parcels import Parcel, ParcelState

VOID_BEFORE = timedelta(days=2)
"""How long before the carrier's limit an unused label is given back: time enough for a carrier that is down for a day."""

_MOST_AT_ONCE = 200


def plan_errands(tx: Tx, event: Event, now: datetime) -> None:
    """Put into the outbox what an event asks of carriers."""
    if event.type == "return.canceled":
        for parcel in parcel_store.list_parcels(tx, event.shop_id, event.subject):
            _give_up(tx, parcel, now)
    elif event.type in ("return.authorized", "parcel.added"):
        for parcel in parcel_store.list_parcels(tx, event.shop_id, event.subject):
            if parcel.state is ParcelState.WANTED and event.body.get("parcel", parcel.number) == parcel.number:
                add_errand(tx, Kind.BUY, parcel, now)


def plan_voids(tx: Tx, shop_id: str, now: datetime) -> None:
    """Have unused labels given back before their carriers' limits; the errand first asks whether a parcel travels."""
    for parcel in parcel_store.list_ending(tx, shop_id, now + VOID_BEFORE, _MOST_AT_ONCE):
        if not _is_planned(tx, Kind.VOID, parcel):
            add_errand(tx, Kind.VOID, parcel, now, {"unused": True})


def _give_up(tx: Tx, parcel: Parcel, now: datetime) -> None:
    """Want a box's label no more; one that is being bought right now is given back by whoever buys it."""
    if parcel.state is ParcelState.BOUGHT:
        move_on(tx, parcel, replace(parcel, state=ParcelState.VOIDING))
        add_errand(tx, Kind.VOID, parcel, now)
    elif parcel.state in (ParcelState.WANTED, ParcelState.FAILED) and not parcel.attempts:
        move_on(tx, parcel, replace(parcel, state=ParcelState.VOIDED))


def move_on(tx: Tx, before: Parcel, after: Parcel) -> None:
    """Store what became of a box; Problem status-conflict when somebody else moved it meanwhile."""
    if not parcel_store.save_parcel(tx, after, before):
        raise Problem(Code.STATUS_CONFLICT, "This label has just changed. Look at it again.")


def add_errand(tx: Tx, kind: Kind, parcel: Parcel, now: datetime, more: Mapping[str, Any] | None = None) -> None:
    """Put an errand about one box into the outbox."""
    outbox_store.add_job(tx, parcel.shop_id, kind, parcel.return_id, now, {"parcel": parcel.number, **(more or {})})


def _is_planned(tx: Tx, kind: Kind, parcel: Parcel) -> bool:
    jobs = outbox_store.list_jobs_about(tx, parcel.shop_id, parcel.return_id)
    return any(job.kind is kind and job.body.get("parcel") == parcel.number for job in jobs)
