"""Stock at the desk: found, counted, moved and taken along, by whoever may."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sendback.database.model import Database
from sendback.receiving.stock.level_store import find_level
from sendback.receiving.stock.model import Spot
from sendback.receiving.stock.place_store import list_shelves
from sendback.receiving.stock.posting import post_inspection
from sendback.returns.requesting import request_return
from sendback.returns.rma import show_rma
from sendback.shops.model import Shop
from sendback.shops.receiving import Condition
from sendback.shops.sign_in import Role
from sendback.shops.warehouse_changing import add_warehouse
from sendback.shops.warehouses import Warehouse
from tests.conftest import Clock
from tests.factories import make_address, make_inspection, make_return_request, push_order
from tests.web.owner import sign_in
from tests.web.pages import Page, send

SHELF = Spot("WOOL-1", "A-1", Condition.SELLABLE)
ITEM = "/desk/stock/item?sku=WOOL-1"
SeeLevel = Callable[[Spot], int]


@pytest.fixture
def desk(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> FlaskClient:
    return sign_in(client, database, shop, clock(), Role.DOCK)


@pytest.fixture
def level(database: Database, shop: Shop) -> SeeLevel:
    return lambda spot: database.read(find_level, shop.shop_id, spot)


@pytest.fixture
def found(database: Database, shop: Shop, clock: Clock) -> str:
    """Let two jumpers and a thing without SKU come back; gives the return's number."""
    order = database.write(push_order, shop.shop_id)
    item = database.write(request_return, shop, order, make_return_request(order), "shopper", clock())
    for more in ({}, {"sku": "", "title": "A blue hat", "quantity": 1, "condition": Condition.SECOND}):
        database.write(post_inspection, make_inspection(shop.shop_id, return_id=item.return_id, **more), clock())
    return show_rma(item.rma)


def fill(desk: FlaskClient, number: int, **typed: str) -> TestResponse:
    """Fill in one of the forms of the SKU's page and send it."""
    form = Page(desk.get(ITEM).text).forms[number]
    return desk.post(form.action, data={**form.values, **typed})


COUNT, MOVE, TAKE = 0, 1, 2


def test_what_lies_where_is_found_by_sku_place_and_condition(desk: FlaskClient, found: str) -> None:
    assert desk.get("/desk/stock").text.count("<tr>") == 3
    for query, there in (("sku=wool", True), ("sku=FELT", False), ("place=A-1&condition=sellable", True), ("place=-", False)):
        assert (">WOOL-1</bdi>" in desk.get(f"/desk/stock?{query}").text) is there, query
    page = desk.get(ITEM).text
    assert found in page
    assert "Found in a return" in page


def test_a_shelf_is_counted_moved_from_and_taken_from_each_form_once(desk: FlaskClient, found: str, level: SeeLevel) -> None:
    assert found
    form = Page(desk.get(ITEM).text).forms[COUNT]
    for _ in range(2):
        assert desk.post(form.action, data={**form.values, "quantity": "5", "reason": "found"}).status_code == 303
    assert fill(desk, MOVE, quantity="1", to_place="B-2").status_code == 303
    assert fill(desk, TAKE, quantity="2", reason="sold").status_code == 303
    assert (level(SHELF), level(Spot("WOOL-1", "B-2", Condition.SELLABLE))) == (2, 1)
    moves = desk.get("/desk/stock/moves?sku=WOOL-1").text
    assert [sentence in moves for sentence in ("Counted: found again", "Taken out: sold", "Moved")] == [True] * 3


@pytest.mark.parametrize(
    ("form", "typed", "sentence"),
    [
        (TAKE, {"quantity": "3"}, "Only 2 of WOOL-1 lie there."),
        (COUNT, {"quantity": "many"}, "Type how many, as a whole number."),
        (MOVE, {"quantity": "1"}, "Say where it goes, or into which condition."),
        (MOVE, {"quantity": "1", "to_place": "x" * 41}, "A place has at most 40 characters."),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(
    desk: FlaskClient, found: str, level: SeeLevel, form: int, typed: dict[str, str], sentence: str
) -> None:
    assert found
    refused = fill(desk, form, **typed)
    assert (refused.status_code, sentence in refused.text, level(SHELF)) == (422, True, 2)


def test_places_are_added_closed_when_empty_and_opened_again(desk: FlaskClient, found: str) -> None:
    assert found
    page = desk.get("/desk/stock/places")
    assert send(desk, page, {"place": " C-3 ", "name": "Window side"}, to="/places").status_code == 303
    assert desk.post("/desk/stock/places", data={"place": "C-3", "warehouse": "main"}).status_code == 422
    assert desk.post("/desk/stock/places", data={"place": "D-4", "warehouse": "moon"}).status_code == 422
    assert desk.post("/desk/stock/places/close", data={"place": "A-1"}).status_code == 409
    assert desk.post("/desk/stock/places/close", data={"place": "C-3"}).status_code == 303
    assert "Closed" in desk.get("/desk/stock/places").text
    assert desk.post("/desk/stock/places/open", data={"place": "C-3"}).status_code == 303
    assert "Closed" not in desk.get("/desk/stock/places").text


def test_a_place_first_named_by_a_finding_is_in_its_warehouse_and_can_be_put_right(
    desk: FlaskClient, database: Database, shop: Shop, clock: Clock
) -> None:
    database.write(add_warehouse, Warehouse(shop.shop_id, "turku", "Turku", make_address()), "tests", clock())
    database.write(post_inspection, make_inspection(shop.shop_id, place="T-1", warehouse="turku"), clock())
    page = desk.get("/desk/stock/places")
    assert '<option value="turku" selected>Turku' in page.text
    assert send(desk, page, {"warehouse": "main", "name": "By the door"}, to="/change").status_code == 303
    (shelf,) = database.read(list_shelves, shop.shop_id)
    assert (shelf.warehouse, shelf.name, shelf.units) == ("main", "By the door", 2)
    assert send(desk, page, {"warehouse": "moon"}, to="/change").status_code == 422
    assert send(desk, page, {"name": "x" * 81}, to="/change").status_code == 422


def test_a_count_is_seen_before_it_is_taken_in_and_taken_in_once(desk: FlaskClient, found: str, level: SeeLevel) -> None:
    assert found
    text = "sku,place,condition,quantity\nWOOL-1,A-1,sellable,7\nWOOL-1,A-1,broken,1\n"
    preview = desk.post("/desk/stock/files", data={"file": (BytesIO(text.encode()), "count.csv")})
    assert (preview.status_code, level(SHELF)) == (200, 2)
    assert "Line 3" in preview.text
    assert "+5" in preview.text
    (form,) = Page(preview.text).forms
    for _ in range(2):
        assert desk.post(form.action, data=form.values).headers["Location"].endswith("taken=1")
        assert level(SHELF) == 7
        assert desk.post("/desk/stock/changes", data={**COUNTED, "quantity": "7"}).status_code == 303
    again = desk.post("/desk/stock/files", data={"file": (BytesIO(text.encode()), "count.csv")})
    assert "taken in before" in again.text
    assert desk.post("/desk/stock/files", data={}).status_code == 422
    assert desk.post("/desk/stock/files", data={"file": (BytesIO(b"a,b\n"), "x.csv")}).status_code == 422
    assert desk.post("/desk/stock/files/take", data={"text": "sku,place,condition,quantity\n"}).status_code == 422


COUNTED = {"kind": "count", "sku": "WOOL-1", "place": "A-1", "condition": "sellable", "key": "k", "reason": ""}


def test_files_out_hold_all_of_it(desk: FlaskClient, found: str) -> None:
    levels = desk.get("/desk/stock/levels.csv")
    assert '"WOOL-1","A-1","sellable","2"' in levels.text
    assert found in desk.get("/desk/stock/moves.csv").text
    assert levels.headers["Content-Disposition"].endswith('-stock-2026-11-24.csv"')


@pytest.mark.parametrize("role", [Role.VIEWER, Role.AGENT])
def test_who_may_only_look_has_no_form(
    client: FlaskClient, database: Database, shop: Shop, clock: Clock, found: str, role: Role
) -> None:
    assert found
    desk = sign_in(client, database, shop, clock(), role)
    for path in (ITEM, "/desk/stock/places", "/desk/stock/files"):
        assert Page(desk.get(path).text).forms == [], path
    assert desk.post("/desk/stock/changes", data=COUNTED).status_code == 403
