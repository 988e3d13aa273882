"""Rows as files: CSV and XLSX that no spreadsheet takes for formulas, JSON and JSON lines as they are."""

import csv
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import IO, Any

import xlsxwriter

from sendback.reports.exporting import Value
from sendback.reports.model import Column, ColumnKind, Export, Format
from sendback.words.cells import make_safe

MIMETYPES: Mapping[Format, str] = {
    Format.CSV: "text/csv",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.JSON: "application/json",
    Format.JSONL: "application/jsonl",
}
_CHUNK_ROWS = 200
_CHUNK_BYTES = 64 * 1024
_MOST_ROWS_A_SHEET = 1_000_000
_MOST_CHARACTERS_A_CELL = 32_767
_MARK = "\ufeff"

Rows = Iterable[Sequence[Value]]


def write_export(export: Export, columns: Sequence[Column], rows: Rows) -> Iterator[bytes]:
    """Write rows as a file, piece by piece."""
    return _WRITERS[export.format](export, columns, rows)


def _write_csv(export: Export, columns: Sequence[Column], rows: Rows) -> Iterator[bytes]:
    written = StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    written.write(_MARK if export.has_mark else "")
    writer.writerow([column.name for column in columns])
    texts = [column.kind in (ColumnKind.TEXT, ColumnKind.JSON) and not export.is_raw for column in columns]
    for count, row in enumerate(rows, 1):
        writer.writerow([_say(value, is_text) for value, is_text in zip(row, texts, strict=True)])
        if count % _CHUNK_ROWS == 0:
            yield _empty(written)
    yield _empty(written)


def _write_jsonl(_export: Export, columns: Sequence[Column], rows: Rows) -> Iterator[bytes]:
    for row in rows:
        yield (_as_json(columns, row) + "\n").encode()


def _write_json(_export: Export, columns: Sequence[Column], rows: Rows) -> Iterator[bytes]:
    between = "[\n"
    for row in rows:
        yield (between + _as_json(columns, row)).encode()
        between = ",\n"
    yield b"[]\n" if between == "[\n" else b"\n]\n"


def _write_xlsx(export: Export, columns: Sequence[Column], rows: Rows) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as file:
        _fill_book(file, export, columns, rows)
        file.seek(0)
        while piece := file.read(_CHUNK_BYTES):
            yield piece


def _fill_book(file: IO[bytes], export: Export, columns: Sequence[Column], rows: Rows) -> None:
    """Write a workbook row by row, a further sheet where one is full; a text is written as text, never as a formula or link."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True})
        sheet, place = _add_sheet(book, columns, bold), 0
        for row in rows:
            if place == _MOST_ROWS_A_SHEET:
                sheet, place = _add_sheet(book, columns, bold), 0
            place += 1
            for across, value in enumerate(row):
                _write_cell(sheet, place, across, value, columns[across], export.is_raw)


def _add_sheet(book: xlsxwriter.Workbook, columns: Sequence[Column], bold: Any) -> Any:
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    for across, column in enumerate(columns):
        sheet.write_string(0, across, column.name, bold)
    return sheet


def _write_cell(sheet: Any, down: int, across: int, value: Value, column: Column, is_raw: bool) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(down, across, value)
    elif isinstance(value, int):
        sheet.write_number(down, across, value)
    elif column.kind is ColumnKind.MONEY:
        sheet.write_number(down, across, float(value))
    else:
        text = value if is_raw or column.kind not in (ColumnKind.TEXT, ColumnKind.JSON) else make_safe(value)
        sheet.write_string(down, across, text[:_MOST_CHARACTERS_A_CELL])


def _as_json(columns: Sequence[Column], row: Sequence[Value]) -> str:
    facts = {column.name: _parse(column, value) for column, value in zip(columns, row, strict=True)}
    return json.dumps(facts, ensure_ascii=False)


def _parse(column: Column, value: Value) -> object:
    if column.kind is ColumnKind.JSON:
        return json.loads(str(value)) if value else None
    return None if value == "" and column.kind is not ColumnKind.TEXT else value


def _say(value: Value, is_text: bool) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = "" if value is None else str(value)
    return make_safe(text) if is_text else text


def _empty(written: StringIO) -> bytes:
    text = written.getvalue()
    written.seek(0)
    written.truncate()
    return text.encode("utf-8", "replace")


_WRITERS: Mapping[Format, Callable[[Export, Sequence[Column], Rows], Iterator[bytes]]] = {
    Format.CSV: _write_csv,
    Format.XLSX: _write_xlsx,
    Format.JSON: _write_json,
    Format.JSONL: _write_jsonl,
}
