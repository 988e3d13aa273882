"""Files as they come, and as they are made to hurt: every one is rows, or a sentence."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from sendback.orders.intake.model import Head, Row
from sendback.orders.intake.reading import open_file
from sendback.orders.intake.workbook import Unreadable

TABLE = "number,title,quantity\nÄ-1,Müll “x” €,2\n"


def read(folder: Path, content: bytes, name: str = "file") -> tuple[Head, list[Row]]:
    file = folder / name
    file.write_bytes(content)
    with open_file(file) as (head, rows):
        return head, list(rows)


def book(*rows: list[Any]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as made:
        sheet = made.add_worksheet()
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters_are_told_apart(tmp_path: Path, encoding: str, delimiter: str) -> None:
    _, (row,) = read(tmp_path, TABLE.replace(",", delimiter).encode(encoding))
    assert row.value == {"number": "Ä-1", "title": "Müll “x” €", "quantity": "2"}


def test_lines_of_two_encodings_in_one_file_are_read(tmp_path: Path) -> None:
    _, rows = read(tmp_path, "number,title\n1,Ünï\n".encode() + "2,Ünï\n".encode("cp1252"))
    assert [row.value["title"] for row in rows] == ["Ünï", "Ünï"]


def test_a_workbook_keeps_its_types_and_counts_rows_as_its_sheet_does(tmp_path: Path) -> None:
    head, rows = read(tmp_path, book(["number", "on", "price"], ["007", date(2026, 11, 2), 19.9], [], [8, "=1+1", 5.0]))
    assert (head.form, head.header) == ("xlsx", ("number", "on", "price"))
    assert rows[0] == Row(2, {"number": "007", "on": "2026-11-02", "price": 19.9})
    assert (rows[1].place, rows[1].value["number"], rows[1].value["price"]) == (4, 8, 5)


def test_json_lines_and_lists_are_read_and_flat_ones_are_tables(tmp_path: Path) -> None:
    flat = [{"order": 1, "item": "Mug"}, {"order": 2, "item": "Hat"}]
    head, rows = read(tmp_path, "\n".join(map(json.dumps, flat)).encode())
    assert (head.form, head.header, len(rows)) == ("jsonl", ("order", "item"), 2)
    assert read(tmp_path, json.dumps(flat).encode())[0].header == ("order", "item")
    assert read(tmp_path, b'[{"number": "1", "lines": []}]')[0].header == ()


def test_a_cell_of_a_hundred_thousand_characters_and_nul_are_text(tmp_path: Path) -> None:
    _, (row,) = read(tmp_path, b"number,title\n1\x00," + b"x" * 100_000 + b"\n")
    assert (row.value["number"], len(str(row.value["title"]))) == ("1", 100_000)


def test_a_million_empty_rows_are_none(tmp_path: Path) -> None:
    _, rows = read(tmp_path, b"number,title\n" + b",\n" * 1_000_000 + b"1,Mug\n")
    assert [row.place for row in rows] == [1_000_002]


@pytest.mark.parametrize(
    "content",
    [b'number,title\n"1,Mug\n2,Hat\n', b'number,title\n1,Mu"g\n', b"number;title\n1,2;3\n", b"number\r1\r2\r"],
)
def test_broken_quotes_are_no_crash(tmp_path: Path, content: bytes) -> None:
    read(tmp_path, content)


def test_a_bomb_is_refused_by_its_own_directory(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(700):
                sheet.write(b"\0" * 1024 * 1024)
    assert len(out.getvalue()) < 2_000_000
    with pytest.raises(Unreadable, match="far more than its size says"):
        read(tmp_path, out.getvalue(), "orders.xlsx")


def test_a_sheet_of_two_cells_at_its_far_ends_costs_nobody_their_memory(tmp_path: Path) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheet = made.add_worksheet()
        sheet.write(0, 0, "number")
        sheet.write(1_048_575, 16_383, "far")
    with pytest.raises(Unreadable, match="damaged, or holds far more"):
        read(tmp_path, out.getvalue())


def test_a_row_that_unfolds_to_more_than_an_order_is_left_out(tmp_path: Path) -> None:
    """A workbook keeps a text once however often it stands there: five thousand bytes can say three hundred megabytes."""
    names = [f"column {place}" for place in range(20)]
    _, rows = read(tmp_path, book(names, ["A" * 32_000] * 20, ["Mug"] * 20))
    assert [(row.place, row.fault) for row in rows] == [(2, "holds more than an order can"), (3, "")]


@pytest.mark.parametrize(
    "content",
    [
        ",".join(f"name {place}" for place in range(1001)).encode() + b"\n1\n",
        json.dumps([{f"{'x' * 1000} {place}": 1 for place in range(300)}]).encode(),
    ],
)
def test_a_first_row_of_more_than_names_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Unreadable, match="The first row"):
        read(tmp_path, content)


@pytest.mark.parametrize("content", [b"PK\x03\x04rubbish", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000])
def test_what_only_begins_as_a_workbook_is_a_sentence(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Unreadable, match="cannot be read"):
        read(tmp_path, content)


def test_too_many_rows_are_said(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="more than 200,000 rows"):
        read(tmp_path, b"number,title\n" + b"1,Mug\n" * 200_001)
