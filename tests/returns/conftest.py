"""Returns that wait, as every test of deciding starts."""

from collections.abc import Callable
from datetime import datetime

import pytest

from sendback.database.model import Database
from sendback.returns.model import Return
from sendback.returns.requesting import request_return
from sendback.shops.model import Shop
from tests.conftest import MakeShop
from tests.factories import make_return_request, push_order

MakeWaiting = Callable[..., Return]


@pytest.fixture
def asking_shop(make_shop: MakeShop) -> Shop:
    """A shop that decides every return itself."""
    return make_shop(policy={"approval": "none"}, resolutions=["refund", "exchange"]).shop


@pytest.fixture
def make_waiting(database: Database, asking_shop: Shop, now: datetime) -> MakeWaiting:
    """Let a return wait: `make_waiting(shop=…, at=…, order=…, language=…)`."""

    def make(shop: Shop | None = None, at: datetime = now, **changes: object) -> Return:
        where = shop or asking_shop
        order = database.write(push_order, where.shop_id, **changes.pop("order", {}))  # type: ignore[call-overload]
        return database.write(request_return, where, order, make_return_request(order, **changes), "shopper", at)

    return make
