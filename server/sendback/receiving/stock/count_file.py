"""A count from a file: sku, place, condition, quantity; read whole, each row good or told what is wrong with it."""

import csv
import hashlib
import io
from dataclasses import dataclass

from pydantic import ValidationError

from sendback.errors import refuse_field
from sendback.receiving.stock.model import Spot, StockReason
from sendback.receiving.stock.wishes import Deed, StockWish
from sendback.shops.faults import list_faults
from sendback.shops.receiving import Condition
from sendback.shops.text import clean_line
from sendback.words.cells import make_safe

COLUMNS = ("sku", "place", "condition", "quantity")
MOST_BYTES = 1024 * 1024
MOST_ROWS = 2_000
"""All rows are one transaction, behind which the shop's other writers wait: two seconds at most."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be taken in: its line in the file, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class CountFile:
    """What a file says lies where, what is wrong with the rest, and the mark by which the same file is known again."""

    wishes: tuple[StockWish, ...]
    bad: tuple[BadRow, ...]
    mark: str


def read_count(text: str) -> CountFile:
    """Read a file whose first row names the columns; commas, semicolons or tabs between them, others may stand beside."""
    lines = (
        text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    )  # a form sends other line ends than the file had
    rows = csv.DictReader(io.StringIO(lines, newline=""), delimiter=_find_delimiter(lines))
    try:
        rows.fieldnames = [clean_line(name).lower() for name in rows.fieldnames or ()]
    except csv.Error:
        raise refuse_field("file", "format", "This cannot be read as CSV.") from None
    if missing := [name for name in COLUMNS if name not in rows.fieldnames]:
        raise refuse_field(
            "file", "format", f"The first row must name the columns {', '.join(COLUMNS)}; no {missing[0]} is there."
        )
    good: dict[Spot, StockWish] = {}
    bad: list[BadRow] = []
    try:
        for row in rows:
            if rows.line_num > MOST_ROWS + 1:
                raise refuse_field("file", "too-long", f"A file may have {MOST_ROWS:,} rows. Divide it.")
            read = _read_row({name: _unmark(row[name] or "") for name in COLUMNS})
            if isinstance(read, str):
                bad.append(BadRow(rows.line_num, read))
            elif read.spot in good:
                bad.append(BadRow(rows.line_num, "The same SKU, place and condition stand further up."))
            else:
                good[read.spot] = read
    except csv.Error:
        raise refuse_field("file", "format", "This cannot be read as CSV.") from None
    return CountFile(tuple(good.values()), tuple(bad), hashlib.sha256(lines.encode()).hexdigest()[:32])


def decode(body: bytes) -> str:
    """Read a file's bytes as text: UTF-8, or as older spreadsheets of the west save them."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _read_row(cells: dict[str, str]) -> StockWish | str:
    """Read one row, or say what is wrong with it."""
    quantity = cells["quantity"]
    if not (quantity.isascii() and quantity.isdecimal() and len(quantity) <= 9):
        return f"quantity is not a whole number: {quantity[:20]}" if quantity else "quantity is missing"
    condition = cells["condition"].lower()
    if condition not in set(Condition):
        return f"condition is none of {', '.join(Condition)}"
    try:
        return StockWish.model_validate({
            **cells, "condition": condition, "quantity": int(quantity), "kind": Deed.COUNT,
            "reason": StockReason.COUNTED,
        })  # fmt: skip
    except ValidationError as faults:
        first = list_faults(faults)[0]
        return f"{first.field} {first.detail}"


def _unmark(cell: str) -> str:
    """Take off the mark that our own files give a text which a spreadsheet would reckon, so that a count out goes in again."""
    text = clean_line(cell)
    return text[1:] if text.startswith("'") and make_safe(text[1:]) == text else text


def _find_delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)
