"""Tables of text and lists of objects, read row by row with sqlite-utils."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, cast

from sqlite_utils.utils import Format, RowsFromFileError, rows_from_file

from sendback.orders.intake.model import Row
from sendback.orders.intake.sniffing import FileForm, Sniffed, dialect_of
from sendback.orders.intake.transcoding import AsUtf8
from sendback.orders.intake.workbook import Unreadable

_EXTRA = "\0"  # no header has this name
_FORMATS = {FileForm.CSV: Format.CSV, FileForm.JSON: Format.JSON, FileForm.LINES: Format.NL}
MOST_COLUMNS = 1_000
BROKEN = "cannot be read from here on; send CSV, JSON or an Excel workbook"


def read_header(file: Path, sniffed: Sniffed) -> list[str]:
    """Read the header of a table of text."""
    with file.open("rb") as source:
        text = io.TextIOWrapper(_as_utf8(source, sniffed), encoding="utf-8", newline="")
        return next(csv.reader(text, dialect_of(sniffed.delimiter)), [])


def read_rows(file: Path, sniffed: Sniffed) -> Iterator[Row]:
    """Number the rows of a file from 2 on; where it cannot be read any further, the last says so."""
    place = 1
    try:
        with file.open("rb") as source:
            rows, _ = rows_from_file(
                cast(BinaryIO, _as_utf8(source, sniffed)),
                format=_FORMATS[sniffed.form],
                dialect=dialect_of(sniffed.delimiter) if sniffed.form is FileForm.CSV else None,
                encoding="utf-8",
                extras_key=_EXTRA,
            )
            for place, row in enumerate(rows, 2):
                yield _number(place, row)
    except (csv.Error, RowsFromFileError, ValueError, RecursionError, MemoryError):  # broken JSON is a ValueError
        yield Row(place + 1, {}, BROKEN)


def check_header(header: list[str]) -> tuple[str, ...]:
    """Give a header without blanks around its names; Unreadable when two columns have one name."""
    if len(header) > MOST_COLUMNS:
        raise Unreadable(f"The first row names more than {MOST_COLUMNS:,} columns.")
    names = tuple(" ".join(name.split()) for name in header)
    twice = next((name for name in names if name and names.count(name) > 1), "")
    if twice:
        raise Unreadable(f"Two columns are called “{twice[:60]}”. Give one of them another name.")
    if not any(names):
        raise Unreadable("The first row holds no names of columns.")
    return names


def _number(place: int, row: object) -> Row:
    if not isinstance(row, dict):
        return Row(place, {}, "is not an order")
    if _EXTRA in row and any(str(cell).strip() for cell in cast("list[Any]", row[_EXTRA])):
        return Row(place, {}, "has more cells than the header")
    value: Mapping[str, Any] = {" ".join(str(name).split()): cell for name, cell in row.items() if name != _EXTRA}
    return Row(place, value)


def _as_utf8(source: BinaryIO, sniffed: Sniffed) -> io.BufferedReader:
    return io.BufferedReader(AsUtf8(source, sniffed.encoding), 64 * 1024)
