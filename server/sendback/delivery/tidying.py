"""Forgetting and giving back in time: what was kept only to answer once, and labels that nobody sent anything with."""

from datetime import datetime, timedelta

from sendback.database.model import Tx
from sendback.delivery.parcel_jobs import plan_voids
from sendback.orders.access_store import forget_access_links
from sendback.returns.idempotency_store import forget_answers
from sendback.shops.sign_in_store import forget_ended
from sendback.shops.store import get_shop
from sendback.withdrawals.refunding import watch_due

EVERY = timedelta(hours=1)


def tidy(tx: Tx, shop_id: str, now: datetime) -> None:
    """Forget a shop's old answers, links and sessions, plan to give back unused labels, and tell of money that is due."""
    forget_answers(tx, shop_id, now)
    forget_access_links(tx, shop_id, now)
    forget_ended(tx, shop_id, now)
    plan_voids(tx, shop_id, now)
    watch_due(tx, get_shop(tx, shop_id), now)
