"""Figures of the first page that are too much to count for each page, counted once an hour."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.delivery.parts import WorkerParts
from sendback.returns.day_store import keep_days
from sendback.returns.figure_store import OnTheWay, count_on_the_way, keep_on_the_way
from sendback.shops.store import get_shop


def count_figures(parts: WorkerParts, shop_id: str, now: datetime) -> None:
    """Count what is on its way and the last days, a chore of the worker; two that do it at once keep the same."""
    counted = parts.database.read(count_on_the_way, shop_id, now)
    parts.database.write(_keep, shop_id, counted, now)


def _keep(tx: Tx, shop_id: str, counted: OnTheWay, now: datetime) -> None:
    keep_on_the_way(tx, shop_id, counted, now)
    keep_days(tx, shop_id, get_shop(tx, shop_id).settings.zone, now)
