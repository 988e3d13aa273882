"""A spot as a mark in an address, from which the next page of levels goes on."""

import base64
import json

from sendback.receiving.stock.model import Spot
from sendback.shops.receiving import Condition

MOST_MARK = 1000


def write_mark(spot: Spot) -> str:
    """Write a spot as letters that an address takes.

    >>> read_mark(write_mark(Spot("WOOL-1", "A-1", Condition.SECOND)))
    Spot(sku='WOOL-1', place='A-1', condition=<Condition.SECOND: 'second'>)
    """
    text = json.dumps([spot.sku, spot.place, spot.condition.value])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_mark(text: str) -> Spot | None:
    """Read a mark; None for what is none."""
    try:
        sku, place, condition = json.loads(base64.urlsafe_b64decode(text[:MOST_MARK] + "=" * (-len(text) % 4)))
        return Spot(_plain(sku), _plain(place), Condition(condition))
    except (ValueError, TypeError, RecursionError):
        return None


def _plain(text: object) -> str:
    """Leave out what no database takes: half characters and NUL."""
    return str(text).encode("utf-8", "ignore").decode().replace("\0", "")
