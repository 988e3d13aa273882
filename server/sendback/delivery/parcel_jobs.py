"""What the boxes of a return set off: labels to buy when it is authorized, to give back when it is canceled or unused."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sendback.database.model import Tx
from sendback.delivery import outbox_store
from sendback.delivery.model import Kind, State
from sendback.errors import Code, Problem
from sendback.journal.model import Event
from sendback.journal.store import record
from sendback.returns import parcel_store
from sendback.returns.model import PRINTABLE
from sendback.returns.parcels import Parcel, ParcelState, renew_reference
from sendback.returns.store import get_return

VOID_BEFORE = timedelta(days=2)
"""How long before the carrier's limit an unused label is given back: time enough for a carrier that is down for a day."""

_MOST_AT_ONCE = 200
_AGAIN = (ParcelState.FAILED, ParcelState.VOIDED)


def plan_errands(tx: Tx, event: Event, now: datetime) -> None:
    """Put into the outbox what an event asks of carriers."""
    if event.type == "return.canceled":
        for parcel in parcel_store.list_parcels(tx, event.shop_id, event.subject):
            _give_up(tx, parcel, now)
    elif event.type in ("return.authorized", "parcel.added"):
        for parcel in parcel_store.list_parcels(tx, event.shop_id, event.subject):
            if parcel.state is ParcelState.WANTED and event.body.get("parcel", parcel.number) == parcel.number:
                _add(tx, Kind.BUY, parcel, now)


def plan_voids(tx: Tx, shop_id: str, now: datetime) -> None:
    """Have unused labels given back before their carriers' limits; the errand first asks whether a parcel travels."""
    for parcel in parcel_store.list_ending(tx, shop_id, now + VOID_BEFORE, _MOST_AT_ONCE):
        if not _is_planned(tx, Kind.VOID, parcel):
            _add(tx, Kind.VOID, parcel, now, {"unused": True})


def request_purchase(tx: Tx, shop_id: str, return_id: str, number: int, actor: str, now: datetime) -> None:
    """Have a label bought again that failed or was given back; Problem status-conflict when it is not so."""
    parcel = parcel_store.get_parcel(tx, shop_id, return_id, number)
    if get_return(tx, shop_id, return_id).status not in PRINTABLE or parcel.state not in _AGAIN:
        raise Problem(Code.STATUS_CONFLICT, "This label is not to be bought again.")
    reference = renew_reference(parcel.reference) if parcel.state is ParcelState.VOIDED else parcel.reference
    _move(tx, parcel, replace(parcel, state=ParcelState.WANTED, reference=reference, last_reason=""))
    for job in outbox_store.list_jobs_about(tx, shop_id, return_id):
        if job.kind is Kind.BUY and job.state is State.DEAD and job.body.get("parcel") == number:
            outbox_store.delete_job(tx, shop_id, job.job_id)
    _add(tx, Kind.BUY, parcel, now)
    record(tx, shop_id, "label.wanted", return_id, {"parcel": number, "carrier": parcel.carrier}, actor, now)


def request_void(tx: Tx, shop_id: str, return_id: str, number: int, actor: str, now: datetime) -> None:
    """Have a bought label given back; Problem status-conflict when there is none."""
    parcel = parcel_store.get_parcel(tx, shop_id, return_id, number)
    if parcel.state is not ParcelState.BOUGHT:
        raise Problem(Code.STATUS_CONFLICT, "There is no label to give back.")
    _move(tx, parcel, replace(parcel, state=ParcelState.VOIDING))
    _add(tx, Kind.VOID, parcel, now)
    record(tx, shop_id, "label.unwanted", return_id, {"parcel": number, "carrier": parcel.carrier}, actor, now)


def _give_up(tx: Tx, parcel: Parcel, now: datetime) -> None:
    """Want a box's label no more; one that is being bought right now is given back by whoever buys it."""
    if parcel.state is ParcelState.BOUGHT:
        _move(tx, parcel, replace(parcel, state=ParcelState.VOIDING))
        _add(tx, Kind.VOID, parcel, now)
    elif parcel.state in (ParcelState.WANTED, ParcelState.FAILED) and not parcel.attempts:
        _move(tx, parcel, replace(parcel, state=ParcelState.VOIDED))


def _move(tx: Tx, before: Parcel, after: Parcel) -> None:
    if not parcel_store.save_parcel(tx, after, before):
        raise Problem(Code.STATUS_CONFLICT, "This label has just changed. Look at it again.")


def _add(tx: Tx, kind: Kind, parcel: Parcel, now: datetime, more: Mapping[str, Any] | None = None) -> None:
    outbox_store.add_job(tx, parcel.shop_id, kind, parcel.return_id, now, {"parcel": parcel.number, **(more or {})})


def _is_planned(tx: Tx, kind: Kind, parcel: Parcel) -> bool:
    jobs = outbox_store.list_jobs_about(tx, parcel.shop_id, parcel.return_id)
    return any(job.kind is kind and job.body.get("parcel") == parcel.number for job in jobs)
