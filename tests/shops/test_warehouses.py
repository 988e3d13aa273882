"""Warehouses: places with a code, a name and an address."""

from dataclasses import replace

import pytest

from sendback.database.model import Database
from sendback.errors import Problem
from sendback.shops.address import Address
from sendback.shops.model import Shop
from sendback.shops.warehouse_changing import add_warehouse, change_warehouse, clean_address, open_warehouse
from sendback.shops.warehouse_store import find_warehouse, list_places, list_warehouses, set_closed
from sendback.shops.warehouses import MAIN, Warehouse
from tests.conftest import Clock, MakeShop
from tests.factories import make_address


@pytest.fixture
def outlet(database: Database, shop: Shop, clock: Clock) -> Warehouse:
    wish = Warehouse(shop.shop_id, "outlet", "Outlet", make_address(name="Outlet"))
    database.write(add_warehouse, wish, "tests", clock())
    return wish


def test_a_shop_begins_with_one_and_adds_others(database: Database, shop: Shop, outlet: Warehouse) -> None:
    assert [each.code for each in database.read(list_warehouses, shop.shop_id)] == [MAIN, "outlet"]
    assert database.read(list_places, shop.shop_id) == {MAIN: None, "outlet": outlet.address}


def test_it_is_renamed_moved_closed_and_opened_again(database: Database, outlet: Warehouse, clock: Clock) -> None:
    wish = replace(outlet, name="Outlet Turku", address=make_address(city="Turku"))
    database.write(change_warehouse, wish, "tests", clock())
    assert database.read(find_warehouse, outlet.shop_id, "outlet") == wish
    assert database.write(set_closed, outlet.shop_id, "outlet", clock())
    assert list(database.read(list_places, outlet.shop_id)) == [MAIN]
    with pytest.raises(Problem, match="no such warehouse"):
        database.write(change_warehouse, wish, "tests", clock())
    database.write(open_warehouse, outlet.shop_id, "outlet", "tests", clock())
    assert "outlet" in database.read(list_places, outlet.shop_id)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": "Out let"}, "code"),
        ({"code": MAIN}, "code"),
        ({"name": ""}, "name"),
        ({"address": None}, "street"),
        ({"address": make_address(lines=())}, "street"),
        ({"address": make_address(country="")}, "country"),
    ],
)
def test_what_is_no_place_is_refused(
    database: Database, shop: Shop, clock: Clock, changes: dict[str, object], field: str
) -> None:
    wish = replace(Warehouse(shop.shop_id, "outlet", "Outlet", make_address()), **changes)  # type: ignore[arg-type]
    with pytest.raises(Problem) as refused:
        database.write(add_warehouse, wish, "tests", clock())
    assert refused.value.errors[0].field == field


def test_the_main_one_may_go_without_an_address(database: Database, shop: Shop, clock: Clock) -> None:
    database.write(change_warehouse, Warehouse(shop.shop_id, MAIN, "Hall 1", None), "tests", clock())
    assert database.read(list_places, shop.shop_id) == {MAIN: None}


def test_a_code_is_each_shops_own(database: Database, outlet: Warehouse, make_shop: MakeShop, clock: Clock) -> None:
    other = make_shop().shop
    database.write(add_warehouse, replace(outlet, shop_id=other.shop_id, name="Theirs"), "tests", clock())
    found = database.read(find_warehouse, outlet.shop_id, "outlet")
    assert found is not None
    assert found.name == "Outlet"


def test_an_address_of_which_nothing_is_said_is_none() -> None:
    assert clean_address(Address(country="FI", lines=(" ",))) is None
    assert clean_address(Address(lines=(" Varastotie\t1 ", ""), country="fi")) == Address(lines=("Varastotie 1",), country="FI")
