"""On which day a box should arrive: what the carrier says, else as many days as boxes from there took before."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sendback.carriers.model import TrackingEvent
from sendback.database.model import Tx
from sendback.delivery.tracking import store
from sendback.delivery.tracking.reading import Word, read_estimate
from sendback.returns.model import Return
from sendback.returns.parcel_store import get_parcel
from sendback.returns.parcels import Parcel
from sendback.returns.transit_store import find_transit_days
from sendback.shops.model import Shop


def expect(
    tx: Tx, shop: Shop, item: Return, box: Parcel, events: Sequence[TrackingEvent], fresh: Sequence[Word], now: datetime
) -> None:
    """Reckon the day once the carrier has the box, and take the carrier's own word for it whenever it names one."""
    zone = shop.settings.zone
    moved = get_parcel(tx, box.shop_id, box.return_id, box.number)
    if moved.seen_at is None or moved.delivered_at is not None or not fresh:
        return
    named = read_estimate(events, now.astimezone(zone).date())
    if named is not None:
        store.save_expected(tx, box, named, "carrier")
    elif moved.expected_on is None:
        days, by = find_transit_days(tx, shop.shop_id, item.consignor.address.country)
        store.save_expected(tx, box, moved.seen_at.astimezone(zone).date() + timedelta(days=days), by)
