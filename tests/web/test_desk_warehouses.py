"""Warehouses at the desk: added, changed, closed, opened again."""

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from sendback.shops.warehouse_store import list_places
from tests.conftest import Clock
from tests.web.owner import sign_in

FORM = {"code": "Outlet ", "name": "Outlet", "to": "Outlet", "street": "Kauppakatu 1\n2. krs", "city": "Turku", "country": "FI"}


@pytest.fixture
def manager(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> FlaskClient:
    return sign_in(client, database, shop, clock(), Role.MANAGER)


def test_one_is_added_and_its_address_shown(manager: FlaskClient, database: Database, shop: Shop) -> None:
    assert manager.post("/desk/warehouses", data=FORM).status_code == 303
    address = database.read(list_places, shop.shop_id)["outlet"]
    assert address is not None
    assert address.lines == ("Kauppakatu 1", "2. krs")
    page = manager.get("/desk/warehouses").text
    assert "Kauppakatu 1" in page
    assert "The shop's return address" in page


def test_one_is_changed_closed_and_opened_again(manager: FlaskClient, database: Database, shop: Shop) -> None:
    manager.post("/desk/warehouses", data=FORM)
    assert 'value="Turku"' in manager.get("/desk/warehouses?change=outlet").text
    manager.post("/desk/warehouses/outlet", data={**FORM, "city": "Oulu"})
    assert "Oulu" in manager.get("/desk/warehouses").text
    manager.post("/desk/warehouses/outlet/close")
    assert "outlet" not in database.read(list_places, shop.shop_id)
    manager.post("/desk/warehouses/outlet/open")
    assert "outlet" in database.read(list_places, shop.shop_id)


def test_what_is_wrong_stands_beside_its_field(manager: FlaskClient) -> None:
    answer = manager.post("/desk/warehouses", data={**FORM, "code": "å", "street": ""})
    assert answer.status_code == 422
    assert 'id="code-fault"' in answer.text
    answer = manager.post("/desk/warehouses", data={**FORM, "street": ""})
    assert 'id="street-fault"' in answer.text
    assert 'value="Turku"' in answer.text


def test_the_main_one_stays(manager: FlaskClient) -> None:
    answer = manager.post("/desk/warehouses/main/close")
    assert (answer.status_code, "stays open" in answer.text) == (409, True)
