"""The boxes of Nordlys that a carrier has: some on their way, one late, one at the door that nobody scanned yet."""

from datetime import datetime, timedelta

from sendback.carriers.model import Milestone, TrackingEvent
from sendback.database.model import Tx
from sendback.delivery.tracking.hearing import hear
from sendback.delivery.tracking.model import CARRIER
from sendback.returns.model import Status
from sendback.returns.parcel_store import get_parcel
from sendback.returns.store import list_returns
from sendback.shops.model import Shop

_MOST = 4


def send_some(tx: Tx, shop: Shop, now: datetime) -> None:
    """Let a carrier tell of some of those whose label is ready and whose box nobody took in: handed in on the next day."""
    ready = [item for item in list_returns(tx, shop.shop_id, Status.AUTHORIZED, "", 100) if not item.is_kept]
    handed_in = sorted((item.created_at + timedelta(days=1), item.return_id) for item in ready)
    today = now.astimezone(shop.settings.zone).date()
    for place, (at, return_id) in enumerate(each for each in handed_in[:_MOST] if each[0] < now):
        at = max(at, now - timedelta(days=7 - place))
        due = today + timedelta(days=place - 1) if place > 1 else None
        events = [TrackingEvent(at, Milestone.MOVING, "Handed in", expected_on=due)]
        if place == 0:
            events.append(TrackingEvent(now - timedelta(hours=3), Milestone.DELIVERED, "Delivered", "Tromsø"))
        hear(tx, shop, get_parcel(tx, shop.shop_id, return_id, 1), events, CARRIER, now)
