"""What is done in time: forgetting what has served its turn, giving unused labels back, reminding of what still waits."""

from datetime import datetime, timedelta

from sendback.database.model import Tx
from sendback.delivery.parcel_jobs import plan_voids
from sendback.delivery.webhooks.try_store import forget_deliveries
from sendback.orders.access_store import forget_access_links
from sendback.orders.intake.deciding import forget_imports
from sendback.returns.approval_store import forget_approval_links
from sendback.returns.idempotency_store import forget_answers
from sendback.returns.reminding import remind
from sendback.shops.people.link_store import forget_links
from sendback.shops.people.session_store import forget_ended
from sendback.shops.store import get_shop
from sendback.withdrawals.refunding import watch_due

EVERY = timedelta(hours=1)


def tidy(tx: Tx, shop_id: str, now: datetime) -> None:
    """Forget what a shop needs no more, give unused labels back, remind of what waits and of money that is due."""
    forget_answers(tx, shop_id, now)
    forget_access_links(tx, shop_id, now)
    forget_ended(tx, shop_id, now)
    forget_links(tx, shop_id, now)
    forget_approval_links(tx, shop_id, now)
    forget_deliveries(tx, shop_id, now)
    forget_imports(tx, shop_id, now)
    plan_voids(tx, shop_id, now)
    remind(tx, shop_id, "worker", now)
    watch_due(tx, get_shop(tx, shop_id), now)
