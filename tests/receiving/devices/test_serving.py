"""One dock, several shops: each lets a device in by itself, and either side ends it."""

import pytest

from sendback.database.model import Database
from sendback.errors import Code, Problem
from sendback.receiving.devices.changing import revoke_device
from sendback.receiving.devices.device_store import get_device
from sendback.receiving.devices.model import Device
from sendback.receiving.devices.serving import end_service, has_served, let_in, list_served, offer_service
from sendback.shops.model import Shop
from sendback.shops.warehouses import MAIN
from tests.conftest import Clock, MakeShop
from tests.docking import pair, serve


@pytest.fixture
def device(database: Database, shop: Shop, clock: Clock) -> Device:
    return pair(database, shop, clock())[0]


@pytest.fixture
def other(make_shop: MakeShop) -> Shop:
    return make_shop(name="Other").shop


def list_names(database: Database, device: Device) -> list[str]:
    now_known = database.read(get_device, device.home, device.device_id)
    return [each.shop.name for each in database.read(list_served, now_known)]


def test_a_shop_lets_a_device_in_and_ends_it(database: Database, device: Device, other: Shop, clock: Clock) -> None:
    serve(database, device, other, clock())
    assert list_names(database, device) == ["Nordlys", "Other"]
    database.write(end_service, other.shop_id, device.home, device.device_id, other.shop_id, "tests", clock())
    assert list_names(database, device) == ["Nordlys"]
    assert database.read(has_served, device, other.shop_id)
    serve(database, device, other, clock())
    assert list_names(database, device) == ["Nordlys", "Other"]


def test_a_code_for_another_shop_works_once_and_not_at_home(
    database: Database, device: Device, other: Shop, make_shop: MakeShop, clock: Clock
) -> None:
    code = f"{device.home} {database.write(offer_service, device.home, device.device_id, 'tests', clock())}"
    for shop_id, refusal in (
        (device.home, Code.STATUS_CONFLICT),
        (other.shop_id, None),
        (make_shop().shop.shop_id, Code.LINK_EXPIRED),
    ):
        said = None
        try:
            database.write(let_in, shop_id, code, MAIN, "tests", clock())
        except Problem as problem:
            said = problem.code
        assert said is refusal


def test_a_device_that_was_shut_out_is_let_in_nowhere(database: Database, device: Device, other: Shop, clock: Clock) -> None:
    code = f"{device.home} {database.write(offer_service, device.home, device.device_id, 'tests', clock())}"
    database.write(revoke_device, device.home, device.device_id, "tests", clock())
    with pytest.raises(Problem, match="shut out"):
        database.write(let_in, other.shop_id, code, MAIN, "tests", clock())
    with pytest.raises(Problem, match="shut out"):
        database.write(offer_service, device.home, device.device_id, "tests", clock())


def test_a_shop_that_was_never_served_is_ended_by_nobody(database: Database, device: Device, other: Shop, clock: Clock) -> None:
    with pytest.raises(Problem) as refused:
        database.write(end_service, other.shop_id, device.home, device.device_id, device.home, "tests", clock())
    assert refused.value.code is Code.NOT_FOUND
    assert not database.read(has_served, device, other.shop_id)
