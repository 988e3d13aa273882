"""Exports: every row once, whatever it says; no formula for a spreadsheet, no person for who did not ask for people."""

import csv
import json
from io import BytesIO, StringIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from sendback.database.model import Database
from sendback.receiving.stock.posting import post_inspection
from sendback.reports.columns import list_columns
from sendback.reports.exporting import stream_rows
from sendback.reports.formats import write_export
from sendback.reports.model import Export, Format, Table, Wanted
from sendback.returns.model import LineRequest, Status
from sendback.returns.requesting import request_return
from sendback.returns.rma import show_rma
from sendback.shops.model import Shop
from sendback.web.context import Context
from tests.conftest import Clock, MakeShop
from tests.factories import make_inspection, make_line, make_return_request, push_order
from tests.privacy.telling import CANARIES, Told, tell_all, withdraw

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠x", "  =1+1"]
LITERAL = ['Wool, "fine"', "a\nb", "Ünïcödé 🧶", "0012", "<b>"]


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop(policy={"approval": "none"}).shop


@pytest.fixture
def told(context: Context, shop: Shop) -> Told:
    told = tell_all(context, shop)
    withdraw(context, shop, told.order)
    context.database.write(post_inspection, make_inspection(shop.shop_id, return_id=told.item.return_id), context.clock())
    return told


def write(database: Database, shop: Shop, export: Export) -> bytes:
    columns = list_columns(export.table, export.with_people)
    return b"".join(write_export(export, columns, stream_rows(database, shop, export)))


def read_csv(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(body.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("table", Table)
@pytest.mark.parametrize("form", Format)
def test_every_table_comes_in_every_format_and_names_nobody_unasked(
    context: Context, told: Told, table: Table, form: Format
) -> None:
    body = write(context.database, told.shop, Export(table, form))
    if form is Format.XLSX:
        rows = CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_index(0).to_python()
        assert rows[0] == [column.name for column in list_columns(table, False)]
        assert len(rows) > 1
        text = str(rows)
    else:
        text = body.decode()
        count = {Format.CSV: lambda: len(read_csv(body)), Format.JSON: lambda: len(json.loads(text))}.get(
            form, lambda: len([json.loads(line) for line in text.splitlines()])
        )()
        assert count >= 1
    assert [canary for canary in CANARIES if canary in text] == []


@pytest.mark.parametrize("table", [Table.RETURNS, Table.ORDERS, Table.WITHDRAWALS])
def test_whom_it_is_of_is_told_to_who_asks_for_it(context: Context, told: Told, table: Table) -> None:
    (row,) = read_csv(write(context.database, told.shop, Export(table, with_people=True)))
    assert (row["name"], row["email"]) == ("Kanarialintu Keltanen", "kanaria@lintu.example")


def test_a_return_says_its_course_and_its_money(context: Context, told: Told) -> None:
    (row,) = read_csv(write(context.database, told.shop, Export(Table.RETURNS)))
    assert (row["rma"], row["status"]) == (show_rma(told.item.rma), "authorized")
    assert (row["units"], row["value"], row["value_minor"], row["currency"]) == ("1", "59.00", "5900", "EUR")
    assert (row["created_at"], row["is_gift"], row["country"]) == ("2026-11-24T12:00:00+02:00", "no", "FI")


@pytest.mark.parametrize("form", [Format.CSV, Format.XLSX])
@pytest.mark.parametrize("text", [*FORMULAS, *LITERAL])
def test_no_spreadsheet_takes_a_text_for_a_formula(database: Database, shop: Shop, clock: Clock, text: str, form: Format) -> None:
    order = database.write(push_order, shop.shop_id, lines=(make_line("1", title=text),))
    database.write(request_return, shop, order, make_return_request(order), "shopper", clock())
    safe = [row["title"] for row in read_any(write(database, shop, Export(Table.LINES, form)), form)]
    assert safe == [f"'{text}" if text in FORMULAS else text]
    raw = [row["title"] for row in read_any(write(database, shop, Export(Table.LINES, form, is_raw=True)), form)]
    assert raw == [text]


def read_any(body: bytes, form: Format) -> list[dict[str, Any]]:
    if form is Format.CSV:
        return list(read_csv(body))
    head, *rows = CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_index(0).to_python()
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def test_every_field_is_quoted_and_a_mark_is_there_for_who_wants_it(context: Context, told: Told) -> None:
    body = write(context.database, told.shop, Export(Table.LINES, has_mark=True))
    assert body.startswith('\ufeff"rma"'.encode())
    assert all(line.startswith('"') and line.endswith('"') for line in body.decode("utf-8-sig").split("\r\n") if line)


def test_batches_join_without_a_gap_and_filters_narrow(
    database: Database, shop: Shop, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sendback.reports.store.BATCH", 3)
    made = []
    for _day in range(10):
        order = database.write(push_order, shop.shop_id)
        request = make_return_request(order, lines=(LineRequest("1", 1, "too_small"), LineRequest("2", 2, "too_small")))
        made.append(database.write(request_return, shop, order, request, "shopper", clock()))
        clock.advance(days=1)
    numbers = [show_rma(item.rma) for item in made]

    def read(table: Table, **wanted: Any) -> list[str]:
        return [row["rma"] for row in read_csv(write(database, shop, Export(table, wanted=Wanted(**wanted))))]

    assert read(Table.RETURNS) == numbers
    assert read(Table.LINES) == [number for number in numbers for _ in range(2)]
    assert read(Table.RETURNS, return_ids=(made[4].return_id, made[7].return_id, "nothing")) == [numbers[4], numbers[7]]
    assert read(Table.PARCELS, since=made[8].created_at) == numbers[8:]
    assert read(Table.RETURNS, until=made[2].created_at) == numbers[:2]
    assert read(Table.RETURNS, states=(Status.CLOSED, Status.DECLINED)) == []
    assert set(read(Table.EVENTS, return_ids=(made[0].return_id,))) == {numbers[0]}


def test_an_empty_export_is_a_whole_file(database: Database, shop: Shop) -> None:
    assert json.loads(write(database, shop, Export(Table.RETURNS, Format.JSON))) == []
    assert write(database, shop, Export(Table.RETURNS, Format.JSONL)) == b""
    assert len(read_any(write(database, shop, Export(Table.RETURNS, Format.XLSX)), Format.XLSX)) == 0
    assert read_csv(write(database, shop, Export(Table.RETURNS))) == []


def test_nobody_elses_rows_are_in_it(context: Context, told: Told, make_shop: MakeShop) -> None:
    other = make_shop().shop
    for table in set(Table) - {Table.EVENTS}:
        assert read_csv(write(context.database, other, Export(table, wanted=Wanted((told.item.return_id,))))) == []
