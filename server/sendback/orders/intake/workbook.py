"""Workbooks (.xlsx, .xlsm, .xls): the values of the first sheet that has any; formulas, macros and links are never run."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from sendback.orders.intake.model import Cell

MOST_INFLATED = 600 * 1024 * 1024
MOST_PARTS = 2_000


class Unreadable(Exception):
    """What cannot be read as a table, in plain words."""


def refuse_bombs(file: Path) -> None:
    """Refuse a zip that would grow beyond all reason, by its own directory, before anything is inflated.

    What lies about its sizes is stopped by the limits of the process that reads it.
    """
    if not zipfile.is_zipfile(file):
        return
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_INFLATED:
        raise Unreadable("This workbook holds far more than its size says, so it was not opened.")
    if not any(part.filename == "xl/workbook.xml" or part.filename == "xl/workbook.bin" for part in parts):
        raise Unreadable("This is a zip file, but no workbook.")


def read_workbook(file: Path) -> Iterator[tuple[int, list[Cell]]]:
    """Give the rows of the first sheet with anything in it, each with its number in the sheet."""
    refuse_bombs(file)
    try:
        with CalamineWorkbook.from_path(file) as book:
            for sheet in book.sheets_metadata:
                if sheet.typ is SheetTypeEnum.WorkSheet and (read := book.get_sheet_by_name(sheet.name)).height:
                    first = (read.start or (0, 0))[0] + 1
                    for place, row in enumerate(read.iter_rows(), first):
                        yield place, [_plain(cell) for cell in row]
                    return
    except PasswordError:
        raise Unreadable("This workbook is protected by a password. Save it without one.") from None
    except CalamineError:
        raise Unreadable("This workbook cannot be read. Open it in your spreadsheet and save it as .xlsx or CSV.") from None


def _plain(cell: object) -> Cell:
    """Give a cell's value: days as ISO text, whole numbers without a point."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < 1e15 else cell
    return cell if isinstance(cell, str | int | bool) else str(cell)
