"""A warehouse is closed where nothing scans any more."""

import pytest

from sendback.database.model import Database
from sendback.errors import Problem
from sendback.receiving.devices.changing import change_device, revoke_device
from sendback.receiving.devices.closing import close_warehouse
from sendback.receiving.devices.serving import let_in, offer_service
from sendback.shops.model import Shop
from sendback.shops.warehouse_changing import add_warehouse
from sendback.shops.warehouse_store import list_places
from sendback.shops.warehouses import MAIN, Warehouse
from tests.conftest import Clock, MakeShop
from tests.docking import pair
from tests.factories import make_address


@pytest.fixture(autouse=True)
def outlet(database: Database, shop: Shop, clock: Clock) -> None:
    wish = Warehouse(shop.shop_id, "outlet", "Outlet", make_address(name="Outlet"))
    database.write(add_warehouse, wish, "tests", clock())


def test_not_while_a_device_stands_there(database: Database, shop: Shop, clock: Clock) -> None:
    device, _ = pair(database, shop, clock())
    database.write(change_device, shop.shop_id, device.device_id, "Ramp 2", "outlet", "tests", clock())
    with pytest.raises(Problem, match="Ramp 2 still stands there"):
        database.write(close_warehouse, shop.shop_id, "outlet", "tests", clock())
    database.write(revoke_device, shop.shop_id, device.device_id, "tests", clock())
    database.write(close_warehouse, shop.shop_id, "outlet", "tests", clock())
    assert list(database.read(list_places, shop.shop_id)) == [MAIN]


def test_not_while_another_shop_receives_there(database: Database, shop: Shop, make_shop: MakeShop, clock: Clock) -> None:
    device, _ = pair(database, make_shop().shop, clock())
    code = database.write(offer_service, device.home, device.device_id, "tests", clock())
    database.write(let_in, shop.shop_id, f"{device.home} {code}", "outlet", "tests", clock())
    with pytest.raises(Problem, match="another shop"):
        database.write(close_warehouse, shop.shop_id, "outlet", "tests", clock())


def test_never_the_main_one(database: Database, shop: Shop, clock: Clock) -> None:
    with pytest.raises(Problem, match="stays open"):
        database.write(close_warehouse, shop.shop_id, MAIN, "tests", clock())


def test_a_device_is_moved_to_no_warehouse_that_is_closed(database: Database, shop: Shop, clock: Clock) -> None:
    device, _ = pair(database, shop, clock())
    database.write(close_warehouse, shop.shop_id, "outlet", "tests", clock())
    with pytest.raises(Problem, match="no such warehouse"):
        database.write(change_device, shop.shop_id, device.device_id, "Ramp 2", "outlet", "tests", clock())
