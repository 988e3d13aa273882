"""What unknown columns may say, guessed by their names and values; and what must be asked."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sendback.orders.intake.amounts import tell_decimal
from sendback.orders.intake.days import tell_order
from sendback.orders.intake.fields import AMOUNTS, DAYS, FIELDS, OurField
from sendback.orders.intake.model import Columns, Row
from sendback.orders.intake.shapes import PACKED, spell
from sendback.shops.text import is_email

SAMPLE = 3


class Ask(StrEnum):
    """What a person must say before a file can be read."""

    FIELDS = "fields"
    DAY_FIRST = "day-first"
    DECIMAL = "decimal"


@dataclass(frozen=True, slots=True)
class Column:
    """One of their columns, with a few of its values."""

    header: str
    values: tuple[str, ...]


def list_columns(header: Iterable[str], rows: Sequence[Row]) -> list[Column]:
    """List a file's columns, each with the first few different values in it."""
    return [Column(name, tuple(list(dict.fromkeys(_texts(rows, (name,))))[:SAMPLE])) for name in header if name]


def suggest(columns: Sequence[Column]) -> Mapping[str, tuple[str, ...]]:
    """Guess which column says what: by its name, and where names do not tell, e-mail addresses by their looks."""
    free = {spell(column.header): column for column in columns}
    found: dict[str, tuple[str, ...]] = {}
    for field in FIELDS:
        name = next((each for each in _names(field) if each in free), None)
        if name:
            found[field.name] = (free.pop(name).header,)
    if "email" not in found:
        mails = (column for column in free.values() if column.values and all(is_email(text) for text in column.values))
        if column := next(mails, None):
            found["email"] = (column.header,)
    return found


def complete(columns: Columns, rows: Sequence[Row]) -> Columns:
    """Add what the values tell by themselves: which of day and month comes first, which sign stands before the cents."""
    day_first, _ = tell_order(_of(columns, rows, DAYS))
    decimal, _ = tell_decimal(_of(columns, rows, AMOUNTS))
    return replace(
        columns,
        day_first=columns.day_first if day_first is None else day_first,
        decimal=columns.decimal if columns.shape or not decimal else decimal,
    )


def list_open(columns: Columns | None, rows: Sequence[Row]) -> list[Ask]:
    """List what is still to be said of a file before it can be read."""
    if columns is None:
        return [Ask.FIELDS]
    named = columns.headers.keys()
    needed = {field.name for field in FIELDS if field.is_needed} - ({"title", "quantity"} if PACKED in named else set())
    asks = [Ask.FIELDS] if needed - named else []
    if columns.day_first is None and tell_order(_of(columns, rows, DAYS))[1]:
        asks.append(Ask.DAY_FIRST)
    if not columns.decimal and tell_decimal(_of(columns, rows, AMOUNTS))[1]:
        asks.append(Ask.DECIMAL)
    return asks


def _names(field: OurField) -> Iterable[str]:
    return dict.fromkeys(spell(name) for name in (field.name, field.label, *field.words))


def _of(columns: Columns, rows: Sequence[Row], fields: Iterable[str]) -> list[str]:
    return _texts(rows, [header for field in fields for header in columns.headers.get(field, ())])


def _texts(rows: Sequence[Row], headers: Iterable[str]) -> list[str]:
    cells = (row.value.get(header) for row in rows for header in headers)
    return [re.sub(r"\s+", " ", cell)[:80] if isinstance(cell, str) else str(cell) for cell in cells if cell not in ("", None)]
