"""Writing down that a mail came back, once, and telling of it without an address."""

from dataclasses import replace
from datetime import datetime

from sendback.database.model import Tx
from sendback.delivery.bounces.model import Report, is_hard
from sendback.delivery.mail_log_store import Logged, find_logged, save_bounce
from sendback.journal.store import record


def note_bounce(tx: Tx, shop_id: str, report: Report, actor: str, now: datetime) -> Logged | None:
    """Write down that a shop's mail came back and return it as it stands then; None where no mail of the shop is named."""
    found = next((each for job_id in report.job_ids if (each := find_logged(tx, shop_id, job_id))), None)
    if found is None:
        return None
    hard = is_hard(report.status)
    if not save_bounce(tx, found, report.status, report.said, hard, now):
        return found
    body = {"kind": found.kind.value, "job_id": found.job_id, "status": report.status, "hard": hard}
    record(tx, shop_id, "mail.bounced", found.subject, body, actor, now)
    return replace(found, bounced_at=now, bounce_status=report.status, bounce=report.said, is_hard=hard)
