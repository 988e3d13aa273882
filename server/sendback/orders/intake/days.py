"""Days as people and shop systems write them."""

import re
from collections.abc import Iterable
from datetime import date

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_LOCAL = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})\.?(?:[ ,T].*)?")
_NAMED = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?:[ ,T].*)?")
_DAY_NAMED = re.compile(r"(?:[A-Za-z]{3,9},? )?(\d{1,2})\.?[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})(?:[ ,T].*)?")
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
EARLIEST, LATEST = 1990, 2100


class Unclear(ValueError):
    """What could be read in two ways, and nothing tells which."""


def read_day(text: str, day_first: bool | None = None) -> date:
    """Read a day; ValueError with a plain reason, Unclear when day and month could stand either way round.

    >>> [read_day(text).isoformat() for text in ("24.12.2026", "12/24/2026 10:05", "Nov 2, 2026 10:15:00 AM")]
    ['2026-12-24', '2026-12-24', '2026-11-02']
    """
    text = " ".join(text.split())
    if found := _ISO.fullmatch(text):
        return _make(int(found[1]), int(found[2]), int(found[3]))
    if found := _LOCAL.fullmatch(text):
        return _read_local(int(found[1]), int(found[3]), found[2], found[4], day_first)
    if found := _NAMED.fullmatch(text):
        return _make(int(found[3]), _MONTHS.get(found[1][:3].lower(), 0), int(found[2]))
    if found := _DAY_NAMED.fullmatch(text):
        return _make(int(found[3]), _MONTHS.get(found[2][:3].lower(), 0), int(found[1]))
    raise ValueError("is not a day such as 2026-11-24")


def tell_order(texts: Iterable[str]) -> tuple[bool | None, bool]:
    """Say whether the day stands first, as far as the values tell, and whether any of them needs to be told."""
    first, needs = None, False
    for text in texts:
        found = _LOCAL.fullmatch(" ".join(text.split()))
        if found is None or found[2] == ".":
            continue
        one, other = int(found[1]), int(found[3])
        needs |= one != other and max(one, other) <= 12
        if max(one, other) > 12:
            first = one > 12
    return first, needs and first is None


def _read_local(one: int, other: int, between: str, year: str, day_first: bool | None) -> date:
    whole = int(year) + (2000 if len(year) == 2 else 0)
    if between == "." or one > 12 or one == other:
        return _make(whole, other, one)
    if other > 12:
        return _make(whole, one, other)
    if day_first is None:
        raise Unclear("could be two days: say whether the day or the month comes first")
    return _make(whole, other, one) if day_first else _make(whole, one, other)


def _make(year: int, month: int, day: int) -> date:
    try:
        made = date(year, month, day)
    except ValueError:
        raise ValueError("is no day of the calendar") from None
    if not EARLIEST <= year <= LATEST:
        raise ValueError(f"is not between {EARLIEST} and {LATEST}")
    return made
