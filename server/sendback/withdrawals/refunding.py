"""When the money has to be back, and whether it is (2011/83/EU, Article 13). Sendback tells; it never moves money."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.journal.store import record
from sendback.orders.model import Order
from sendback.shops.model import Shop
from sendback.withdrawals import inbox_store, store
from sendback.withdrawals.calendars import end_on_working_day
from sendback.withdrawals.model import Withdrawal

DAYS = timedelta(days=14)
AHEAD = timedelta(days=2)
"""How long before the last day the journal tells of it."""

WORKER = "worker"
_MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Due:
    """The last day for the refund; `may_wait` while goods that were sent out have not come back nor proof that they were sent."""

    last_on: date
    may_wait: bool
    is_overdue: bool


def find_due(shop: Shop, item: Withdrawal, order: Order | None, today: date) -> Due | None:
    """Find until when the money has to be back, counted from the day the trader was told; None once it is, or all is done.

    Who may wait for the goods is not overdue (Article 13(3)); goods that never left cannot be waited for.
    """
    if item.refunded_at or item.handled_at:
        return None
    last = _find_last_day(shop, item)
    if item.goods_at:
        last = max(last, item.goods_at.astimezone(shop.settings.zone).date())
    left = order is not None and bool(order.shipped_on or order.delivered_on)
    may_wait = left and item.goods_at is None
    return Due(last, may_wait, today > last and not may_wait)


def note_goods(tx: Tx, shop_id: str, withdrawal_id: str, actor: str, now: datetime) -> None:
    """Note that the goods, or proof that they were sent, arrived."""
    item = store.get_withdrawal(tx, shop_id, withdrawal_id)
    if not store.save_goods(tx, item, now):
        raise Problem(Code.STATUS_CONFLICT, "That was noted already.")
    record(tx, shop_id, "withdrawal.goods", withdrawal_id, {}, actor, now)


def note_refund(tx: Tx, shop_id: str, withdrawal_id: str, actor: str, now: datetime) -> None:
    """Note that the shop gave the money back."""
    item = store.get_withdrawal(tx, shop_id, withdrawal_id)
    if not store.save_refunded(tx, item, now):
        raise Problem(Code.STATUS_CONFLICT, "That was noted already.")
    record(tx, shop_id, "withdrawal.refunded", withdrawal_id, {}, actor, now)


def watch_due(tx: Tx, shop: Shop, now: datetime) -> int:
    """Tell the journal, once each, of money that is due in two days; return of how many."""
    told = 0
    for item in inbox_store.list_unpaid(tx, shop.shop_id, now - DAYS + AHEAD, _MOST_AT_ONCE):
        last = _find_last_day(shop, item)
        inbox_store.mark_told(tx, item, now)
        record(tx, shop.shop_id, "withdrawal.due", item.withdrawal_id, {"last_on": last.isoformat()}, WORKER, now)
        told += 1
    return told


def _find_last_day(shop: Shop, item: Withdrawal) -> date:
    told_on = item.received_at.astimezone(shop.settings.zone).date()
    return end_on_working_day(told_on + DAYS, shop.settings.delivery.return_address.country)
