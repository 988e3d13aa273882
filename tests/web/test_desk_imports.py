"""Files of orders at the desk: upload, columns, preview, import, report, undo."""

import csv
import io

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.journal.store import list_events
from sendback.orders.intake.model import BadRow
from sendback.orders.intake.report import write_report
from sendback.orders.model import Order
from sendback.orders.normalize import norm_order
from sendback.orders.store import find_order
from sendback.returns.requesting import request_return
from sendback.shops.model import Shop
from sendback.web.context import Context
from tests.conftest import Clock
from tests.factories import make_return_request, push_order
from tests.web.importing import PAGE, bring, upload, work
from tests.web.owner import sign_in
from tests.web.pages import Page, send

SHOPIFY = (
    "Name,Email,Financial Status,Paid at,Currency,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,"
    "Shipping Name,Shipping Address1,Shipping City,Shipping Zip,Shipping Country\n"
    "#1001,ada@example.com,paid,,EUR,2026-11-02 10:14:00 +0200,2,Mug,16.00,MUG-2,Ada L,K 1,Tampere,'33100,FI\n"
    "#1001,ada@example.com,,,,,1,Hat,39.00,HAT-1,,,,,\n"
    "#1002,bo@example.com,paid,,EUR,2026-11-03 08:00:00 +0200,1,Tent,199.90,TENT,Bo B,K 2,Turku,'20100,FI\n"
)
OTHER = (
    "Bestellnr;Was;Wie viele;Preis;Datum;Kunde;Post\n"
    "X-1;Tasse;2;1.234;03/04/2026;Ada;33100\nX-2;Hut;1;2.500;04/05/2026;Bo;20100\n"
)


@pytest.fixture
def database(own_database: Database) -> Database:
    """A database of one's own: a worker does what every shop in it waits for."""
    return own_database


@pytest.fixture
def desk(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> FlaskClient:
    return sign_in(client, database, shop, clock())


def look(context: Context, shop: Shop, number: str) -> Order | None:
    return context.database.read(find_order, shop.shop_id, norm_order(number))


def find(context: Context, shop: Shop, number: str) -> Order:
    order = look(context, shop, number)
    assert order is not None
    return order


def test_a_known_export_needs_one_look_and_one_click(desk: FlaskClient, context: Context, shop: Shop) -> None:
    address = upload(desk, SHOPIFY).headers["Location"]
    assert "Checking" in desk.get(address).text
    work(context)
    preview = desk.get(address).text
    assert "Read as an export of Shopify" in preview
    assert "Import 2 orders" in preview
    assert look(context, shop, "1001") is None
    assert send(desk, desk.get(address), to="/start").headers["Location"] == address
    work(context)
    assert "Orders saved" in desk.get(address).text
    order = find(context, shop, "#1001")
    assert [(line.title, line.quantity, line.unit_price_minor) for line in order.lines] == [("Mug", 2, 1600), ("Hat", 1, 3900)]
    assert (order.buyer.address.postcode, str(order.ordered_on)) == ("33100", "2026-11-02")


def test_other_columns_are_named_once_and_remembered(desk: FlaskClient, context: Context, shop: Shop) -> None:
    address = upload(desk, OTHER).headers["Location"]
    form = desk.get(address)
    values = Page(form.text).forms[0].values
    assert "column.title" in values
    missing = send(desk, form, to="/columns")
    assert missing.status_code == 422
    said = {"column.order_number": "Bestellnr", "column.title": "Was", "column.quantity": "Wie viele"}
    unclear = send(desk, form, {**said, "column.unit_price": "Preis", "column.ordered_on": "Datum"}, to="/columns")
    assert "Say how days and amounts are to be read" in unclear.text
    assert send(desk, unclear, {"days": "day", "decimal": ","}, to="/columns").status_code == 303
    work(context)
    send(desk, desk.get(address), to="/start")
    work(context)
    order = find(context, shop, "X-1")
    assert (order.lines[0].unit_price_minor, str(order.ordered_on)) == (123400, "2026-04-03")
    again = upload(desk, OTHER.replace("X-1", "X-9")).headers["Location"]
    assert "Checking" in desk.get(again).text


def test_bad_rows_are_listed_and_their_file_is_no_formula(desk: FlaskClient, context: Context) -> None:
    rows = "order_number,title,quantity,=cmd|' /C calc'!A0\nA1,Mug,-2,x\nA2,Mug,1,x\nA3,Mug,1,x\n"
    address = bring(desk, context, rows)
    assert "Quantity must be 1 or more" in desk.get(address).text
    told = desk.get(f"{address}/left-out.csv")
    lines = list(csv.reader(io.StringIO(told.text.removeprefix("\ufeff"))))
    assert lines[1] == ["2", "quantity", "Quantity must be 1 or more"]
    assert told.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(("name", "cell"), [("a;=1+1", "a;=1+1"), (" =1+1", "' =1+1"), ("＝1+1", "'＝1+1")])
def test_no_name_of_a_column_gets_out_of_its_cell(name: str, cell: str) -> None:
    """Where a comma stands in amounts, spreadsheets part the cells of a CSV by semicolons: all of it stands in quotes."""
    report = write_report([BadRow(2, "quantity", "is missing", name)])
    assert report.splitlines()[1] == f'"2","{cell}","Quantity is missing"'


def test_an_import_is_taken_back_but_not_what_was_built_on(desk: FlaskClient, context: Context, shop: Shop, clock: Clock) -> None:
    bring(desk, context, "order_number,title,quantity\nU1,Old mug,1\n")
    clock.advance(minutes=1)
    address = bring(desk, context, "order_number,title,quantity\nU1,New mug,3\nU2,Hat,1\nU3,Tent,1\n")
    clock.advance(minutes=1)
    order = find(context, shop, "U3")
    context.database.write(request_return, shop, order, make_return_request(order), "shopper", clock())
    assert send(desk, desk.get(address), to="/undo").status_code == 303
    work(context)
    page = desk.get(address).text
    assert "Taken back" in page
    assert "has a return" in page
    assert look(context, shop, "U2") is None
    assert find(context, shop, "U3") is not None
    before = find(context, shop, "U1")
    assert (before.lines[0].title, before.lines[0].quantity) == ("Old mug", 1)


def test_a_preview_that_is_stale_starts_nothing(desk: FlaskClient, context: Context, shop: Shop) -> None:
    address = upload(desk, SHOPIFY).headers["Location"]
    work(context)
    preview = desk.get(address)
    assert send(desk, preview, to="/start").status_code == 303
    twice = send(desk, preview, to="/start")
    assert twice.status_code == 409
    assert "has gone on since" in twice.text
    work(context)
    assert find(context, shop, "1001") is not None


def test_importing_twice_changes_nothing(desk: FlaskClient, context: Context, shop: Shop) -> None:
    bring(desk, context, SHOPIFY)
    before = find(context, shop, "1001")
    address = upload(desk, SHOPIFY).headers["Location"]
    work(context)
    assert "Every order of this file is known already" in desk.get(address).text
    assert find(context, shop, "1001") == before


def test_newer_news_than_the_file_is_kept(desk: FlaskClient, context: Context, shop: Shop, clock: Clock) -> None:
    address = upload(desk, SHOPIFY).headers["Location"]
    work(context)
    clock.advance(minutes=5)
    context.database.write(push_order, shop.shop_id, number="1001", as_of=clock())
    send(desk, desk.get(address), to="/start")
    work(context)
    assert find(context, shop, "1001").lines[0].title != "Mug"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7 something", "no file of orders"),
        (b"\x89PNG\r\n\x1a\n", "no file of orders"),
        (b"", "no file of orders"),
        (b"order_number,title,title\n1,a,b\n", "Two columns are called"),
        (b"order_number,title,quantity\n", "has no rows"),
        (b"PK\x03\x04 but no zip", "cannot be read"),
        (b"ID,Purchase Point,Purchase Date,Bill-to Name,Ship-to Name,Status\n1,x,x,x,x,x\n", "names no items"),
    ],
)
def test_what_is_no_file_of_orders_is_said_at_once(desk: FlaskClient, content: bytes, sentence: str) -> None:
    refused = upload(desk, content, "orders.xlsx")
    assert refused.status_code == 422
    assert sentence in refused.text
    assert "Earlier files" not in desk.get(PAGE).text


def test_a_file_may_be_larger_than_a_form_and_not_larger_than_its_limit(
    desk: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "order_number,title,quantity\n" + "".join(f"L-{n},{'Mug ' * 25},1\n" for n in range(6000))
    assert len(rows) > 600_000
    assert upload(desk, rows).status_code == 303
    monkeypatch.setattr("sendback.web.desk.orders.imports.MOST_FILE_BYTES", 100_000)
    assert upload(desk, rows).status_code == 413


def test_how_far_it_is_can_be_asked(desk: FlaskClient, context: Context) -> None:
    address = upload(desk, SHOPIFY).headers["Location"]
    told = desk.get(address, headers={"Accept": "application/json"}).get_json()
    assert told == {"stage": "checking", "row": 0, "rows": 3}


def test_no_personal_value_reaches_the_journal(desk: FlaskClient, context: Context, shop: Shop) -> None:
    bring(desk, context, SHOPIFY)
    told = repr(context.database.read(list_events, shop.shop_id, "orders"))
    assert "orders.imported" in told
    assert not any(name in told for name in ("ada@", "Ada", "Tampere", "1001"))
