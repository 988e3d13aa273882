"""The process that reads one file: it has limits of its own, so whatever a file does to it is done to nobody else.

Writes JSON lines: a head, then `[row number, value]` for each row or `[row number, null, fault]`, then `{"end": true}`.
"""

import json
import resource
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sendback.orders.intake.model import MOST_ROWS, Row
from sendback.orders.intake.sniffing import FileForm, sniff
from sendback.orders.intake.table import check_header, read_header, read_rows
from sendback.orders.intake.workbook import Unreadable, read_workbook

MOST_LINE = 256 * 1024
MOST_MEMORY = 2 * 1024 * 1024 * 1024
MOST_SECONDS = 120
_NAMES = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp1252": "Windows-1252"}


def main() -> None:
    """Read the file that the first argument names and write what is in it."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    try:
        for line in _read(Path(sys.argv[1])):
            _say(line)
    except Unreadable as fault:
        _say({"fault": str(fault)})


def _say(line: object) -> None:
    """Write a line, never a longer one than whoever reads it has room for: a few bytes of a workbook unfold to gigabytes."""
    text = json.dumps(line, separators=(",", ":"))
    if len(text) > MOST_LINE:
        if not isinstance(line, list):
            raise Unreadable("The first row holds far more than names of columns.")
        text = json.dumps([line[0], None, "holds more than an order can"])
    sys.stdout.write(text + "\n")


def _read(file: Path) -> Iterator[object]:
    with file.open("rb") as source:
        sniffed = sniff(source.read(256 * 1024))
    if sniffed.form is FileForm.NONE:
        raise Unreadable("This is no file of orders. Send CSV, JSON or an Excel workbook.")
    if sniffed.form is FileForm.WORKBOOK:
        yield from _read_book(file)
    elif sniffed.form is FileForm.CSV:
        names = check_header(read_header(file, sniffed))
        encoding = _NAMES.get(sniffed.encoding, "UTF-16")
        yield {"form": "csv", "header": names, "encoding": encoding, "delimiter": sniffed.delimiter}
        yield from _write_rows(read_rows(file, sniffed))
    else:
        yield from _read_objects(sniffed.form, read_rows(file, sniffed))
    yield {"end": True}


def _read_book(file: Path) -> Iterator[object]:
    rows = ((place, cells) for place, cells in read_workbook(file) if any(cell not in ("", None) for cell in cells))
    found = next(rows, None)
    if found is None:
        raise Unreadable("This workbook has no rows.")
    names = check_header([str(cell) for cell in found[1]])
    yield {"form": "xlsx", "header": names}
    yield from _write_rows(Row(place, dict(zip(names, cells, strict=False))) for place, cells in rows)


def _read_objects(form: FileForm, rows: Iterator[Row]) -> Iterator[object]:
    """Give objects as they are, and flat ones as a table whose header is the names in the first of them."""
    first = next(rows, None)
    value = first.value if first else {}
    flat = bool(value) and not any(isinstance(part, list | dict) for part in value.values())
    yield {"form": form.value, "header": list(value) if flat else []}
    if first:
        yield from _write_rows(iter([first]))
        yield from _write_rows(rows)


def _write_rows(rows: Iterator[Row]) -> Iterator[object]:
    count = 0
    for row in rows:
        if not row.fault and _is_empty(row.value):
            continue
        count += 1
        if count > MOST_ROWS:
            raise Unreadable(f"There are more than {MOST_ROWS:,} rows. Divide the file.")
        yield [row.place, None, row.fault] if row.fault else [row.place, row.value]


def _is_empty(value: Mapping[str, Any]) -> bool:
    return not any(cell not in ("", None) and str(cell).strip() for cell in value.values())


if __name__ == "__main__":
    main()
