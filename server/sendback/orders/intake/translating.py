"""One row of a table in our words."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sendback.orders.intake.amounts import read_amount, to_minor
from sendback.orders.intake.days import read_day
from sendback.orders.intake.fields import DAYS
from sendback.orders.intake.model import BadRow, Cell, Columns
from sendback.orders.intake.places import find_country
from sendback.orders.intake.shapes import PACKED

_ORDER = ("language", "email", "business")
_LINE = ("sku", "title", "unit_price_minor", "weight_g", "returnable", "category", "picture")
_ADDRESS = ("postcode", "city", "district", "region", "company")
_STREETS = ("street", "street2", "street3")
_WHOLE = re.compile(r"(-?\d{1,9})[.,]0+")


class Faulty(Exception):
    """One cell that cannot be meant."""

    def __init__(self, bad: BadRow) -> None:
        super().__init__(bad.reason)
        self.bad = bad


class Translation:
    """A row's cells by our names."""

    def __init__(self, place: int, cells: Mapping[str, Cell], columns: Columns) -> None:
        self.place, self._cells, self._columns = place, cells, columns

    def cell(self, name: str) -> Cell:
        """Give the first cell with anything in it of the columns that say this."""
        for header in self._columns.headers.get(name, ()):
            if (cell := self._cells.get(header)) not in ("", None):
                return cell
        return ""

    def text(self, name: str) -> str:
        """Give a cell as text; the mark that spreadsheets put before text (') is none."""
        cell = self.cell(name)
        return "" if cell == "" else str(cell).strip().removeprefix("'")

    def day(self, name: str) -> str:
        """Give a day in ISO's form, empty when there is none."""
        if not (text := self.text(name)):
            return ""
        try:
            return read_day(text, self._columns.day_first).isoformat()
        except ValueError as fault:
            raise self.fault(name, str(fault)) from None

    def amount(self, name: str) -> Decimal | None:
        """Give an amount, None when there is none."""
        if (cell := self.cell(name)) in ("", None):
            return None
        try:
            if isinstance(cell, int | float) and cell >= 0:
                return round(Decimal(str(cell)), 6)
            return read_amount(str(cell), self._columns.decimal)
        except (ValueError, ArithmeticError) as fault:
            raise self.fault(name, str(fault) if isinstance(fault, ValueError) else "is not an amount") from None

    def fault(self, name: str, reason: str) -> Faulty:
        """Say what is wrong with one of our fields, by the column it came from."""
        column = next((each for each in self._columns.headers.get(name, ()) if self._cells.get(each) not in ("", None)), "")
        return Faulty(BadRow(self.place, name, reason, column or next(iter(self._columns.headers.get(name, ())), "")))

    def packed(self) -> list[str]:
        """List the cells that hold a whole line each."""
        return [str(cell) for header in self._columns.headers.get(PACKED, ()) if (cell := self._cells.get(header))]


def read_number(row: Translation) -> str:
    """Give the order's number; Faulty when it is missing."""
    if number := row.text("order_number"):
        return number
    raise row.fault("order_number", "is missing")


def read_head(row: Translation) -> dict[str, Any]:
    """Give what a row says of the whole order, in the API's shape."""
    names = filter(None, (row.text("first_name"), row.text("last_name")))
    name = row.text("name") or " ".join(names)
    days = {field: day for field in DAYS if (day := row.day(field))}
    plain = {field: text for field in _ORDER if (text := row.text(field))}
    address = {field: text for field in _ADDRESS if (text := row.text(field))}
    streets = [line for field in _STREETS for line in row.text(field).splitlines() if line.strip()]
    currency = {"currency": code} if (code := row.text("currency").upper()) else {}
    where = {**address, "lines": streets, "name": name, "country": find_country(row.text("country"))}
    return {**days, **plain, **currency, "name": name, "phone": row.text("phone"), "address": where}


def read_line(row: Translation, currency: str) -> dict[str, Any]:
    """Give the line that a row says, in the API's shape."""
    line: dict[str, Any] = {field: text for field in _LINE if (text := row.text(field))}
    if quantity := row.text("quantity"):
        line["quantity"] = found[1] if (found := _WHOLE.fullmatch(quantity)) else quantity
    for field, texts in (("tags", _split(row.text("tags"))), ("variants", _variants(row.text("variants")))):
        line |= {field: texts} if texts else {}
    try:
        if (price := row.amount("unit_price")) is not None:
            line["unit_price_minor"] = to_minor(price, currency, is_exact=price < 10**12)
        elif (total := row.amount("line_total")) is not None and str(line.get("quantity", "")).isdecimal():
            line["unit_price_minor"] = to_minor(total / max(1, int(line["quantity"])), currency, is_exact=False)
    except (ValueError, ArithmeticError):
        raise row.fault("unit_price", "is not an amount such as 19.90") from None
    return line


def _split(text: str) -> list[str]:
    """Split a cell of several texts: `outdoor|winter`."""
    return [part.strip() for part in text.split("|") if part.strip()]


def _variants(text: str) -> list[dict[str, str]]:
    """Read what a line may be exchanged for: `MUG-L=Large mug|MUG-S=Small mug`; without a title the SKU is one."""
    pairs = [part.partition("=") for part in _split(text)]
    return [{"sku": sku.strip(), "title": title.strip() or sku.strip()} for sku, _, title in pairs]
