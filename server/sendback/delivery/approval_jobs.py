"""What is mailed to those who decide: a return that waits, and once more when it was forgotten."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.delivery import outbox_store
from sendback.delivery.model import Kind
from sendback.journal.model import Event
from sendback.returns.approval_links import mark_approver
from sendback.returns.model import Status
from sendback.returns.store import find_return
from sendback.shops.store import get_shop

_TOLD = {"return.requested": False, "return.escalated": True}
"""Which events approvers hear of, and whether they heard of the return before."""


def plan_approvals(tx: Tx, event: Event, now: datetime) -> None:
    """Plan one mail for each approver, named by a mark: a job never says to whom it goes."""
    if event.type not in _TOLD:
        return
    approvers = get_shop(tx, event.shop_id).settings.desk.approvers
    item = find_return(tx, event.shop_id, event.subject) if approvers else None
    if item is None or item.status is not Status.REQUESTED:
        return
    for email in approvers:
        body = {"approver": mark_approver(event.shop_id, email), "again": _TOLD[event.type]}
        outbox_store.add_job(tx, event.shop_id, Kind.APPROVAL, event.subject, now, body)
