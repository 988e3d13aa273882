"""A file of orders: good rows are kept, bad ones are named."""

import json
from datetime import date
from pathlib import Path

import pytest

from sendback.database.model import Database
from sendback.orders import store
from sendback.orders.intake.at_once import import_file
from sendback.orders.intake.model import BadRow, ImportReport
from sendback.orders.intake.rows_store import list_faults
from sendback.shops.model import Shop
from tests.factories import NOW

HEADER = "order_number,line_id,sku,title,quantity,unit_price,currency,delivered_on,name,email,street,postcode,city,country"


def run(database: Database, shop: Shop, file: Path) -> ImportReport:
    *_, item = import_file(database, shop.shop_id, file, "tests", lambda: NOW)
    bad = database.read(list_faults, shop.shop_id, item.import_id)
    return ImportReport(item.order_count, item.row_count, bad)


def write(folder: Path, *rows: str) -> Path:
    file = folder / "orders.csv"
    file.write_text("\n".join([HEADER, *rows]) + "\n", "utf-8")
    return file


def test_rows_of_one_order_become_its_lines(database: Database, shop: Shop, tmp_path: Path) -> None:
    file = write(
        tmp_path,
        "A1,1,K1,Tent,2,199.90,EUR,2026-11-20,Łukasz Żółć,l@example.pl,ul. Długa 5,00-950,Warszawa,PL",
        "A1,2,K2,Peg,10,0.5,EUR,2026-11-20,Łukasz Żółć,l@example.pl,ul. Długa 5,00-950,Warszawa,PL",
        "A2,1,K3,茶,1,1300,JPY,2026-11-21,张伟,z@example.cn,建国路1号,100022,北京,CN",
    )
    report = run(database, shop, file)
    assert (report.orders, report.rows, report.bad) == (2, 3, [])
    order = database.read(store.find_order, shop.shop_id, "A1")
    assert order is not None
    assert [line.unit_price_minor for line in order.lines] == [19990, 50]
    assert order.delivered_on == date(2026, 11, 20)
    assert order.buyer.address.postcode == "00-950"
    yen = database.read(store.find_order, shop.shop_id, "A2")
    assert yen is not None
    assert yen.lines[0].unit_price_minor == 1300


def test_bad_rows_are_named_and_good_ones_kept(database: Database, shop: Shop, tmp_path: Path) -> None:
    file = write(
        tmp_path,
        "B1,1,K1,Tent,2,199.90,EUR,2026-11-20,A,a@example.fi,K 1,33100,Tampere,FI",
        "B1,2,K2,Peg,none,0.5,EUR,2026-11-20,A,a@example.fi,K 1,33100,Tampere,FI",
        ",1,K3,Lost,1,1,EUR,2026-11-20,A,a@example.fi,K 1,33100,Tampere,FI",
        "B2,1,K4,Lamp,1,12.345,EUR,2026-11-20,A,a@example.fi,K 1,33100,Tampere,FI",
        "B3,1,K5,Cup,1,5,EUR,yesterday,A,a@example.fi,K 1,33100,Tampere,FI",
        "B4,1,K6,Mug,1,5,EUR,2026-11-20,A,two@example.fi;one@example.fi,K 1,33100,Tampere,FI",
        "B5,1,K7,Jug,1,5,EUR,2026-11-20,A,a@example.fi,K 1,33100,Tampere,FI",
    )
    report = run(database, shop, file)
    assert report.orders == 2
    assert [(bad.row, bad.field) for bad in report.bad] == [
        (3, "quantity"), (4, "order_number"), (5, "unit_price"), (6, "delivered_on"), (7, "email"),
    ]  # fmt: skip
    first = database.read(store.find_order, shop.shop_id, "B1")
    assert first is not None
    assert [line.line_id for line in first.lines] == ["1"]
    assert database.read(store.find_order, shop.shop_id, "B3") is None


def test_importing_again_changes_nothing(database: Database, shop: Shop, tmp_path: Path) -> None:
    file = write(tmp_path, "C1,1,K1,Tent,2,1,EUR,2026-11-20,A,a@example.fi,K 1,33100,Tampere,FI")
    run(database, shop, file)
    before = database.read(store.find_order, shop.shop_id, "C1")
    assert run(database, shop, file).orders == 1
    assert database.read(store.find_order, shop.shop_id, "C1") == before


def test_json_in_the_apis_shape_is_read_too(database: Database, shop: Shop, tmp_path: Path) -> None:
    file = tmp_path / "orders.json"
    good = {
        "number": "D1",
        "lines": [{"id": "1", "title": "Tent", "quantity": 1}],
        "address": {"country": "FI", "lines": ["K 1"]},
    }
    file.write_text(json.dumps([good, {"number": "D2", "lines": []}]), "utf-8")
    report = run(database, shop, file)
    assert report.orders == 1
    assert report.bad[0].row == 3
    assert isinstance(report.bad[0], BadRow)


def test_formulas_and_control_characters_stay_text(database: Database, shop: Shop, tmp_path: Path) -> None:
    file = write(tmp_path, 'E1,1,=1+1,"=HYPERLINK(""x"")\u202e",1,1,EUR,2026-11-20,A,a@example.fi,K 1,33100,Tampere,FI')
    run(database, shop, file)
    order = database.read(store.find_order, shop.shop_id, "E1")
    assert order is not None
    assert order.lines[0].title == '=HYPERLINK("x")'


@pytest.mark.parametrize("number", ["\u202e1001", "#", "x" * 65])
def test_a_number_that_nobody_could_type_is_refused(database: Database, shop: Shop, tmp_path: Path, number: str) -> None:
    report = run(database, shop, write(tmp_path, f"{number},1,K,T,1,1,EUR,2026-11-20,A,a@example.fi,K 1,33100,Tampere,FI"))
    assert report.orders == 0
    assert report.bad


@pytest.mark.parametrize(
    ("price", "reason"),
    [("Infinity", "is not an amount"), ("NaN", "is not"), ("1e999999999", "is not"), ("1e900000", "is not"), ("-1", "is not")],
)
def test_an_amount_is_digits_and_nothing_that_takes_minutes(
    database: Database, shop: Shop, tmp_path: Path, price: str, reason: str
) -> None:
    file = write(tmp_path, f"P1,1,K,Tent,1,{price},EUR,,,,,,,", "P2,1,K,Tent,1,5.00,EUR,,,,,,,")
    report = run(database, shop, file)
    assert report.orders == 1
    assert [(bad.row, bad.field) for bad in report.bad] == [(2, "unit_price")]
    assert report.bad[0].reason.startswith(reason)


@pytest.mark.parametrize(
    ("content", "row"),
    [
        (b"order_number,title,quantity\nX1,Tent,1\nX2," + b"x" * 200_000 + b",1\n", 3),
        (b"[" * 100_000, 2),
        (b'[{"number": "X", "lines": [{"id": "1", "title": "T", "quantity": ' + b"9" * 5000 + b"}]}]", 2),
        (b'{"number": ', 2),
    ],
)
def test_a_file_that_breaks_off_says_where(database: Database, shop: Shop, tmp_path: Path, content: bytes, row: int) -> None:
    file = tmp_path / "broken"
    file.write_bytes(content)
    report = run(database, shop, file)
    assert [(bad.row, bad.field) for bad in report.bad] == [(row, "file")]
    assert report.orders == row - 2


@pytest.mark.parametrize(
    "content", ["[1, null]", '["lines", []]', "order_number,title,quantity\nX1,Tent,1,more\nX2,Peg,2,more\n"]
)
def test_what_is_no_row_is_left_out_by_its_number(database: Database, shop: Shop, tmp_path: Path, content: str) -> None:
    file = tmp_path / "odd"
    file.write_text(content, "utf-8")
    assert [(bad.row, bad.field) for bad in run(database, shop, file).bad] == [(2, "row"), (3, "row")]


def test_what_a_policy_may_ask_for_stands_in_columns_of_its_own(database: Database, shop: Shop, tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_text(
        "order_number,sku,title,quantity,category,tags,variants,business\n"
        "C1,MUG-S,Mug,1,kitchen,sale| winter,MUG-L=Large mug|MUG-XL,true\n"
        "C1,TENT,Tent,1,,,,true\n"
        f"C2,X,X,1,{'x' * 65},,,\n"
        f"C3,X,X,1,,{'|'.join('abcdefghijk')},,\n"
    )
    report = run(database, shop, file)
    assert [(bad.row, bad.field) for bad in report.bad] == [(4, "category"), (5, "tags")]
    order = database.read(store.find_order, shop.shop_id, "C1")
    assert order is not None
    mug, tent = order.lines
    assert (mug.category, mug.tags, order.is_business) == ("kitchen", ("sale", "winter"), True)
    assert [(variant.sku, variant.title) for variant in mug.variants] == [("MUG-L", "Large mug"), ("MUG-XL", "MUG-XL")]
    assert (tent.category, tent.tags, tent.variants) == ("", (), ())
