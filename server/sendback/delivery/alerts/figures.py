"""Figures of the first page that are too much to count for each page, counted once an hour."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.delivery.parts import WorkerParts
from sendback.returns.arrivals import Arrival
from sendback.returns.coming_store import count_arrivals, keep_arrivals
from sendback.returns.day_store import keep_days
from sendback.returns.transit_store import learn_transit
from sendback.shops.store import get_shop


def count_figures(parts: WorkerParts, shop_id: str, now: datetime) -> None:
    """Count what is on its way and the last days, a chore of the worker; two that do it at once keep the same."""
    counted = parts.database.read(count_arrivals, shop_id, now)
    parts.database.write(_keep, shop_id, counted, now)


def _keep(tx: Tx, shop_id: str, counted: list[Arrival], now: datetime) -> None:
    zone = get_shop(tx, shop_id).settings.zone
    keep_arrivals(tx, shop_id, counted, now)
    learn_transit(tx, shop_id, zone, now)
    keep_days(tx, shop_id, zone, now)
