"""What comes as a table: each number with the address of the returns behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from sendback.returns.arrivals import Arrival, Arrivals, Coming, add_up
from sendback.returns.transit_store import USUAL_DAYS, WHOLE_SHOP
from sendback.web.desk.today.lines import say_money
from sendback.web.moments import write_day
from sendback.words.catalogue import words_for

_ENGLISH = words_for("en")
_WEEK = "Mon Tue Wed Thu Fri Sat Sun".split()
MOST_COUNTRIES = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its day in words, where it goes, its figures, and the list of its returns."""

    day: str
    warehouse: str
    parcels: int
    units: int
    worth: str
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the table, with what it adds up to."""

    name: str
    title: str
    about: str
    lines: Sequence[Line]
    total: Line


_PARTS = (
    (Coming.OVERDUE, "Overdue", "Their day is over, and the carrier still has them."),
    (Coming.EXPECTED, "Expected", ""),
    (Coming.AT_DOOR, "At the door", "Delivered, and not scanned yet."),
)
ARRIVING = {Coming.OVERDUE: "overdue", Coming.AT_DOOR: "door"}
"""How the list's address names a state; a day is written as it is."""


def lay_out(arrivals: Arrivals, names: Mapping[str, str], warehouse: str, today: date) -> list[Part]:
    """Lay the parts out that have anything in them."""
    parts = []
    for state, title, about in _PARTS:
        rows = arrivals.among(state)
        if rows:
            lines = [_line(row, names, today) for row in rows]
            total = _line(add_up(rows), names, today)
            parts.append(Part(state.value, title, about, lines, _address(total, state, warehouse)))
    return parts


def say_basis(transit: Mapping[str, tuple[int, int]]) -> str:
    """Say where the days come from that no carrier named."""
    if WHOLE_SHOP not in transit:
        return f"{USUAL_DAYS} days after it was first seen, until your own boxes tell better"
    days, boxes = transit[WHOLE_SHOP]
    countries = sorted((code for code in transit if code), key=lambda code: -transit[code][1])[:MOST_COUNTRIES]
    said = ", ".join(f"{_ENGLISH.country(code)} {_count_days(transit[code][0])}" for code in countries)
    return f"{_count_days(days)} after it was first seen, as your last {boxes} boxes took{f' ({said})' if said else ''}"


def _line(row: Arrival, names: Mapping[str, str], today: date) -> Line:
    arriving = ARRIVING.get(row.state) or (row.day.isoformat() if row.day else "")
    if row.state is Coming.OVERDUE and row.day is not None:
        arriving = row.day.isoformat()
    url = url_for("desk.list_returns", arriving=arriving, warehouse=row.warehouse)
    name = names.get(row.warehouse, row.warehouse)
    return Line(_say_day(row.day, today), name, row.parcels, row.units, say_money(row.worth), url)


def _address(total: Line, state: Coming, warehouse: str) -> Line:
    """Let a total lead to all its returns; what is expected has no word of its own but its days."""
    url = url_for("desk.list_returns", arriving=ARRIVING.get(state, "due"), warehouse=warehouse or None)
    return Line("", "", total.parcels, total.units, total.worth, url)


def _say_day(day: date | None, today: date) -> str:
    if day is None:
        return "No day known"
    near = {0: "Today, ", 1: "Tomorrow, "}.get((day - today).days, "")
    return f"{near}{_WEEK[day.weekday()]} {write_day(day)}"


def _count_days(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"
