"""A file of orders, CSV or JSON: good rows are kept, bad ones are named by number and reason."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from babel.numbers import get_currency_precision
from sqlite_utils.utils import Format, RowsFromFileError, rows_from_file

from sendback.database.model import Database, Tx
from sendback.errors import FieldError
from sendback.journal.store import record
from sendback.orders import store
from sendback.orders.model import Order
from sendback.orders.normalize import norm_order
from sendback.orders.pushing import read_order

BATCH = 200
_EXTRA = "\0"  # no header has this name
_AMOUNT = re.compile(r"\d{1,13}([.,]\d{0,6})?")
_ORDER = (
    "ordered_on",
    "shipped_on",
    "delivered_on",
    "returnable_until",
    "currency",
    "language",
    "name",
    "email",
    "phone",
    "business",
)
_LINE = ("sku", "title", "quantity", "unit_price_minor", "weight_g", "returnable", "category")
_ADDRESS = ("postcode", "city", "district", "region", "country", "company")


@dataclass(frozen=True, slots=True)
class BadRow:
    """One row that was left out: its number in the file (the header is row 1) and why."""

    row: int
    field: str
    reason: str


@dataclass(slots=True)
class ImportReport:
    """What became of a file."""

    orders: int = 0
    rows: int = 0
    bad: list[BadRow] = field(default_factory=list)


def import_file(database: Database, shop_id: str, file: Path, actor: str, now: datetime) -> Iterator[ImportReport]:
    """Import a file in batches, each durable when the report is yielded; the last report is whole.

    Importing the same file again changes nothing, so a broken run is simply repeated.
    """
    report = ImportReport()
    batch: list[Order] = []
    for _, order in read_orders(file, report, now):
        batch.append(order)
        if len(batch) == BATCH:
            database.write(save_batch, shop_id, batch, actor, now)
            report.orders, batch = report.orders + len(batch), []
            yield report
    if batch:
        database.write(save_batch, shop_id, batch, actor, now)
        report.orders += len(batch)
    yield report


def read_orders(file: Path, report: ImportReport, now: datetime) -> Iterator[tuple[int, Order]]:
    """Read a file's orders one by one, each with the number of its first row; what is wrong goes into the report."""
    yield from _gather(_read_rows(file, report), report, now)


def names_orders(beginning: bytes) -> bool:
    """Say whether a file begins as one of orders does: with a header that has their number, or as JSON."""
    form = _sniff(beginning)
    header = beginning.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0].strip()
    cells = {cell.strip(b'" ') for cell in header.split(b"\t" if form is Format.TSV else b",")}
    return form is Format.JSON or bool(cells & {b"order_number", b"number"})


def save_batch(tx: Tx, shop_id: str, batch: Sequence[Order], actor: str, now: datetime) -> list[Order]:
    """Store orders in one transaction, say so in the journal, and give them with the ids they are known by."""
    saved = [replace(order, order_id=store.save_order(tx, shop_id, order, norm_order(order.number))) for order in batch]
    record(tx, shop_id, "orders.saved", "orders", {"count": len(batch)}, actor, now)
    return saved


def _sniff(beginning: bytes) -> Format:
    """Tell JSON, tab- and comma-separated files apart by how they begin."""
    text = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:1] in (b"[", b"{"):
        return Format.JSON
    return Format.TSV if b"\t" in text.partition(b"\n")[0] else Format.CSV


def _read_rows(file: Path, report: ImportReport) -> Iterator[tuple[int, dict[str, Any]]]:
    """Number the rows of a file, leaving out what is none; where it cannot be read any further, say so and end."""
    place = 1
    try:
        with file.open("rb") as source:
            rows, _ = rows_from_file(source, format=_sniff(source.peek(4096)), extras_key=_EXTRA)
            for place, row in enumerate(rows, 2):
                report.rows += 1
                if isinstance(row, dict) and _EXTRA not in row:
                    yield place, row
                else:
                    reason = "has more cells than the header" if isinstance(row, dict) else "is not an order"
                    report.bad.append(BadRow(place, "row", reason))
    except (csv.Error, RowsFromFileError, ValueError, RecursionError):  # wrong encodings and broken JSON are ValueErrors
        report.bad.append(BadRow(place + 1, "file", "cannot be read from here on; send CSV or JSON in UTF-8"))


def _gather(rows: Iterable[tuple[int, dict[str, Any]]], report: ImportReport, now: datetime) -> Iterator[tuple[int, Order]]:
    """Gather rows into orders: rows of one order stand together, as shops export them."""
    gathered: dict[str, Any] | None = None
    first = 2
    for place, row in rows:
        if "lines" in row:  # JSON in the API's own shape
            yield from _finish(row, place, report, now)
            continue
        number = str(row.get("order_number") or row.get("number") or "").strip()
        if gathered is not None and number != gathered["number"]:
            yield from _finish(gathered, first, report, now)
            gathered = None
        if not number:
            report.bad.append(BadRow(place, "order_number", "is missing"))
            continue
        if gathered is None:
            gathered, first = _start(number, row), place
        _add_line(gathered, row, place, report, now)
    if gathered is not None:
        yield from _finish(gathered, first, report, now)


def _start(number: str, row: Mapping[str, Any]) -> dict[str, Any]:
    order: dict[str, Any] = {"number": number, "lines": []}
    order |= {name: text for name in _ORDER if (text := _text(row, name))}
    address = {name: text for name in _ADDRESS if (text := _text(row, name))}
    street = [text for name in ("street", "street2", "street3") if (text := _text(row, name))]
    return {**order, "address": {**address, "lines": street, "name": _text(row, "name")}}


def _add_line(order: dict[str, Any], row: Mapping[str, Any], place: int, report: ImportReport, now: datetime) -> None:
    """Add a row's line to its order, or report it alone: one bad line does not cost the others."""
    line: dict[str, Any] = {"id": _text(row, "line_id") or str(len(order["lines"]) + 1)}
    line |= {name: text for name in _LINE if (text := _text(row, name))}
    line |= {name: texts for name, texts in (("tags", _split(row, "tags")), ("variants", _variants(row))) if texts}
    if price := _text(row, "unit_price"):
        try:
            line["unit_price_minor"] = _minor(price, order.get("currency", "EUR"))
        except InvalidOperation:
            report.bad.append(BadRow(place, "unit_price", "is not an amount such as 19.90"))
            return
    judged = read_order({"number": order["number"], "lines": [*order["lines"], line]}, now)
    if isinstance(judged, list):
        report.bad += [_bad_line(place, error) for error in judged[:1]]
        return
    order["lines"].append(line)


def _finish(order: dict[str, Any], first: int, report: ImportReport, now: datetime) -> Iterator[tuple[int, Order]]:
    if not order["lines"] and "address" in order:
        return  # each of its rows was reported
    judged = read_order(order, now)
    if isinstance(judged, list):
        report.bad += [BadRow(first, error.field, error.detail) for error in judged]
    else:
        yield first, judged


def _bad_line(place: int, error: FieldError) -> BadRow:
    return BadRow(place, error.field.rpartition(".")[2] if error.field.startswith("lines") else error.field, error.detail)


def _minor(price: str, currency: str) -> int:
    if not _AMOUNT.fullmatch(price):  # `1e999999` is an amount to Decimal, and minutes of work
        raise InvalidOperation
    amount = Decimal(price.replace(",", ".")).scaleb(get_currency_precision(currency))
    if amount != amount.to_integral_value():
        raise InvalidOperation
    return int(amount)


def _split(row: Mapping[str, Any], name: str) -> list[str]:
    """Split a cell of several texts: `outdoor|winter`."""
    return [part.strip() for part in _text(row, name).split("|") if part.strip()]


def _variants(row: Mapping[str, Any]) -> list[dict[str, str]]:
    """Read what a line may be exchanged for: `MUG-L=Large mug|MUG-S=Small mug`; without a title the SKU is one."""
    pairs = [part.partition("=") for part in _split(row, "variants")]
    return [{"sku": sku.strip(), "title": title.strip() or sku.strip()} for sku, _, title in pairs]


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value).strip()
