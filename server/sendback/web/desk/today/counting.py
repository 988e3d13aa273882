"""What needs somebody today, as it is counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sendback.database.model import Tx
from sendback.delivery.alerts.counting import count_kinds
from sendback.delivery.alerts.model import AlertKind
from sendback.delivery.alerts.store import MOST_COUNTED
from sendback.delivery.outbox_store import count_dead
from sendback.delivery.webhooks.store import count_troubled
from sendback.orders.store import get_order
from sendback.receiving.receipt_store import count_unknown
from sendback.returns.arrivals import Arrivals
from sendback.returns.coming_store import find_arrivals
from sendback.returns.day_store import count_days
from sendback.returns.model import Return
from sendback.returns.queue_store import count_waiting, list_waiting
from sendback.returns.refund_store import sum_due
from sendback.returns.reminding import asked_before
from sendback.returns.store import list_returns
from sendback.shops.model import Shop
from sendback.withdrawals.inbox_store import count_open, find_longest_unpaid
from sendback.withdrawals.refunding import Due, find_due

LATEST = 5


@dataclass(frozen=True, slots=True)
class Today:
    """All that the first page of the desk tells."""

    waiting: int
    oldest_at: datetime | None
    withdrawals: int
    money_due: Due | None
    alerts: Mapping[AlertKind, int]
    refunds: Sequence[tuple[str, int]]
    unknown: int
    failed: int
    webhooks: int
    arrivals: Arrivals
    days: Sequence[tuple[date, int]]
    latest: Sequence[Return]


def read_today(tx: Tx, shop: Shop, now: datetime) -> Today:
    """Count it all, in one picture of the database."""
    shop_id, before = shop.shop_id, asked_before(shop, now)
    alerts = count_kinds(tx, shop_id, shop.settings.alerts, now)
    oldest = list_waiting(tx, shop_id, before, "", 1)
    return Today(
        waiting=count_waiting(tx, shop_id, before),
        oldest_at=oldest[0].item.created_at if oldest else None,
        withdrawals=count_open(tx, shop_id),
        money_due=_find_money_due(tx, shop, now),
        alerts=alerts,
        refunds=sum_due(tx, shop_id) if 0 < alerts[AlertKind.REFUND] < MOST_COUNTED else (),
        unknown=count_unknown(tx, shop_id),
        failed=count_dead(tx, shop_id),
        webhooks=count_troubled(tx, shop_id),
        arrivals=find_arrivals(tx, shop_id, _today(shop, now), now),
        days=count_days(tx, shop_id, shop.settings.zone, _today(shop, now)),
        latest=list_returns(tx, shop_id, most=LATEST),
    )


def _find_money_due(tx: Tx, shop: Shop, now: datetime) -> Due | None:
    """Find until when the money of the withdrawal that waits longest has to be back."""
    first = find_longest_unpaid(tx, shop.shop_id)
    if first is None:
        return None
    order = get_order(tx, shop.shop_id, first.order_id) if first.order_id else None
    return find_due(shop, first, order, _today(shop, now))


def _today(shop: Shop, now: datetime) -> date:
    return now.astimezone(shop.settings.zone).date()
