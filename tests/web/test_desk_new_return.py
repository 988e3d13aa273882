"""The phone call: find the order, choose its lines, one button; also of an order that nobody told of."""

from datetime import date

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sendback.database.model import Database
from sendback.delivery.model import Kind, State
from sendback.delivery.outbox import act_on_events
from sendback.delivery.outbox_store import list_jobs
from sendback.journal.store import list_events
from sendback.orders.model import Order
from sendback.orders.normalize import norm_order
from sendback.orders.store import find_order, get_order
from sendback.returns.model import Return, Status
from sendback.returns.store import get_return, list_returns
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from tests.conftest import Clock, MakeShop
from tests.factories import make_buyer, make_line, push_order
from tests.web.owner import sign_in
from tests.web.pages import Page, send

NEW = "/desk/returns/new"


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop(policy={"approval": "none"}, resolutions=["refund", "exchange"]).shop


@pytest.fixture
def order(database: Database, shop: Shop) -> Order:
    lines = (make_line("1"), make_line("2", title="Felt slippers", returnable_until=date(2026, 11, 1)))
    return database.write(push_order, shop.shop_id, number="SB-1001", lines=lines)


@pytest.fixture
def desk(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> FlaskClient:
    return sign_in(client, database, shop, clock(), Role.AGENT)


def find(desk: FlaskClient, sought: str) -> TestResponse:
    return desk.post(f"{NEW}/find", data={"find": sought})


def open_order(desk: FlaskClient, order: Order) -> TestResponse:
    return desk.get(f"{NEW}?order={order.order_id}")


def only_return(database: Database, shop: Shop) -> Return:
    (item,) = database.read(list_returns, shop.shop_id)
    return item


def list_mails(database: Database, shop: Shop, clock: Clock) -> list[Kind]:
    database.write(act_on_events, shop.shop_id, clock())
    return [job.kind for job in database.read(list_jobs, shop.shop_id, State.PENDING)]


@pytest.mark.parametrize("sought", ["sb-1001", " SB-10", "AINO@example.fi", "järvenpää", "Aino J"])
def test_an_order_is_found_by_what_a_caller_knows(desk: FlaskClient, order: Order, sought: str) -> None:
    found = find(desk, sought)
    assert found.headers["Location"] == f"{NEW}?order={order.order_id}"
    assert "Felt slippers" in desk.get(found.headers["Location"]).text


def test_several_orders_are_listed_and_none_is_offered_to_type(desk: FlaskClient, database: Database, order: Order) -> None:
    other = database.write(push_order, shop_of(database, order), number="SB-1002")
    listed = find(desk, "Aino")
    assert f"order={order.order_id}" in listed.text
    assert f"order={other.order_id}" in listed.text
    unknown = find(desk, "%'; --")
    assert "An order that is not here yet" in unknown.text


def shop_of(database: Database, order: Order) -> str:
    row = database.read(lambda tx: tx.one("SELECT shop_id FROM orders WHERE order_id = :o", o=order.order_id))
    assert row
    return str(row["shop_id"])


def test_an_orders_number_leads_to_it_and_another_shops_does_not(
    desk: FlaskClient, database: Database, make_shop: MakeShop, order: Order
) -> None:
    assert "Felt slippers" in desk.get(f"{NEW}?order=sb-1001").text
    foreign = database.write(push_order, make_shop().shop.shop_id, number="X-1", lines=(make_line(title="Secret hat"),))
    for address in (foreign.order_id, foreign.number):
        assert "Secret hat" not in desk.get(f"{NEW}?order={address}").text
    page = open_order(desk, order)
    assert send(desk, page, {"order": foreign.order_id, "quantity.0": "1"}, "/new").status_code == 404


def test_one_button_makes_the_return_and_mails_its_label_once(
    desk: FlaskClient, database: Database, shop: Shop, order: Order, clock: Clock
) -> None:
    page = open_order(desk, order)
    for _ in range(2):
        made = send(desk, page, {"quantity.0": "1", "reason.0": "damaged", "delivery": "email"}, "/new")
    item = only_return(database, shop)
    assert made.headers["Location"] == f"/desk/returns/{item.return_id}?done=made"
    assert item.status is Status.AUTHORIZED
    assert [(line.title, line.reason) for line in item.lines] == [("Wool jumper", "damaged")]
    assert list_mails(database, shop, clock) == [Kind.LABEL]
    shown = desk.get(made.headers["Location"]).text
    assert "The return is made." in shown
    assert "Made and approved by one of you." in shown
    assert all(event.actor.startswith("person:") for event in database.read(list_events, shop.shop_id, item.return_id))


def test_printing_mails_nothing_and_the_policy_may_be_asked(
    desk: FlaskClient, database: Database, shop: Shop, order: Order, clock: Clock
) -> None:
    send(desk, open_order(desk, order), {"quantity.0": "1", "delivery": "popup"}, "/new")
    assert list_mails(database, shop, clock) == []
    form = next(form for form in Page(open_order(desk, order).text).forms if form.action.endswith("/new"))
    asked = {name: value for name, value in form.values.items() if name != "approve"}
    desk.post(NEW, data={**asked, "quantity.0": "1", "delivery": "email"})
    assert sorted(item.status for item in database.read(list_returns, shop.shop_id)) == ["authorized", "requested"]


def test_a_refused_line_says_why_and_is_let_in_with_a_reason(
    desk: FlaskClient, database: Database, shop: Shop, order: Order
) -> None:
    page = open_order(desk, order)
    assert "The return period ended on November 1, 2026." in page.text
    refused = send(desk, page, {"quantity.1": "1", "contact.city": "Turku"}, "/new")
    assert refused.status_code == 422
    assert "Say why you let it in" in refused.text
    kept = next(form for form in Page(refused.text).forms if form.action.endswith("/new"))
    assert (kept.values["quantity.1"], kept.values["contact.city"]) == ("1", "Turku")
    made = send(desk, refused, {"override": "Ill for weeks."}, "/new")
    item = only_return(database, shop)
    assert item.lines[0].because["override"]["reason"] == "Ill for weeks."
    assert "Ill for weeks." in desk.get(made.headers["Location"]).text
    assert "Let in although the policy refuses it" in desk.get(made.headers["Location"]).text


def test_mail_elsewhere_is_a_deliberate_tick(desk: FlaskClient, database: Database, shop: Shop, order: Order) -> None:
    changes = {"quantity.0": "1", "contact.email": "daughter@example.fi", "delivery": "email"}
    refused = send(desk, open_order(desk, order), changes, "/new")
    assert refused.status_code == 422
    assert "Tick that mail may go there." in refused.text
    assert send(desk, refused, {"elsewhere": "1", "delivery": "email"}, "/new").status_code == 303
    assert only_return(database, shop).consignor.email == "daughter@example.fi"


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, 422),
        ({"quantity.0": "x"}, 422),
        ({"quantity.0": "9"}, 409),
        ({"quantity.0": "1", "reason.0": "nonsense"}, 422),
        ({"quantity.0": "1", "resolution.0": "gold"}, 422),
        ({"quantity.0": "1", "contact.email": "nobody"}, 422),
        ({"quantity.0": "1", "contact.country": "XX"}, 422),
        ({"quantity.0": "1", "option": "teleport"}, 422),
        ({"quantity.0": "1", "line.0": "77"}, 422),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_made(
    desk: FlaskClient, database: Database, shop: Shop, order: Order, changes: dict[str, str], status: int
) -> None:
    refused = send(desk, open_order(desk, order), changes, "/new")
    assert refused.status_code == status
    assert database.read(list_returns, shop.shop_id) == []
    assert [line.taken for line in database.read(get_order, shop.shop_id, order.order_id).lines] == [0, 0]


TYPED = {
    "order_number": "PHONE-7",
    "title.0": "Tent",
    "quantity.0": "2",
    "price.0": "129,90",
    "reason.0": "damaged",
    "title.1": "Pegs",
    "contact.name": "Veikko Virtanen",
    "contact.email": "veikko@example.fi",
    "delivery": "email",
}


def test_an_order_nobody_told_of_leads_to_the_same(desk: FlaskClient, database: Database, shop: Shop, clock: Clock) -> None:
    page = find(desk, "PHONE-7")
    made = send(desk, page, TYPED, "/new")
    assert made.status_code == 303
    item = only_return(database, shop)
    assert [(line.title, line.quantity, line.unit_price_minor) for line in item.lines] == [("Tent", 2, 12990), ("Pegs", 1, None)]
    assert (item.order_number, item.consignor.name, item.status) == ("PHONE-7", "Veikko Virtanen", Status.AUTHORIZED)
    assert list_mails(database, shop, clock) == [Kind.LABEL]


def test_what_the_shop_tells_of_it_later_is_the_newer_news(desk: FlaskClient, database: Database, shop: Shop) -> None:
    send(desk, find(desk, "PHONE-7"), TYPED, "/new")
    buyer = make_buyer(name="Veikko V. Virtanen")
    database.write(push_order, shop.shop_id, number="PHONE-7", buyer=buyer, lines=(make_line("1", title="Tent, green"),))
    known = database.read(find_order, shop.shop_id, norm_order("PHONE-7"))
    assert known is not None
    assert known.buyer.name == "Veikko V. Virtanen"
    assert {line.title for line in known.lines} == {"Tent", "Pegs", "Tent, green"}
    assert database.read(get_return, shop.shop_id, only_return(database, shop).return_id).lines[0].title == "Tent"


@pytest.mark.parametrize(
    "changes",
    [
        {"order_number": ""},
        {"order_number": "#"},
        {"title.0": "", "title.1": ""},
        {"quantity.0": "many"},
        {"price.0": "cheap"},
        {"currency": "coins"},
        {"contact.name": "", "contact.email": ""},
        {"contact.email": ""},
        {"order_number": "SB-1001"},
    ],
)
def test_a_typed_order_with_a_slip_is_given_back_whole(
    desk: FlaskClient, database: Database, shop: Shop, order: Order, changes: dict[str, str]
) -> None:
    refused = send(desk, find(desk, "PHONE-7"), {**TYPED, **changes}, "/new")
    assert refused.status_code == 422
    kept = next(form for form in Page(refused.text).forms if form.action.endswith("/new"))
    assert kept.values["title.1"] == changes.get("title.1", "Pegs")
    assert database.read(list_returns, shop.shop_id) == []
    assert database.read(find_order, shop.shop_id, "PHONE-7") is None
    assert database.read(find_order, shop.shop_id, norm_order(order.number)) == order


def test_more_articles_can_be_typed_without_script(desk: FlaskClient) -> None:
    page = find(desk, "PHONE-7")
    more = send(desk, page, {**TYPED, "do": "more"}, "/new")
    form = next(form for form in Page(more.text).forms if form.action.endswith("/new"))
    assert form.values["title.0"] == "Tent"
    assert "title.7" in form.values


def test_a_changed_form_under_a_used_key_gets_a_new_one(desk: FlaskClient, database: Database, shop: Shop, order: Order) -> None:
    page = open_order(desk, order)
    send(desk, page, {"quantity.0": "1"}, "/new")
    again = send(desk, page, {"quantity.0": "1", "reason.0": "damaged"}, "/new")
    assert again.status_code == 422 or again.status_code == 409
    assert send(desk, again, {"delivery": "popup"}, "/new").status_code == 303
    assert len(database.read(list_returns, shop.shop_id)) == 2


@pytest.mark.parametrize("role", [Role.DOCK, Role.VIEWER])
def test_who_decides_nothing_makes_nothing(client: FlaskClient, database: Database, shop: Shop, clock: Clock, role: Role) -> None:
    seen = sign_in(client, database, shop, clock(), role)
    assert seen.get(NEW).status_code == 403
    assert find(seen, "SB-1001").status_code == 403
    assert "New return" not in seen.get("/desk/returns").text


@pytest.mark.parametrize(("role", "has_way"), [(Role.OWNER, True), (Role.AGENT, False)])
def test_without_an_address_for_parcels_who_may_set_it_is_led_there(
    client: FlaskClient, database: Database, make_shop: MakeShop, clock: Clock, role: Role, has_way: bool
) -> None:
    shop = make_shop(policy={"approval": "none"}, delivery={"return_address": {}}).shop
    order = database.write(push_order, shop.shop_id, lines=(make_line("1"),))
    desk = sign_in(client, database, shop, clock(), role)
    page = send(desk, open_order(desk, order), {"quantity.0": "1"}, "/new")
    assert page.status_code == 422
    assert "Set the address that parcels go to" in page.text
    assert ('href="/builder#step=delivery"' in page.text) == has_way
