"""What comes: boxes that carriers have, by the day on which they should arrive, and boxes at the door that nobody scanned."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

LONGEST = timedelta(days=60)
"""A box that was not heard of for longer is lost, or arrived and nobody said so: it is neither asked for nor expected."""


class Coming(StrEnum):
    """Where a box that is awaited is; the same word in the address, the API and the event."""

    EXPECTED = "expected"
    OVERDUE = "overdue"
    """Still on its way, and its day is over."""
    AT_DOOR = "at_door"
    """Delivered, and not scanned."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What comes to one warehouse on one day; `worth` is (currency, minor units) of each, never added up.

    `day` is None for boxes of which no day is known, and for those at the door.
    """

    state: Coming
    day: date | None
    warehouse: str
    parcels: int
    units: int = 0
    worth: Sequence[tuple[str, int]] = ()


@dataclass(frozen=True, slots=True)
class Arrivals:
    """All that comes; `counted_at` is when it was counted, where that was not just now."""

    rows: Sequence[Arrival]
    counted_at: datetime | None = None

    def among(self, *states: Coming) -> Sequence[Arrival]:
        """Give those in one of these states."""
        return [row for row in self.rows if row.state in states]

    def of_warehouse(self, warehouse: str) -> "Arrivals":
        """Give what comes to one warehouse."""
        return replace(self, rows=[row for row in self.rows if row.warehouse == warehouse])

    @property
    def on_the_way(self) -> Arrival:
        """Add up what carriers still have."""
        return add_up(self.among(Coming.EXPECTED, Coming.OVERDUE))


def judge(rows: Iterable[Arrival], today: date) -> list[Arrival]:
    """Say what is overdue today, the earliest day first and what is at the door last."""
    judged = [replace(row, state=Coming.OVERDUE) if _is_over(row, today) else row for row in rows]
    return sorted(judged, key=lambda row: (row.state is Coming.AT_DOOR, row.day or date.min, row.warehouse))


def add_up(rows: Sequence[Arrival]) -> Arrival:
    """Add rows up, each currency by itself."""
    worth = Counter[str]()
    for row in rows:
        worth.update(dict(row.worth))
    first = rows[0] if rows else Arrival(Coming.EXPECTED, None, "", 0)
    return replace(
        first,
        parcels=sum(row.parcels for row in rows),
        units=sum(row.units for row in rows),
        worth=sorted((currency, minor) for currency, minor in worth.items() if minor),
    )


def _is_over(row: Arrival, today: date) -> bool:
    return row.state is Coming.EXPECTED and (row.day is None or row.day < today)
