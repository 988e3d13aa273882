"""What comes, at the desk: figures by day and warehouse that lead to their returns, as a page and as a file."""

import csv
from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from flask.testing import FlaskClient

from sendback.carriers.model import Milestone, TrackingEvent
from sendback.database.model import Database
from sendback.delivery.tracking.hearing import hear
from sendback.delivery.tracking.model import CARRIER
from sendback.returns.model import Return
from sendback.returns.parcel_store import get_parcel
from sendback.returns.requesting import request_return
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from tests.conftest import Clock
from tests.factories import NOW, make_return_request, push_order
from tests.web.owner import sign_in
from tests.web.test_desk_list import listed

Send = Callable[..., Return]


@pytest.fixture
def desk(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> FlaskClient:
    return sign_in(client, database, shop, clock(), Role.DOCK)


@pytest.fixture
def send(database: Database, shop: Shop) -> Send:
    """Have a return's box seen some days ago, and delivered if wished."""

    def one(days: float = 0, delivered: float | None = None, warehouse: str = "main") -> Return:
        order = database.write(push_order, shop.shop_id)
        item = database.write(request_return, shop, order, make_return_request(order), "shopper", NOW - timedelta(days=30))
        database.write(lambda tx: tx.run("UPDATE returns SET warehouse = :w WHERE return_id = :r AND shop_id = :s",
                                         w=warehouse, r=item.return_id, s=shop.shop_id))  # fmt: skip
        box = database.read(get_parcel, shop.shop_id, item.return_id, 1)
        said = [TrackingEvent(NOW - timedelta(days=days), Milestone.MOVING, "Handed in")]
        said += [] if delivered is None else [TrackingEvent(NOW - timedelta(days=delivered), Milestone.DELIVERED, "Here")]
        for event in said:
            database.write(hear, shop, box, [event], CARRIER, NOW)
        return item

    return one


def test_days_lead_to_their_returns(desk: FlaskClient, send: Send) -> None:
    coming, late, here = send(1), send(9), send(4, delivered=1)
    page = desk.get("/desk/arrivals").text
    assert "Sat 28 Nov 2026" in page
    assert "5 days after it was first seen" in page
    for address, item in (
        ("arriving=2026-11-28&amp;warehouse=main", coming),
        ("arriving=2026-11-20&amp;warehouse=main", late),
        ("arriving=door&amp;warehouse=main", here),
    ):
        assert f'href="/desk/returns?{address}"' in page
        assert listed(desk.get(f"/desk/returns?{address.replace('&amp;', '&')}")) == [item.return_id]
    assert len(listed(desk.get("/desk/returns?arriving=way"))) == 2
    assert listed(desk.get("/desk/returns?arriving=overdue")) == [late.return_id]
    home = desk.get("/desk").text
    assert '<dt>Parcels</dt><dd class="num">2</dd>' in home
    assert "1 at the door, not scanned yet" in home


def test_a_warehouse_sees_its_own(desk: FlaskClient, send: Send) -> None:
    send(1), send(1, warehouse="tampere")
    page = desk.get("/desk/arrivals?warehouse=tampere").text
    assert page.count("<tr>") == 2, "its head and its day"
    assert "arriving=2026-11-28&amp;warehouse=tampere" in page
    assert len(listed(desk.get("/desk/returns?warehouse=tampere"))) == 1
    assert "Nothing is on the way" in desk.get("/desk/arrivals?warehouse=nowhere").text


def test_the_file_says_the_same(desk: FlaskClient, send: Send) -> None:
    send(1), send(1), send(4, delivered=1)
    answer = desk.get("/desk/arrivals.csv")
    assert answer.mimetype == "text/csv"
    assert list(csv.reader(StringIO(answer.text))) == [
        ["state", "day", "warehouse", "warehouse_name", "parcels", "units", "value"],
        ["expected", "2026-11-28", "main", "Main warehouse", "2", "2", "EUR 118.00"],
        ["at_door", "", "main", "Main warehouse", "1", "1", "EUR 59.00"],
    ]


def test_an_address_that_means_nothing_shows_the_list(desk: FlaskClient, send: Send) -> None:
    send(1)
    for query in ("arriving=2026-13-99", "arriving=%00", "warehouse=%00"):
        assert len(listed(desk.get(f"/desk/returns?{query}"))) == 1
