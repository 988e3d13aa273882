"""Telling the shop's systems once a day what comes, so that a warehouse plans its people."""

from datetime import date, datetime

from sendback.database.model import Tx
from sendback.delivery.parts import WorkerParts
from sendback.journal.model import Happening
from sendback.journal.store import record_all
from sendback.returns.arrivals import Arrival, Coming
from sendback.returns.coming_store import claim_telling, find_arrivals
from sendback.shops.store import get_shop
from sendback.shops.warehouse_store import list_warehouses

FROM_HOUR = 5
"""Of the shop's own day: before anybody works, and after the carriers' night."""


def tell_arrivals(parts: WorkerParts, shop_id: str, now: datetime) -> None:
    """Tell today's figures once, a chore of the worker."""
    local = now.astimezone(parts.database.read(get_shop, shop_id).settings.zone)
    if local.hour >= FROM_HOUR:
        parts.database.write(_tell, shop_id, local.date(), now)


def _tell(tx: Tx, shop_id: str, today: date, now: datetime) -> None:
    if not claim_telling(tx, shop_id, today):
        return
    rows = list(find_arrivals(tx, shop_id, today, now).rows)
    known = {row.warehouse for row in rows if row.day == today}
    open_places = [place.code for place in list_warehouses(tx, shop_id) if place.closed_at is None]
    rows += [Arrival(Coming.EXPECTED, today, code, 0) for code in open_places if code not in known]
    told = [Happening("arrivals.counted", f"arrivals:{today.isoformat()}", _write(row)) for row in rows]
    if told:
        record_all(tx, shop_id, told, "worker", now)


def _write(row: Arrival) -> dict[str, object]:
    return {
        "state": row.state.value,
        "day": row.day.isoformat() if row.day else None,
        "warehouse": row.warehouse,
        "parcels": row.parcels,
        "units": row.units,
    }
