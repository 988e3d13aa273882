"""An order that is not known is asked of the shop: signed, once counted, within two seconds, and telling nobody anything."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.orders.lookup_store import find_lookup, lookup_place, save_lookup
from sendback.orders.store import find_order
from sendback.shops.founding import Founded
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from sendback.web.context import Context
from sendback.web.order_lookup import EVEN_SECONDS
from tests.conftest import Clock
from tests.examples.order_shop import SECRET, order_shop
from tests.factories import push_order
from tests.web.owner import sign_in
from tests.web.pages import send


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with order_shop() as address:
        yield address


@pytest.fixture
def hook(context: Context, shop: Shop, url: str) -> None:
    set_hook(context, shop, url)


def set_hook(context: Context, shop: Shop, url: str, after_minutes: int = 0) -> None:
    sealed = context.vault.seal(SECRET, lookup_place(shop.shop_id))
    context.database.write(save_lookup, shop.shop_id, url, sealed, after_minutes, "tests", context.clock())


def open_order(client: FlaskClient, founded: Founded, number: str, postcode: str = "33100") -> tuple[int, float]:
    began = time.monotonic()
    body = {"order_number": number, "proof": {"postcode": postcode}}
    answer = client.post(f"/api/v1/widget/{founded.publishable_key}/orders/open", json=body)
    return answer.status_code, time.monotonic() - began


@pytest.fixture
def clock() -> Clock:
    """The shop checks how old a question is by its own clock."""
    return Clock(datetime.now(UTC))


@pytest.mark.usefixtures("hook")
def test_an_unknown_order_is_asked_for_and_opened(client: FlaskClient, founded: Founded, database: Database) -> None:
    status, seconds = open_order(client, founded, "a-2001")
    assert status == 200
    assert seconds < EVEN_SECONDS
    order = database.read(find_order, founded.shop.shop_id, "A-2001")
    assert order is not None
    assert order.lines[0].title == "Enamel mug"


@pytest.mark.usefixtures("hook")
def test_no_answer_and_no_clock_tells_which_orders_there_are(client: FlaskClient, founded: Founded, database: Database) -> None:
    database.write(push_order, founded.shop.shop_id, number="KNOWN-1")
    took = {number: open_order(client, founded, number, "99999") for number in ("KNOWN-1", "A-2001", "NOBODY-1")}
    assert {status for status, _ in took.values()} == {401}
    times = [seconds for _, seconds in took.values()]
    assert min(times) >= EVEN_SECONDS
    assert max(times) - min(times) < 0.5


def test_guessers_meet_their_limit_before_the_shop_does(
    client: FlaskClient, founded: Founded, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sendback.web.order_lookup.EVEN_SECONDS", 0.0)
    set_hook(context, founded.shop, "http://localhost:9/")
    statuses = [open_order(client, founded, "GUESS-1", "99999")[0] for _ in range(8)]
    assert statuses == [401] * 5 + [429] * 3


def test_five_failures_leave_the_shop_alone_for_a_minute(
    client: FlaskClient, founded: Founded, context: Context, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sendback.web.order_lookup.EVEN_SECONDS", 0.0)
    set_hook(context, founded.shop, "http://localhost:9/")
    for number in range(5):
        open_order(client, founded, f"N-{number}")
    lookup = context.database.read(find_lookup, founded.shop.shop_id)
    assert lookup is not None
    assert lookup.open_until > clock()
    assert lookup.trouble == "The server could not be reached."
    set_at = lookup.asked_at
    clock.advance(seconds=5)
    open_order(client, founded, "N-6")
    again = context.database.read(find_lookup, founded.shop.shop_id)
    assert again is not None
    assert again.asked_at == set_at


def test_old_news_is_asked_for_again_where_so_set(
    client: FlaskClient, founded: Founded, context: Context, clock: Clock, url: str
) -> None:
    set_hook(context, founded.shop, url, after_minutes=10)
    context.database.write(push_order, founded.shop.shop_id, number="A-2001", as_of=clock())
    clock.advance(minutes=2)
    open_order(client, founded, "A-2001")
    kept = context.database.read(find_order, founded.shop.shop_id, "A-2001")
    assert kept is not None
    assert len(kept.lines) == 2
    clock.advance(minutes=-2)
    context.database.write(push_order, founded.shop.shop_id, number="A-2002", as_of=clock() - timedelta(minutes=11))
    open_order(client, founded, "A-2002")
    lookup = context.database.read(find_lookup, founded.shop.shop_id)
    assert lookup is not None
    assert lookup.asked_at is not None


def test_a_hook_is_saved_and_tried_at_the_desk(
    client: FlaskClient, database: Database, shop: Shop, clock: Clock, context: Context, url: str
) -> None:
    desk = sign_in(client, database, shop, clock())
    refused = desk.post("/desk/orders/lookup", data={"url": "https://10.0.0.1/x"})
    assert (refused.status_code, "must name a host" in refused.text) == (422, True)
    saved = desk.post("/desk/orders/lookup", data={"url": url, "after_minutes": "0"})
    assert "whsec_" in saved.text
    assert "whsec_" not in desk.get("/desk/orders/lookup").text
    set_hook(context, shop, url)
    assert "with 1 line." in send(desk, desk.get("/desk/orders/lookup"), {"number": "A-2001"}, to="/try").text
    assert "there is no order" in send(desk, desk.get("/desk/orders/lookup"), {"number": "ZZ"}, to="/try").text
    assert database.read(find_order, shop.shop_id, "A-2001") is None


@pytest.mark.usefixtures("hook")
def test_an_agent_finds_a_callers_order_that_only_the_shop_knows(
    client: FlaskClient, database: Database, founded: Founded, clock: Clock
) -> None:
    desk = sign_in(client, database, founded.shop, clock(), Role.AGENT)
    page = desk.post("/desk/returns/new/find", data={"find": "a-2001"}, follow_redirects=True)
    assert "Enamel mug" in page.text
    assert "Enamel mug" not in desk.post("/desk/returns/new/find", data={"find": "a-9999"}, follow_redirects=True).text
