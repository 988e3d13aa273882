"""What comes, at the desk: figures by day and warehouse that lead to their returns, as a page and as a file."""

import csv
from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from flask.testing import FlaskClient

from sendback.carriers.model import Milestone, TrackingEvent
from sendback.database.model import Database
from sendback.delivery.parts import WorkerParts
from sendback.delivery.tracking.hearing import hear
from sendback.delivery.tracking.model import CARRIER
from sendback.delivery.tracking.telling import tell_arrivals
from sendback.journal.store import list_events
from sendback.returns.model import Return
from sendback.returns.parcel_store import get_parcel
from sendback.returns.requesting import request_return
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from sendback.web.context import Context
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


def test_who_tells_by_itself_is_set_up_shown_once_and_forgotten(
    client: FlaskClient, database: Database, shop: Shop, clock: Clock
) -> None:
    desk = sign_in(client, database, shop, clock())
    page = desk.get("/desk/settings/tracking").text
    assert f"/hooks/{shop.slug}/tracking/karrio" in page
    assert page.count("Not set up") == 3
    assert desk.post("/desk/settings/tracking/karrio", data={"secret": "short"}).status_code == 422
    assert desk.post("/desk/settings/tracking/pigeon", data={"secret": "x" * 20}).status_code == 404
    made = desk.post("/desk/settings/tracking/json", data={"secret": ""}).text
    assert "shown this once" in made
    assert "shown this once" not in desk.get("/desk/settings/tracking").text
    assert desk.post("/desk/settings/tracking/json/forget").status_code == 303
    assert desk.get("/desk/settings/tracking").text.count("Not set up") == 3


def test_a_day_is_told_once_after_five_in_the_morning(
    database: Database, shop: Shop, send: Send, clock: Clock, context: Context
) -> None:
    parts = WorkerParts(database, context.vault, context.links, None, "", clock, context.store)
    send(1), send(9, warehouse="tampere")
    clock.moment = NOW.replace(hour=2)
    tell_arrivals(parts, shop.shop_id, clock())
    clock.advance(hours=2)
    for _ in range(3):
        tell_arrivals(parts, shop.shop_id, clock.advance(hours=1))
    told = database.read(list_events, shop.shop_id, "arrivals:2026-11-24")
    assert [dict(event.body) for event in told] == [
        {"state": "overdue", "day": "2026-11-20", "warehouse": "tampere", "parcels": 1, "units": 1},
        {"state": "expected", "day": "2026-11-28", "warehouse": "main", "parcels": 1, "units": 1},
        {"state": "expected", "day": "2026-11-24", "warehouse": "main", "parcels": 0, "units": 0},
    ]
    tell_arrivals(parts, shop.shop_id, clock.advance(days=1))
    assert database.read(list_events, shop.shop_id, "arrivals:2026-11-25")
