"""What people ask of carriers about one box: its label once more, or given back."""

from dataclasses import replace
from datetime import datetime

from sendback.database.model import Tx
from sendback.delivery import outbox_store
from sendback.delivery.model import Kind, State
from sendback.delivery.parcel_jobs import add_errand, move_on
from sendback.errors import Code, Problem
from sendback.journal.store import record
from sendback.returns import parcel_store
from sendback.returns.model import PRINTABLE
from sendback.returns.parcels import ParcelState, renew_reference
from sendback.returns.store import get_return

_AGAIN = (ParcelState.FAILED, ParcelState.VOIDED)


def request_purchase(tx: Tx, shop_id: str, return_id: str, number: int, actor: str, now: datetime) -> None:
    """Have a label bought again that failed or was given back; Problem status-conflict when it is not so."""
    parcel = parcel_store.get_parcel(tx, shop_id, return_id, number)
    if get_return(tx, shop_id, return_id).status not in PRINTABLE or parcel.state not in _AGAIN:
        raise Problem(Code.STATUS_CONFLICT, "This label is not to be bought again.")
    reference = renew_reference(parcel.reference) if parcel.state is ParcelState.VOIDED else parcel.reference
    move_on(tx, parcel, replace(parcel, state=ParcelState.WANTED, reference=reference, last_reason=""))
    for job in outbox_store.list_jobs_about(tx, shop_id, return_id):
        if job.kind is Kind.BUY and job.state is State.DEAD and job.body.get("parcel") == number:
            outbox_store.delete_job(tx, shop_id, job.job_id)
    add_errand(tx, Kind.BUY, parcel, now)
    record(tx, shop_id, "label.wanted", return_id, {"parcel": number, "carrier": parcel.carrier}, actor, now)


def request_void(tx: Tx, shop_id: str, return_id: str, number: int, actor: str, now: datetime) -> None:
    """Have a bought label given back; Problem status-conflict when there is none."""
    parcel = parcel_store.get_parcel(tx, shop_id, return_id, number)
    if parcel.state is not ParcelState.BOUGHT:
        raise Problem(Code.STATUS_CONFLICT, "There is no label to give back.")
    move_on(tx, parcel, replace(parcel, state=ParcelState.VOIDING))
    add_errand(tx, Kind.VOID, parcel, now)
    record(tx, shop_id, "label.unwanted", return_id, {"parcel": number, "carrier": parcel.carrier}, actor, now)
