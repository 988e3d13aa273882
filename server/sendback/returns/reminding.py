"""Reminding the shop of returns that nothing happened to, once each."""

from datetime import datetime, timedelta

from sendback.database.model import Tx
from sendback.journal.model import Happening
from sendback.journal.store import record_all
from sendback.returns.queue_store import list_forgotten, mark_escalated
from sendback.returns.store import get_return
from sendback.shops.model import Shop
from sendback.shops.store import get_shop

MOST_AT_ONCE = 200
_PATIENCE_DAYS = 3


def remind(tx: Tx, shop_id: str, actor: str, now: datetime) -> int:
    """Escalate what waited too long, for the desk or for an answer, and return how many there were."""
    days = get_shop(tx, shop_id).settings.desk.remind_after_days
    if not days:
        return 0
    forgotten = list_forgotten(tx, shop_id, now - timedelta(days=days), MOST_AT_ONCE)
    told = [
        Happening("return.escalated", return_id, {"rma": get_return(tx, shop_id, return_id).rma, "asked": was_asked})
        for return_id, was_asked in forgotten
        if mark_escalated(tx, shop_id, return_id, now)
    ]
    if told:
        record_all(tx, shop_id, told, actor, now)
    return len(told)


def asked_before(shop: Shop, now: datetime) -> datetime:
    """Say when a question must have been asked for the desk to wait for its answer no longer."""
    return now - timedelta(days=shop.settings.desk.remind_after_days or _PATIENCE_DAYS)
