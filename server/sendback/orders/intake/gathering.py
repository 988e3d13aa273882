"""Rows into orders: rows of one order stand together, as shops export them; the rules are the API's."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sendback.errors import FieldError
from sendback.orders.intake.model import BadRow, Columns, Gathered, Row
from sendback.orders.intake.packed import read_packed
from sendback.orders.intake.recognising import find_reading
from sendback.orders.intake.table import BROKEN
from sendback.orders.intake.translating import Faulty, Translation, read_head, read_line, read_number
from sendback.orders.pushing import judge_line, read_order


class _Group:
    """The rows of one order, as they come."""

    def __init__(self, number: str, place: int) -> None:
        self.number, self.first, self.last, self.rows = number, place, place, 0
        self.body: dict[str, Any] | None = None
        self.lines: list[dict[str, Any]] = []
        self.bad: list[BadRow] = []
        self.head: Translation | None = None

    def add(self, row: Translation) -> None:
        """Add a row's line, or report it alone: one bad line does not cost the others."""
        self.last, self.rows = row.place, self.rows + 1
        if self.head is None:
            self.head = row
            try:
                self.body = read_head(row)
            except Faulty as fault:
                self.bad.append(fault.bad)
        try:
            self._add_lines(row)
        except Faulty as fault:
            self.bad.append(fault.bad)

    def _add_lines(self, row: Translation) -> None:
        currency = (self.body or {}).get("currency", "") or "EUR"
        packed = row.packed()
        found = [read_packed(cell, currency) for cell in packed] if packed else [read_line(row, currency)]
        for line in found:
            line["id"] = ("" if packed else row.text("line_id")) or str(len(self.lines) + 1)
            if errors := judge_line(line):
                raise row.fault(_name(errors[0]), errors[0].detail)
            if any(line["id"] == other["id"] for other in self.lines):
                raise row.fault("line_id", "stands in this order already")
            self.lines.append(line)

    def finish(self, now: datetime) -> Gathered:
        """Judge the order as a whole."""
        order = None
        if self.lines and self.body is not None and self.head is not None:
            judged = read_order({"number": self.number, "lines": self.lines, **self.body}, now)
            if isinstance(judged, list):
                told = {name: error.detail for error in reversed(judged) if (name := _name(error))}  # a name is checked twice
                self.bad += [self.head.fault(name, detail).bad for name, detail in reversed(told.items())]
            else:
                order = judged
        return Gathered(self.first, self.last, order, tuple(self.bad), self.rows)


def gather(rows: Iterable[Row], columns: Columns | None, now: datetime) -> Iterator[Gathered]:
    """Gather rows into orders, in the file's order; without columns each row is a whole order, as the API takes it."""
    group: _Group | None = None
    for row in rows:
        number, alone = ("", _alone(row, columns, now))
        if alone is None and columns is not None:
            translated = Translation(row.place, row.value, columns)
            try:
                number = read_number(translated)
            except Faulty as fault:
                alone = Gathered(row.place, row.place, None, (fault.bad,))
        if group is not None and (alone or number != group.number):
            yield group.finish(now)
            group = None
        if alone:
            yield alone
            continue
        group = group or _Group(number, row.place)
        group.add(translated)
    if group is not None:
        yield group.finish(now)


def _alone(row: Row, columns: Columns | None, now: datetime) -> Gathered | None:
    """Judge what is no row of a table: a fault, or an object that is a whole order."""
    if row.fault:
        bad = BadRow(row.place, "file" if row.fault == BROKEN else "row", row.fault)
        return Gathered(row.place, row.place, None, (bad,))
    if columns is not None and "lines" not in row.value:
        return None
    judged = read_order(find_reading(row.value)(row.value), now)
    if isinstance(judged, list):
        return Gathered(row.place, row.place, None, tuple(BadRow(row.place, each.field, each.detail) for each in judged))
    return Gathered(row.place, row.place, judged)


def _name(error: FieldError) -> str:
    """Name our own field that an error is about: a street is one line of the address."""
    parts = error.field.split(".")
    if "lines" in parts and "address" in parts:
        return "street"
    name = next((part for part in reversed(parts) if not part.isdecimal()), "row")
    return {"number": "order_number"}.get(name, name)
