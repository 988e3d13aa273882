"""Figures of the first page that are too much to count for each page, counted once an hour."""

from datetime import datetime

from sendback.delivery.parts import WorkerParts
from sendback.returns.figure_store import count_on_the_way, keep_on_the_way


def count_figures(parts: WorkerParts, shop_id: str, now: datetime) -> None:
    """Count what is on its way, a chore of the worker; two that do it at once keep the same."""
    parts.database.write(keep_on_the_way, shop_id, parts.database.read(count_on_the_way, shop_id, now), now)
