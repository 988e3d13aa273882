"""A count from a file: what it says, what is wrong with it, and that it goes in as it came out."""

from datetime import datetime

import pytest

from sendback.database.model import Database
from sendback.errors import Problem
from sendback.receiving.stock.changing import change_stock
from sendback.receiving.stock.count_file import MOST_ROWS, decode, read_count
from sendback.receiving.stock.importing import preview_count, take_count
from sendback.receiving.stock.listing_store import Wanted, list_levels
from sendback.receiving.stock.wishes import Deed, StockWish
from sendback.reports.columns import list_columns
from sendback.reports.exporting import stream_rows
from sendback.reports.formats import write_export
from sendback.reports.model import Export, Table
from sendback.shops.model import Shop
from sendback.shops.receiving import Condition

HEAD = "sku,place,condition,quantity\n"


@pytest.mark.parametrize(
    "text", [HEAD + "W-1,A-1,sellable,3\n", "\ufeffQuantity;SKU;note;Place;Condition\r\n3;W-1;x;A-1;Sellable\r\n"]
)
def test_columns_may_stand_in_any_order_with_others_beside(text: str) -> None:
    (wish,) = read_count(text).wishes
    assert (wish.sku, wish.place, wish.condition, wish.quantity) == ("W-1", "A-1", Condition.SELLABLE, 3)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("W-1,A-1,sellable,", "quantity is missing"),
        ("W-1,A-1,sellable,-1", "quantity is not a whole number: -1"),
        ("W-1,A-1,sellable,99999999", "quantity must be 1000000 or less"),
        (",A-1,sellable,1", "sku is empty"),
        ("W-1,A-1,broken,1", "condition is none of sellable, second, repair, blocked"),
        ("OK,A-1,sellable,2", "The same SKU, place and condition stand further up."),
    ],
)
def test_a_row_that_cannot_be_is_named_and_the_others_are_read(row: str, reason: str) -> None:
    file = read_count(f"{HEAD}OK,A-1,sellable,1\n{row}\n")
    assert [(bad.line, bad.reason) for bad in file.bad] == [(3, reason)]
    assert [wish.sku for wish in file.wishes] == ["OK"]


BIG = f'"{"a" * 200_000}",'


@pytest.mark.parametrize("text", ["", "sku,quantity\nW,1\n", HEAD + "W,A,sellable,1\n" * (MOST_ROWS + 1), BIG + HEAD, HEAD + BIG])
def test_a_file_that_is_no_count_is_refused(text: str) -> None:
    with pytest.raises(Problem):
        read_count(text)


def test_old_spreadsheets_are_read_too() -> None:
    assert decode("Größe".encode("cp1252")) == "Größe" == decode("\ufeffGröße".encode())


def test_the_preview_says_what_changes_and_taking_it_in_twice_changes_nothing_more(
    database: Database, shop: Shop, now: datetime
) -> None:
    file = read_count(HEAD + "W-1,A-1,sellable,3\nW-2,A-1,second,0\n")
    before = database.read(preview_count, shop.shop_id, file)
    assert [(row.wish.sku, row.known, row.difference) for row in before.changes] == [("W-1", 0, 3)]
    assert before.taken_at is None
    assert [database.write(take_count, shop.shop_id, file, "tests", now) for _ in range(2)] == [2, 2]
    after = database.read(preview_count, shop.shop_id, file)
    assert (after.changes, after.taken_at) == ((), now)


def test_what_comes_out_as_a_file_goes_in_as_a_count(database: Database, shop: Shop, now: datetime) -> None:
    for sku, place in (("=1+1", "A-1"), ('q"u,o;te', ""), ("-5", "@home")):
        wish = StockWish(kind=Deed.ADD, sku=sku, place=place, condition=Condition.BLOCKED, quantity=2)
        database.write(change_stock, shop.shop_id, wish, "tests", "tests", now)
    export = Export(Table.STOCK, has_mark=True)
    body = b"".join(write_export(export, list_columns(Table.STOCK, False), stream_rows(database, shop, export)))
    assert b'"\'=1+1"' in body, "no spreadsheet takes it for a formula"
    file = read_count(decode(body))
    levels = {level.spot: level.quantity for level in database.read(list_levels, shop.shop_id, Wanted())}
    assert ({wish.spot: wish.quantity for wish in file.wishes}, file.bad) == (levels, ())
