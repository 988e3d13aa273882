"""The outbox: what the journal tells of becomes mail and errands, and what failed waits for a person."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.delivery import mail_log_store, outbox_store
from sendback.delivery.approval_jobs import plan_approvals
from sendback.delivery.key_letters import plan_key_warnings
from sendback.delivery.model import Job, Kind, State
from sendback.delivery.parcel_jobs import plan_errands
from sendback.delivery.webhooks.announcing import announce
from sendback.errors import Code, Problem
from sendback.journal.model import Event
from sendback.journal.store import list_events_after, record
from sendback.returns.model import PRINTABLE, Delivery, Return
from sendback.returns.store import find_return
from sendback.shops.options import ADDRESS_ONLY
from sendback.shops.store import get_shop
from sendback.shops.vault import Vault

WORKER = "worker"
"""The actor of what the outbox does by itself."""

MOST_LABEL_MAILS = 5
MOST_WITHIN = timedelta(days=1)
BATCH = 200
"""How many events are acted on in one transaction."""


def list_new_events(tx: Tx, shop_id: str) -> list[Event]:
    """List what happened in a shop and was not acted on, as much as is acted on at once."""
    return list_events_after(tx, shop_id, outbox_store.read_cursor(tx, shop_id), BATCH)


def act_on_events(tx: Tx, shop_id: str, now: datetime, until: int | None = None) -> int:
    """Turn a shop's new events into jobs and public ones and move its cursor, in one transaction; return how many were read.

    With `until` it goes no further than that place, for others were told of what happened up to there.
    """
    seen = outbox_store.lock_cursor(tx, shop_id)
    if seen is None:
        return 0
    events = [event for event in list_events_after(tx, shop_id, seen, BATCH) if until is None or event.seq <= until]
    for event in events:
        plan_errands(tx, event, now)
        plan_approvals(tx, event, now)
        plan_key_warnings(tx, event, now)
        kind = _choose_mail(tx, event)
        if kind is not None:
            outbox_store.add_job(tx, shop_id, kind, event.subject, now, _carry(event))
        if _is_kept(tx, event):
            box = {"parcel": event.body.get("parcel", 1)}
            outbox_store.add_job(tx, shop_id, Kind.SAVE, event.subject, now, box)
    if events:
        announce(tx, shop_id, events, now)
        outbox_store.move_cursor(tx, shop_id, events[-1].seq)
    return len(events)


def request_label_mail(tx: Tx, shop_id: str, return_id: str, now: datetime) -> str:
    """Mail a return's label once more and return the job's id; a mail that still waits is not doubled.

    Problem too-many-tries after five mails in a day: whoever holds the status link could fill an inbox with it.
    """
    jobs = [job for job in outbox_store.list_jobs_about(tx, shop_id, return_id) if job.kind is Kind.LABEL]
    if waiting := next((job for job in jobs if job.state is State.PENDING), None):
        return waiting.job_id
    refuse_too_many(tx, shop_id, return_id, [job.created_at for job in jobs], now)
    return outbox_store.add_job(tx, shop_id, Kind.LABEL, return_id, now)


def refuse_too_many(tx: Tx, shop_id: str, return_id: str, tries: Sequence[datetime], now: datetime) -> None:
    """Refuse another mail about a return after five in a day, those that failed counted too."""
    failed = [moment for moment in tries if moment > now - MOST_WITHIN]
    made = sorted([*failed, *outbox_store.list_sent(tx, shop_id, return_id, now - MOST_WITHIN)])
    if len(made) >= MOST_LABEL_MAILS:
        wait = int((made[-MOST_LABEL_MAILS] + MOST_WITHIN - now).total_seconds())
        raise Problem(Code.TOO_MANY_TRIES, "The label was mailed often today. Try again tomorrow.", retry_after_seconds=wait)


def request_access_mail(tx: Tx, vault: Vault, shop_id: str, order_id: str, secret: str, language: str, now: datetime) -> str:
    """Mail a one-time link to the address on record of an order; the link's secret waits sealed."""
    job_id = new_id()
    body = {"sealed": vault.seal(secret, _place(shop_id, job_id)), "language": language}
    return outbox_store.add_job(tx, shop_id, Kind.ACCESS, order_id, now, body, job_id)


def open_access_secret(vault: Vault, job: Job) -> str:
    """Return the secret that an access job carries."""
    return vault.open(str(job.body["sealed"]), _place(job.shop_id, job.job_id))


def replay(tx: Tx, shop_id: str, job_id: str, actor: str, now: datetime) -> Job:
    """Try a dead job again from the start, under the same Message-ID; Problem not-found when it is not dead."""
    job = outbox_store.revive_job(tx, shop_id, job_id, now)
    if job is None:
        raise Problem(Code.NOT_FOUND, "There is no failed job with this id.")
    event = f"{job.kind.lane}.replayed"
    record(tx, shop_id, event, job.subject, {"kind": job.kind.value, "job_id": job_id}, actor, now)
    return job


def _choose_mail(tx: Tx, event: Event) -> Kind | None:
    kind = _find_mail(tx, event)
    if kind is None or (kind.is_to_shopper and _is_unwanted(tx, event, kind)):
        return None
    return kind


def _is_unwanted(tx: Tx, event: Event, kind: Kind) -> bool:
    """Say whether the shop has this mail off, or whether it was told before and is told once; a decision is always told."""
    is_decision = lets_in_what_is_here(event)
    if not is_decision and kind.value.removeprefix("mail.") in get_shop(tx, event.shop_id).settings.mails.off:
        return True
    if kind not in _ONCE:
        return False
    waiting = [job.kind for job in outbox_store.list_jobs_about(tx, event.shop_id, event.subject)]
    if is_decision:
        return kind in waiting
    told = [each.kind for each in mail_log_store.list_logged_about(tx, event.shop_id, event.subject)]
    return kind in [*told, *waiting]


def lets_in_what_is_here(event: Event) -> bool:
    """Say whether a return was approved after its goods came: then no label tells the shopper so."""
    return event.type == "return.authorized" and "here" in event.body


def _find_mail(tx: Tx, event: Event) -> Kind | None:
    if event.type == "return.edited" and "message" in event.body:
        return Kind.CHANGED
    if event.type == "withdrawal.received":
        return Kind.WITHDRAWAL
    if event.body.get("redrawn") or not event.body.get("told", True):
        return None  # mailed when somebody says so; and nobody is told that something they never heard of is taken back
    choose = (lambda _: Kind.ARRIVED) if lets_in_what_is_here(event) else _MAILS.get(event.type)
    if choose is None:
        return None
    item = find_return(tx, event.shop_id, event.subject)
    if item is None or not item.consignor.email or (event.type == "label.created" and _is_bought(event)):
        return None  # whoever buys a carrier's label has it mailed
    return choose(item)


def _is_bought(event: Event) -> bool:
    return bool(event.body.get("carrier", ADDRESS_ONLY) != ADDRESS_ONLY)


def _carry(event: Event) -> Mapping[str, Any]:
    """Name the message that a mail brings, or the box that it is about, where there is one."""
    if event.type == "parcel.in_transit":
        return {"parcel": event.body.get("parcel", 1)}
    return {"message": event.body["message"]} if "message" in event.body else {}


def _is_kept(tx: Tx, event: Event) -> bool:
    """Say whether copies of a new label are to be kept: where the shop wants any."""
    return event.type == "label.created" and get_shop(tx, event.shop_id).settings.library.keeps_anything


def _on_request(item: Return) -> Kind | None:
    return Kind.RECEIVED if item.was_awaited else None


def _on_label(item: Return) -> Kind | None:
    """Mail the label to whoever asked for mail, and to everybody who had to wait: they left the page long ago."""
    return Kind.LABEL if item.was_awaited or item.delivery is not Delivery.POPUP else None


_MAILS: Mapping[str, Callable[[Return], Kind | None]] = {
    "return.requested": _on_request,
    "label.created": _on_label,
    "code.created": _on_label,
    "return.declined": lambda _: Kind.DECLINED,
    "return.canceled": lambda _: Kind.CANCELED,
    "return.closed": lambda item: Kind.CLOSED if item.is_kept else Kind.SETTLED,
    "return.asked": lambda _: Kind.QUESTION,
    "return.overridden": lambda _: Kind.CHANGED,
    "return.reopened": lambda item: Kind.LABEL if item.status in PRINTABLE else Kind.REOPENED,
    "return.written": lambda _: Kind.MESSAGE,
    "parcel.in_transit": lambda _: Kind.IN_TRANSIT,
    "return.received": lambda _: Kind.ARRIVED,
    "return.refunded": lambda _: Kind.REFUNDED,
}
_ONCE = (Kind.IN_TRANSIT, Kind.ARRIVED)
"""Told of the first box alone."""


def _place(shop_id: str, job_id: str) -> str:
    return f"outbox/{shop_id}/{job_id}"
