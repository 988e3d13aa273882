"""Which orders to show first: untouched ones that may still come back, from far apart."""

from collections.abc import Sequence
from datetime import date, timedelta

from sendback.web.demo.store import OrderRow

_FIRST = ("NO", "GB", "SE", "FI", "US", "DE")
_FAR_APART = ("NO", "FI", "JP", "PL", "IN", "EG", "CN", "GR", "TH", "KR", "UA", "GB")


def find_example(rows: Sequence[OrderRow], today: date) -> OrderRow | None:
    """Find the order that a first try should use: one that is open and has a postcode to type."""
    usable = [row for row in rows if row.postcode and is_open(row, today)]
    return min(usable, key=lambda row: _rank(row.country, _FIRST), default=None)


def pick_featured(rows: Sequence[OrderRow], today: date) -> list[OrderRow]:
    """Pick the newest open order of each of a dozen countries."""
    newest: dict[str, OrderRow] = {}
    for row in rows:
        if is_open(row, today):
            newest.setdefault(row.country, row)
    return [newest[country] for country in _FAR_APART if country in newest]


def is_open(row: OrderRow, today: date) -> bool:
    """Say whether an order arrived lately and nothing of it is in a return."""
    return row.delivered_on is not None and row.taken == 0 and today - row.delivered_on <= timedelta(days=28)


def _rank(country: str, wanted: Sequence[str]) -> int:
    return wanted.index(country) if country in wanted else len(wanted)
