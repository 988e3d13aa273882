"""What the policy says of what was asked: fees, kept items, the way and the address it names."""

from datetime import datetime
from typing import Any

import pytest

from sendback.database.model import Database
from sendback.delivery.facts import gather_paper
from sendback.errors import Code, Problem
from sendback.journal.store import list_events
from sendback.orders.model import Order
from sendback.returns.deciding import approve
from sendback.returns.model import LineRequest, Return, Status
from sendback.returns.parcel_store import list_parcels
from sendback.returns.requesting import request_return
from sendback.returns.store import get_return
from sendback.shops.model import Shop
from sendback.shops.resolutions import Resolution
from sendback.shops.warehouse_changing import add_warehouse, change_warehouse
from sendback.shops.warehouses import MAIN, Warehouse
from tests.conftest import MakeShop
from tests.factories import make_address, make_consignor, make_line, make_return_request, push_order

POLICY = """
[[rule]]
id = "small"
then = "keep"
[rule.when]
reason = "damaged"
price_to = "10 EUR"
[rule.shopper]
en = "Please keep it."

[[rule]]
id = "worn"
then = "refuse"
[rule.when]
reason = "changed_mind"
condition = "worn"
[rule.shopper]
en = "Worn goods stay yours."

[[rule]]
id = "sale"
then = "allow"
fee = "4.90 EUR"
option = "drop_off"
return_to = "outlet"
[rule.when]
tag = "sale"

[[rule]]
id = "outlet"
then = "allow"
return_to = "nowhere"
option = "gone"
[rule.when]
tag = "lost"

[address.outlet]
name = "Outlet"
lines = ["Varastotie 3"]
postcode = "00520"
city = "Helsinki"
country = "FI"
"""
WAYS = [{"id": "any_post", "kind": "shopper_paid"}, {"id": "drop_off", "kind": "drop_off"}]


@pytest.fixture
def strict(make_shop: MakeShop) -> Shop:
    conditions = [{"code": "new"}, {"code": "worn"}]
    return make_shop(policy={"text": POLICY}, options=WAYS, conditions=conditions, resolutions=list(Resolution)).shop


@pytest.fixture
def order(database: Database, strict: Shop) -> Order:
    lines = (
        make_line("mug", unit_price_minor=900),
        make_line("coat", tags=("sale",)),
        make_line("hat"),
        make_line("scarf", tags=("lost",)),
    )
    return database.write(push_order, strict.shop_id, lines=lines)


def ask(database: Database, shop: Shop, order: Order, now: datetime, *lines: LineRequest, **changes: Any) -> Return:
    request = make_return_request(order, lines=lines, **changes)
    return database.write(request_return, shop, order, request, "shopper", now)


def events(database: Database, item: Return) -> list[str]:
    return [event.type for event in database.read(list_events, item.shop_id, item.return_id)]


def test_when_everything_is_kept_it_is_closed_at_once_and_there_is_no_box(
    database: Database, strict: Shop, order: Order, now: datetime
) -> None:
    item = ask(database, strict, order, now, LineRequest("mug", 2, "damaged"))
    assert (item.status, item.is_kept, item.lines[0].because["rule"]) == (Status.CLOSED, True, "small")
    assert database.read(get_return, strict.shop_id, item.return_id) == item
    assert database.read(list_parcels, strict.shop_id, item.return_id) == []
    assert events(database, item) == ["return.requested", "return.closed", "refund.due"]


def test_what_is_kept_stays_away_from_the_box_and_its_paper(
    database: Database, strict: Shop, order: Order, now: datetime
) -> None:
    item = ask(database, strict, order, now, LineRequest("mug", 1, "damaged"), LineRequest("hat", 1, "too_small"))
    assert item.status is Status.AUTHORIZED
    assert [line.line_id for line in item.sent_lines] == ["hat"]
    assert [fact.sku for fact in database.read(gather_paper, "https://x.example", item).facts.items] == ["WOOL-hat"]


def test_a_kept_item_of_somebody_else_waits_and_is_closed_on_approval(
    database: Database, strict: Shop, order: Order, now: datetime
) -> None:
    stranger = make_consignor(name="Matti Meikäläinen")
    item = ask(database, strict, order, now, LineRequest("mug", 1, "damaged"), consignor=stranger)
    assert (item.status, item.because["rule"]) == (Status.REQUESTED, "mismatch")
    assert database.write(approve, strict.shop_id, item.return_id, "kari", now).status is Status.CLOSED
    assert events(database, item) == ["return.requested", "return.closed", "refund.due"]


def test_a_wish_to_keep_it_that_no_rule_grants_waits_for_a_person(
    database: Database, strict: Shop, order: Order, now: datetime
) -> None:
    item = ask(database, strict, order, now, LineRequest("hat", 1, "too_small", resolution=Resolution.KEEP))
    assert (item.status, item.because["rule"]) == (Status.REQUESTED, "approval")
    approved = database.write(approve, strict.shop_id, item.return_id, "kari", now)
    assert approved.status is Status.CLOSED
    assert "label.created" not in events(database, item)


def test_kept_items_need_no_address_to_go_to(database: Database, make_shop: MakeShop, now: datetime) -> None:
    shop = make_shop(policy={"text": POLICY}, delivery={"return_address": {}}).shop
    order = database.write(push_order, shop.shop_id, lines=(make_line("mug", unit_price_minor=900), make_line("hat")))
    assert ask(database, shop, order, now, LineRequest("mug", 1, "damaged")).status is Status.CLOSED
    assert ask(database, shop, order, now, LineRequest("hat", 1, "too_small")).because["rule"] == "no_return_address"


def test_fee_way_and_address_are_the_rules(database: Database, strict: Shop, order: Order, now: datetime) -> None:
    item = ask(database, strict, order, now, LineRequest("coat", 2, "too_small"), option="any_post")
    assert (item.lines[0].fee_minor, item.lines[0].fee_currency) == (490, "EUR")
    assert item.return_to is not None
    assert item.return_to.name == "Outlet"
    assert database.read(list_parcels, strict.shop_id, item.return_id)[0].option_id == "drop_off"
    paper = database.read(gather_paper, "https://x.example", item)
    assert "Varastotie 3" in paper.facts.consignee_lines
    assert database.read(get_return, strict.shop_id, item.return_id) == item


def test_lines_that_differ_go_to_the_shop_as_the_shopper_chose_and_the_agent_reads_why(
    database: Database, strict: Shop, order: Order, now: datetime
) -> None:
    asked = (LineRequest("coat", 1, "too_small"), LineRequest("hat", 1, "too_small"))
    item = ask(database, strict, order, now, *asked, option="any_post")
    assert item.return_to is None
    assert database.read(list_parcels, strict.shop_id, item.return_id)[0].option_id == "any_post"
    assert [note.partition(":")[0] for note in item.because["notes"]] == [
        "The rules of these lines name different ways to send it",
        "The rules of these lines name different addresses",
    ]


def test_a_way_or_an_address_that_is_none_is_told_to_the_agent(
    database: Database, strict: Shop, order: Order, now: datetime
) -> None:
    item = ask(database, strict, order, now, LineRequest("scarf", 1, "too_small"))
    assert (item.return_to, len(item.because["notes"])) == (None, 2)
    assert "gone" in item.because["notes"][0]
    assert "nowhere" in item.because["notes"][1]


def test_a_gift_bears_no_fee_and_nobody_is_compared(database: Database, strict: Shop, order: Order, now: datetime) -> None:
    stranger = make_consignor(name="Matti Meikäläinen", email="matti@example.fi")
    given = LineRequest("coat", 1, "too_small", resolution=Resolution.STORE_CREDIT)
    item = ask(database, strict, order, now, given, consignor=stranger, is_gift=True)
    assert (item.status, item.mismatches, item.is_gift) == (Status.AUTHORIZED, (), True)
    assert item.lines[0].fee_minor == 0


def test_what_the_policy_refuses_by_now_is_refused_with_its_sentence(
    database: Database, strict: Shop, order: Order, now: datetime
) -> None:
    worn = LineRequest("hat", 1, "changed_mind", condition="worn")
    with pytest.raises(Problem) as refusal:
        ask(database, strict, order, now, LineRequest("mug", 1, "damaged"), worn)
    assert refusal.value.code is Code.NOT_RETURNABLE
    assert [(error.field, error.detail) for error in refusal.value.errors] == [("lines.hat", "Worn goods stay yours.")]


def test_a_warehouse_may_be_named_as_an_address(database: Database, strict: Shop, order: Order, now: datetime) -> None:
    """Where the policy has no address of that name; and the main one's own address goes before the shop's."""
    place = Warehouse(strict.shop_id, "nowhere", "Outlet", make_address(name="Nowhere at all"))
    database.write(add_warehouse, place, "tests", now)
    item = ask(database, strict, order, now, LineRequest("scarf", 1, "too_small"))
    assert (item.return_to, item.warehouse, len(item.because["notes"])) == (place.address, "nowhere", 1)
    database.write(change_warehouse, Warehouse(strict.shop_id, MAIN, "Hall 1", make_address(name="Hall 1")), "tests", now)
    plain = ask(database, strict, order, now, LineRequest("hat", 1, "too_small"))
    assert plain.return_to is not None
    assert (plain.return_to.name, plain.warehouse) == ("Hall 1", MAIN)
