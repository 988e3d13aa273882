"""Mailing once more where a return stands: whichever mail tells of it now."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sendback.database.model import Tx
from sendback.delivery import outbox_store
from sendback.delivery.model import Kind, State
from sendback.delivery.outbox import refuse_too_many
from sendback.errors import Code, Problem
from sendback.returns.message_store import find_question
from sendback.returns.model import Return, Status
from sendback.returns.parcel_store import list_parcels
from sendback.returns.parcels import ParcelState
from sendback.returns.store import get_return

_TELLS: Mapping[Status, Kind] = {
    Status.REQUESTED: Kind.RECEIVED,
    Status.AUTHORIZED: Kind.LABEL,
    Status.RECEIVED: Kind.ARRIVED,
    Status.DECLINED: Kind.DECLINED,
    Status.CANCELED: Kind.CANCELED,
    Status.CLOSED: Kind.SETTLED,
}


def choose_mail(tx: Tx, item: Return) -> tuple[Kind, Mapping[str, Any]]:
    """Choose the mail that tells where a return stands, and what it needs to know."""
    kind = Kind.CLOSED if item.is_kept and item.status is Status.CLOSED else _TELLS[item.status]
    if kind is Kind.RECEIVED and (question := find_question(tx, item.shop_id, item.return_id)):
        return Kind.QUESTION, {"message": question.number}
    if kind is Kind.LABEL:
        boxes = list_parcels(tx, item.shop_id, item.return_id)
        bought = next((box for box in boxes if box.state is ParcelState.BOUGHT), None)
        return (Kind.POSTAGE, {"parcel": bought.number}) if bought else (Kind.LABEL, {})
    return kind, {}


def mail_again(tx: Tx, shop_id: str, return_id: str, now: datetime) -> str:
    """Mail it once more and return the job's id; one that still waits is not doubled.

    One that failed for good, perhaps for its address, gives way. Problem status-conflict without an address to mail to,
    too-many-tries after five mails in a day.
    """
    item = get_return(tx, shop_id, return_id)
    if not item.consignor.email:
        raise Problem(Code.STATUS_CONFLICT, "There is no address to mail it to.")
    kind, body = choose_mail(tx, item)
    jobs = [job for job in outbox_store.list_jobs_about(tx, shop_id, return_id) if job.kind is kind]
    if waiting := next((job for job in jobs if job.state is State.PENDING), None):
        return waiting.job_id
    refuse_too_many(tx, shop_id, return_id, [job.created_at for job in jobs], now)
    for job in jobs:
        outbox_store.delete_job(tx, shop_id, job.job_id)
    return outbox_store.add_job(tx, shop_id, kind, return_id, now, body)
