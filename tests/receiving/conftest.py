"""Returns on their way, and what a worker says of their boxes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from sendback.database.ids import new_id
from sendback.database.model import Database
from sendback.orders.store import get_order
from sendback.receiving.finding import note_finding
from sendback.receiving.model import By, Inspection, Receipt
from sendback.receiving.taking_in import receive_box
from sendback.receiving.wishes import FindWish, ReceiveWish
from sendback.returns.model import Delivery, LineRequest, Return, ReturnLine, Status
from sendback.returns.requesting import request_return
from sendback.returns.store import get_return
from sendback.shops.model import Shop
from tests.factories import NOW, make_consignor, make_return_request, push_order

MakeSent = Callable[..., Return]
Receive = Callable[..., Receipt]
Find = Callable[..., Inspection]
Look = Callable[[Return], Return]

WORKER = "worker:shop:kim"


@pytest.fixture
def by(now: datetime) -> By:
    """Kim, at the device of the tests."""
    return By(WORKER, now, "shop/device")


@pytest.fixture
def make_sent(database: Database, shop: Shop, now: datetime) -> MakeSent:
    """Let a return of two jumpers and a pair of slippers be on its way, or more slippers of an `order`: `make_sent(shop, …)`."""

    def make(of: Shop | None = None, order: str = "", **changes: Any) -> Return:
        where = of or shop
        bought = database.read(get_order, where.shop_id, order) if order else database.write(push_order, where.shop_id)
        lines = (LineRequest("2", 1, "damaged"),) if order else (LineRequest("1", 2, "too_small"), LineRequest("2", 1, "damaged"))
        request = make_return_request(bought, **{"lines": lines, **changes})
        return database.write(request_return, where, bought, request, "shopper", now)

    return make


@pytest.fixture
def receive(database: Database, shop: Shop, by: By, now: datetime) -> Receive:
    """Take a box in: `receive(item, parcel=…)`."""

    def take(item: Return, of: Shop | None = None, wish_id: str = "", **wish: Any) -> Receipt:
        said = ReceiveWish(return_id=item.return_id, **wish)
        return database.write(receive_box, of or shop, said, wish_id or new_id(), "main", by, now)

    return take


@pytest.fixture
def find(database: Database, shop: Shop, by: By, now: datetime) -> Find:
    """Say what was found of a line: `find(item, "1", "arrived", 2, grade="a")`."""

    def say(item: Return, line_id: str, outcome: str, quantity: int = 1, /, *, wish_id: str = "", **wish: Any) -> Inspection:
        said = FindWish.model_validate(
            {"return_id": item.return_id, "line_id": line_id, "outcome": outcome, "quantity": quantity, **wish}
        )
        return database.write(note_finding, shop, said, wish_id or new_id(), "main", by, now)

    return say


@pytest.fixture
def look(database: Database) -> Look:
    """Look at a return as it stands now."""
    return lambda item: database.read(get_return, item.shop_id, item.return_id)


def make_return(**changes: Any) -> Return:
    """Make a return of two jumpers and a pair of slippers that is on its way, for what is pure."""
    lines = [
        ReturnLine(str(place), f"SKU-{place}", "A thing", 3 - place, 1000, "too_small", "", {"outcome": "allow"}, "order", "1001")
        for place in (1, 2)
    ]
    whole = Return(
        shop_id="shop",
        return_id="return",
        rma="R100000016",
        order_id="order",
        order_number="1001",
        status=Status.AUTHORIZED,
        consignor=make_consignor(),
        own_fields={},
        mismatches=(),
        language="en",
        delivery=Delivery.POPUP,
        settings_version=1,
        because={"rule": "policy"},
        decline_reason="",
        created_at=NOW,
        updated_at=NOW,
        lines=tuple(lines),
    )
    return replace(whole, **changes)
