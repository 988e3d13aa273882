"""Where tracking is dead, people say what arrived: one box, ticked returns, or pasted numbers; who and why stay known."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from sendback.carriers.model import Milestone, TrackingEvent
from sendback.database.model import Database
from sendback.delivery.tracking.hearing import hear
from sendback.delivery.tracking.model import CARRIER
from sendback.journal.store import list_events
from sendback.returns.deciding import cancel
from sendback.returns.model import Return
from sendback.returns.parcel_store import get_parcel
from sendback.returns.requesting import request_return
from sendback.returns.rma import show_rma
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from tests.conftest import Clock, MakeShop
from tests.factories import NOW, give_number, make_return_request, push_order
from tests.web.owner import sign_in
from tests.web.pages import send

NUMBER = "CA473124829ZZ"


@pytest.fixture
def desk(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> FlaskClient:
    return sign_in(client, database, shop, clock(), Role.AGENT)


def ask_for(database: Database, shop: Shop, number: str = "") -> Return:
    order = database.write(push_order, shop.shop_id)
    item = database.write(request_return, shop, order, make_return_request(order), "shopper", NOW - timedelta(days=2))
    if number:
        database.write(give_number, item, number)
    return item


@pytest.fixture
def item(database: Database, shop: Shop) -> Return:
    return ask_for(database, shop, NUMBER)


def arrived(database: Database, item: Return) -> list[str]:
    events = database.read(list_events, item.shop_id, item.return_id)
    return [event.body["because"] for event in events if event.type == "parcel.delivered" and event.actor.startswith("person:")]


def test_the_return_tells_its_journey_and_takes_a_word_for_its_end(
    desk: FlaskClient, database: Database, shop: Shop, item: Return
) -> None:
    told = [TrackingEvent(NOW - timedelta(days=1), Milestone.MOVING, "Abgeholt <b>", "Köln")]
    box = database.read(get_parcel, item.shop_id, item.return_id, 1)
    database.write(hear, shop, box, told, CARRIER, NOW)
    page = desk.get(f"/desk/returns/{item.return_id}")
    assert "The parcel is on the way" in page.text
    assert "expected 28 Nov 2026" in page.text
    assert "Abgeholt &lt;b&gt;" in page.text
    answer = send(desk, page, {"because": "here"}, "/boxes/1/arrived")
    page = desk.get(answer.headers["Location"])
    assert "Noted as arrived." in page.text
    assert "The parcel is at the door" in page.text
    assert "It stands here" in page.text
    assert arrived(database, item) == ["here"]
    again = desk.post(f"/desk/returns/{item.return_id}/boxes/1/arrived", data={"because": "here"})
    assert again.status_code == 409
    assert desk.post(f"/desk/returns/{item.return_id}/boxes/1/arrived").status_code == 422


def test_a_carriers_words_are_for_those_who_may_see_people(
    desk: FlaskClient, database: Database, shop: Shop, item: Return, clock: Clock
) -> None:
    box = database.read(get_parcel, item.shop_id, item.return_id, 1)
    database.write(hear, shop, box, [TrackingEvent(NOW, Milestone.DELIVERED, "Signed by Aino")], CARRIER, NOW)
    assert "Signed by Aino" in desk.get(f"/desk/returns/{item.return_id}").text
    page = sign_in(desk, database, shop, clock(), Role.VIEWER).get(f"/desk/returns/{item.return_id}").text
    assert "Signed by Aino" not in page
    assert "Delivered" in page
    assert "Say that it was delivered" not in page


def test_pasted_numbers_of_every_kind_are_noted_and_the_rest_is_named(
    desk: FlaskClient, database: Database, shop: Shop, make_shop: MakeShop, item: Return
) -> None:
    second, canceled = ask_for(database, shop), ask_for(database, shop)
    theirs = ask_for(database, make_shop().shop, "THEIRS-77")
    database.write(cancel, canceled.shop_id, canceled.return_id, "agent", NOW)
    numbers = [f"{NUMBER};a comment", show_rma(second.rma), "THEIRS-77", canceled.rma, "<i>nothing</i>", "", NUMBER]
    page = send(desk, desk.get("/desk/delivered"), {"numbers": "\r\n".join(numbers), "because": "no_tracking"}, "/delivered")
    assert "2 of 5 noted as arrived" in page.text
    assert page.text.count("No box of this shop has this number.") == 2
    assert "This return is canceled" in page.text
    assert "&lt;i&gt;nothing" in page.text
    assert [arrived(database, each) for each in (item, second, canceled, theirs)] == [["no_tracking"], ["no_tracking"], [], []]


@pytest.mark.parametrize("form", [{"numbers": "", "because": "here"}, {"numbers": NUMBER, "because": "felt"}])
def test_a_form_that_says_too_little_changes_nothing(
    desk: FlaskClient, database: Database, item: Return, form: dict[str, str]
) -> None:
    answer = desk.post("/desk/delivered", data={**form, "key": "one"})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert arrived(database, item) == []


def test_ticked_returns_are_noted_once_however_often_it_is_sent(
    desk: FlaskClient, database: Database, shop: Shop, item: Return
) -> None:
    second = ask_for(database, shop)
    form = {"what": "arrived", "key": "one", "selected": [item.return_id, second.return_id]}
    for _ in range(2):
        assert "2 of 2 noted as arrived" in desk.post("/desk/returns/many", data=form).text
    assert arrived(database, second) == ["no_tracking"]
    assert "known to have arrived" in desk.post("/desk/returns/many", data={**form, "key": "two"}).text
