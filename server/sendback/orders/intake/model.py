"""What a file of orders is made of, and what its columns mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sendback.orders.model import Order

Cell = str | int | float | bool | None
Cells = Mapping[str, Cell]
"""One row by its headers."""

MOST_ROWS = 200_000
MOST_FILE_BYTES = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `place` is its number in the file, where the header is row 1; `fault` says why it is none."""

    place: int
    value: Cells | Mapping[str, Any]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a file before its first row; objects of a JSON file have no header."""

    form: str
    header: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which of a file's columns say what: our field ← their headers, the first that is not empty counts.

    `day_first` and `decimal` decide what could be read in two ways (3/4/2026; 1,234); unknown when nothing told.
    """

    headers: Mapping[str, tuple[str, ...]]
    shape: str = ""
    day_first: bool | None = None
    decimal: str = ""


@dataclass(frozen=True, slots=True)
class BadRow:
    """One row that was left out: its number in the file (the header is row 1), our field or their column, and why."""

    row: int
    field: str
    reason: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The rows of one order that stand together: the order, where it can be one, and what was wrong in them."""

    first: int
    last: int
    order: Order | None
    bad: tuple[BadRow, ...] = ()
    rows: int = 1


@dataclass(slots=True)
class ImportReport:
    """What became of a file."""

    orders: int = 0
    rows: int = 0
    bad: list[BadRow] = field(default_factory=list)
