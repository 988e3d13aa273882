"""Systems of shops, with keys for everything or for one thing."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.orders.model import Order
from sendback.shops.api_keys import Grant, add_api_key
from sendback.shops.founding import Founded
from sendback.shops.model import Shop
from sendback.shops.scopes import Scope
from tests.conftest import Clock
from tests.factories import push_order
from tests.web.merchant_api.system import System

MakeSystem = Callable[..., System]


@pytest.fixture
def make_system(client: FlaskClient, database: Database, founded: Founded, clock: Clock) -> MakeSystem:
    """Make a system of the shop, or of another: `make_system(Scope.ORDERS_READ, shop=…, networks=…)`."""

    def make(*scopes: Scope, shop: Shop | None = None, **grant: object) -> System:
        wanted = Grant(scopes=frozenset(scopes or Scope), **grant)  # type: ignore[arg-type]
        return System(client, database.write(add_api_key, shop or founded.shop, wanted, "tests", clock()))

    return make


@pytest.fixture
def system(make_system: MakeSystem) -> System:
    return make_system()


@pytest.fixture
def order(database: Database, founded: Founded) -> Order:
    return database.write(push_order, founded.shop.shop_id)
