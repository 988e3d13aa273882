"""The list's address: filters as words of a query, read and written in one place for the list, its views and its exports."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo
from typing import Any
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from sendback.returns.arrivals import Coming
from sendback.returns.awaited_store import Awaited
from sendback.returns.filters import Filter, Sort
from sendback.returns.model import Status
from sendback.returns.search_terms import MOST_CHARACTERS
from sendback.shops.resolutions import Resolution
from sendback.web.desk.days import begin_day

NAMES = (
    "state reason resolution country option sku from to waiting unused arriving warehouse due withdrawal mismatch sort".split()
)
"""The words of the query, in the order in which they are written."""
MOST_DAYS = 3650
_ARRIVING = {"due": Coming.EXPECTED, "overdue": Coming.OVERDUE, "door": Coming.AT_DOOR}


def read_filter(query: MultiDict[str, str], zone: tzinfo, now: datetime) -> Filter:
    """Read a query; what cannot be meant is left out, so that an old address still shows a list.

    Days are the shop's: `from`, `to` and `arriving` are whole days of its time zone, `waiting` and `unused` count back from now.
    """
    since, until = begin_day(_read(query, "from"), zone), begin_day(_read(query, "to"), zone, days=1)
    waiting, unused = _read_days(query, "waiting"), _read_days(query, "unused")
    return Filter(
        states=tuple(state for state in Status if state.value in query.getlist("state")),
        reason=_read(query, "reason"),
        resolution=next((each for each in Resolution if each.value == query.get("resolution")), None),
        country=_read(query, "country").upper()[:2],
        option=_read(query, "option"),
        sku=_read(query, "sku"),
        created_from=since,
        created_before=until,
        waits_since=None if waiting is None else now - timedelta(days=waiting),
        unused_since=None if unused is None else now - timedelta(days=unused),
        awaited=_read_awaited(_read(query, "arriving"), zone, now),
        warehouse=_read(query, "warehouse"),
        is_due="due" in query,
        is_withdrawal="withdrawal" in query,
        is_mismatched="mismatch" in query,
        sort=next((each for each in Sort if each.value == query.get("sort")), Sort.NEWEST),
    )


def read_sought(form: MultiDict[str, str]) -> str:
    """Read what was typed into the search, which is posted and never stands in an address."""
    return form.get("find", "").replace("\0", "").strip()[:MOST_CHARACTERS]


def keep_filter(query: MultiDict[str, str]) -> list[tuple[str, str]]:
    """Keep what a query says of filters, in one order: two addresses that mean the same are the same."""
    pairs = [(name, value.strip()[:80]) for name in NAMES for value in dict.fromkeys(query.getlist(name)) if value.strip()]
    return [(name, value) for name, value in pairs if (name, value) != ("sort", Sort.NEWEST.value)]


def write_query(pairs: list[tuple[str, str]], **more: str) -> str:
    """Write a query, with what else is to stand in it."""
    return urlencode([*pairs, *((name, value) for name, value in more.items() if value)])


def without(pairs: list[tuple[str, str]], name: str, value: str = "") -> list[tuple[str, str]]:
    """Leave one filter out, or one value of it."""
    return [(each, own) for each, own in pairs if each != name or (value and own != value)]


def as_values(pairs: list[tuple[str, str]]) -> Mapping[str, Any]:
    """Give the chosen values by name, for a form that shows them: a list for states, a text for each other."""
    return {**dict(pairs), "state": [value for name, value in pairs if name == "state"]}


def _read(query: MultiDict[str, str], name: str) -> str:
    return query.get(name, "").replace("\0", "").strip()[:80]


def _read_awaited(text: str, zone: tzinfo, now: datetime) -> Awaited | None:
    """Read which boxes are meant: `way` for all that carriers have, `due`, `overdue`, `door`, or a day."""
    today = now.astimezone(zone).date()
    if text == "way":
        return Awaited(now, today)
    if text in _ARRIVING:
        return Awaited(now, today, _ARRIVING[text])
    try:
        return Awaited(now, today, Coming.EXPECTED, date.fromisoformat(text))
    except ValueError:
        return None


def _read_days(query: MultiDict[str, str], name: str) -> int | None:
    text = _read(query, name)
    return min(int(text), MOST_DAYS) if text.isascii() and text.isdigit() and len(text) < 6 else None
