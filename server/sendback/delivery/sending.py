"""Doing one job: hand a mail over or run an errand, and say in the database what came of it."""

import logging
import random
import time
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from sendback.database.model import Database, Tx
from sendback.delivery import mail_log_store, outbox_store
from sendback.delivery.drafting import draft_mail
from sendback.delivery.errands import ERRANDS
from sendback.delivery.mailer import Mailer
from sendback.delivery.model import Job, State
from sendback.delivery.outbox import WORKER
from sendback.delivery.parts import WorkerParts
from sendback.delivery.retrying import MOST_TRIES, plan_next
from sendback.delivery.trouble import Needless, Remedy, Trouble
from sendback.errors import Code, Problem
from sendback.journal.store import record

log = logging.getLogger("sendback.outbox")
_SAVING_TRIES = 5


class Outcome(StrEnum):
    """What came of one try."""

    DONE = "done"
    DROPPED = "dropped"
    FAILED = "failed"
    NO_SERVER = "no-server"


def perform_job(parts: WorkerParts, mailer: Mailer | None, job: Job) -> Outcome:
    """Do a claimed job; nothing that goes wrong with it reaches the caller.

    Between the hand-over and the delete there is a moment in which a crash sends the mail again: under the same Message-ID.
    """
    now = parts.clock()
    if job.attempts > MOST_TRIES:  # nobody lived to write down what went wrong
        return _fail(parts.database, job, Trouble("Every try broke off.", Remedy.PERSON), now)
    try:
        email = _do(parts, mailer, job, now)
    except Needless as needless:
        return _close(parts.database, job, Outcome.DROPPED, now, needless.reason)
    except Trouble as trouble:
        return _fail(parts.database, job, trouble, now)
    except Problem as problem:
        return _fail(parts.database, job, _as_trouble(problem), now)
    except Exception as crash:
        log.exception("job crashed", extra={"facts": _facts(job)})
        reason = f"Something went wrong on our side ({type(crash).__name__})."
        return _fail(parts.database, job, Trouble(reason, Remedy.LATER), now)
    return _close(parts.database, job, Outcome.DONE, now, email=email)


def _as_trouble(problem: Problem) -> Trouble:
    """Say what was refused by its code: a refusal's own sentence may repeat what a shopper typed, save where a disk is full."""
    if problem.code in (Code.BUSY, Code.STORAGE_FULL):
        return Trouble(problem.detail, Remedy.LATER)
    return Trouble(f"It cannot be done ({problem.code.value}).", Remedy.PERSON)


def _do(parts: WorkerParts, mailer: Mailer | None, job: Job, now: datetime) -> str:
    """Do it, and return the address that a mail to a shopper went to."""
    if not job.kind.is_mail:
        ERRANDS[job.kind](parts, job, now)
        return ""
    assert mailer is not None, "mail is claimed only where it can be sent"
    message = draft_mail(parts, job, now)
    email = str(message["To"].addresses[0].addr_spec) if job.kind.is_to_shopper else ""
    if job.kind.is_about_return:
        parts.database.read(_refuse_bounced, job, email)
    mailer.send(job.job_id, message)
    return email


def _refuse_bounced(tx: Tx, job: Job, email: str) -> None:
    """Mail nothing more about a return to an address that takes none; corrected, the mail goes out when tried again."""
    if mail_log_store.is_refusing(mail_log_store.list_logged_about(tx, job.shop_id, job.subject), email):
        raise Trouble("Mail to this address came back. Correct the address, then try again.", Remedy.PERSON)


def _close(database: Database, job: Job, outcome: Outcome, now: datetime, reason: str = "", email: str = "") -> Outcome:
    def work(tx: Tx) -> None:
        if outbox_store.delete_job(tx, job.shop_id, job.job_id):
            _tell(tx, job, outcome, now)
            if email:
                mail_log_store.log_mail(tx, job, email, now)

    _save(lambda: database.write(work))
    log.info(_name(job, outcome), extra={"facts": {**_facts(job), "reason": reason or None}})
    return outcome


def _fail(database: Database, job: Job, trouble: Trouble, now: datetime) -> Outcome:
    planned = plan_next(job, trouble.remedy, now, random.uniform(0.5, 1))

    def work(tx: Tx) -> None:
        saved = outbox_store.save_failure(tx, job, planned.state, planned.due_at, planned.attempts, trouble.reason)
        if saved and planned.state is State.DEAD:
            _tell(tx, job, Outcome.FAILED, now)

    _save(lambda: database.write(work))
    log.warning(
        _name(job, Outcome.FAILED), extra={"facts": {**_facts(job), "reason": trouble.reason, "state": planned.state.value}}
    )
    return Outcome.NO_SERVER if trouble.remedy is Remedy.SERVER else Outcome.FAILED


def _tell(tx: Tx, job: Job, outcome: Outcome, now: datetime) -> None:
    body = {"kind": job.kind.value, "job_id": job.job_id}
    record(tx, job.shop_id, _name(job, outcome, "."), job.subject, body, WORKER, now)


def _name(job: Job, outcome: Outcome, between: str = " ") -> str:
    """Name what came of a job: a mail is sent, an errand is done."""
    return f"{job.kind.lane}{between}{'sent' if job.kind.is_mail and outcome is Outcome.DONE else outcome.value}"


def _save(write: Callable[[], None]) -> None:
    """Insist: a mail that was sent and not written down goes out again."""
    for tries in range(1, _SAVING_TRIES + 1):
        try:
            return write()
        except Problem as problem:
            if problem.code not in (Code.BUSY, Code.STORAGE_FULL) or tries == _SAVING_TRIES:
                raise
            time.sleep(0.1 * 2**tries)
    return None


def _facts(job: Job) -> dict[str, object]:
    return {"shop": job.shop_id, "job": job.job_id, "kind": job.kind.value, "attempt": job.attempts}
