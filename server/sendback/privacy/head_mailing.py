"""Mailing the head of the journal once a week: what leaves the house cannot be rewritten in it."""

from datetime import datetime, timedelta

from sendback.database.model import Tx
from sendback.delivery.model import Kind
from sendback.delivery.outbox_store import add_job
from sendback.delivery.parts import WorkerParts
from sendback.privacy.chore_store import claim_chore
from sendback.shops.people.store import list_accounts_with
from sendback.shops.permissions import Action

WEEK = timedelta(days=7)


def mail_heads_weekly(parts: WorkerParts, shop_id: str, now: datetime) -> None:
    """Plan the mail to each owner, a week after the last; of two workers one does it."""
    parts.database.write(_plan, shop_id, now)


def _plan(tx: Tx, shop_id: str, now: datetime) -> None:
    owners = list_accounts_with(tx, shop_id, Action.MANAGE_PEOPLE)
    if not owners or not claim_chore(tx, shop_id, "journal_head", WEEK, now):
        return
    for owner in owners:
        add_job(tx, shop_id, Kind.JOURNAL_HEAD, "journal", now, {"account": owner.account_id})
