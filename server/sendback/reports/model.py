"""What an export is: a table, what narrows it, and whether it may name people."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sendback.returns.filters import Filter, Search
from sendback.returns.model import Status


class Table(StrEnum):
    """What can be exported; the word on the command line, in addresses and in file names."""

    RETURNS = "returns"
    LINES = "lines"
    PARCELS = "parcels"
    ORDERS = "orders"
    WITHDRAWALS = "withdrawals"
    EVENTS = "events"
    STOCK = "stock"
    STOCK_MOVES = "stock_moves"


class Format(StrEnum):
    """As what."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    JSONL = "jsonl"


class ColumnKind(StrEnum):
    """What a column holds; `MOMENT` is epoch seconds in the row, `MONEY` an amount in minor units beside `currency`."""

    TEXT = "text"
    NUMBER = "number"
    TRUTH = "yes or no"
    DAY = "day"
    MOMENT = "moment"
    MONEY = "money"
    JSON = "JSON"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it says, what it holds, and whether that tells of a person."""

    name: str
    about: str
    kind: ColumnKind = ColumnKind.TEXT
    is_personal: bool = False
    read: Callable[[Mapping[str, Any]], Any] | None = None
    """How it is found in a row where it is not the row's value of this name."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows: those of chosen returns, in some states, asked for in a span of time; what is empty narrows nothing.

    With `listed`, only those of returns that the desk's list shows for this filter and what was typed into its search.
    """

    return_ids: tuple[str, ...] = ()
    states: tuple[Status, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    listed: Filter | None = None
    search: Search = field(default_factory=Search)


@dataclass(frozen=True, slots=True)
class Export:
    """What is asked for; `is_raw` leaves texts as they are, for machines, and `with_people` names whom they are of."""

    table: Table
    format: Format = Format.CSV
    wanted: Wanted = Wanted()
    with_people: bool = False
    is_raw: bool = False
    has_mark: bool = False
    """Begins a CSV with the mark by which spreadsheets know UTF-8."""
