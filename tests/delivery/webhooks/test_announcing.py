"""Public events: each once, in order, without gaps, and without a word about a person."""

import json
from typing import Any

from sendback.database.model import Database
from sendback.delivery.outbox import act_on_events
from sendback.delivery.webhooks.announcement_store import list_announcements
from sendback.delivery.webhooks.announcing import MOST_BYTES, write_body
from sendback.returns.deciding import cancel
from sendback.returns.model import LineRequest
from sendback.returns.requesting import request_return
from sendback.shops.model import Shop
from tests.conftest import Clock, MakeShop
from tests.delivery.conftest import MakeReturn
from tests.delivery.webhooks.conftest import announce
from tests.factories import NOW, make_consignor, make_return_request, push_order


def list_bodies(database: Database, shop: Shop) -> list[dict[str, Any]]:
    return [json.loads(each.body) for each in database.read(list_announcements, shop.shop_id, 0, 100)]


def test_a_return_is_told_step_by_step(database: Database, shop: Shop, make_return: MakeReturn, clock: Clock) -> None:
    item = make_return(shop)
    database.write(cancel, shop.shop_id, item.return_id, "tests", clock())
    announce(database, shop, clock)
    announce(database, shop, clock)
    bodies = list_bodies(database, shop)
    assert [(body["type"], body["sequence"]) for body in bodies] == [
        ("return.requested", 1),
        ("return.authorized", 2),
        ("label.created", 3),
        ("return.canceled", 4),
        ("label.voided", 5),
    ]
    assert bodies[1] == {
        "id": bodies[1]["id"],
        "type": "return.authorized",
        "version": 1,
        "timestamp": "2026-11-24T10:00:00Z",
        "shop": shop.slug,
        "sequence": 2,
        "data": {
            "return_id": item.return_id,
            "rma": item.rma,
            "order_id": item.order_id,
            "order_number": item.order_number,
            "status": "authorized",
            "is_gift": False,
            "lines": [
                {
                    "order_id": item.order_id, "order_number": item.order_number, "line_id": "1", "sku": "WOOL-1",
                    "quantity": 1, "reason": "too_small", "sub_reason": "", "condition": "", "resolution": "refund",
                    "exchange_sku": "", "fee_minor": 0, "currency": "", "is_kept": False,
                }
            ],
        },
    }  # fmt: skip
    assert bodies[2]["data"]["parcel"] == 1
    assert {body["id"] for body in bodies} == {each.event_id for each in database.read(list_announcements, shop.shop_id, 0, 9)}


def test_sequences_are_each_returns_own_and_positions_the_shops(
    database: Database, shop: Shop, make_shop: MakeShop, make_return: MakeReturn, clock: Clock
) -> None:
    other = make_shop().shop
    items = [make_return(shop), make_return(other), make_return(shop)]
    announce(database, shop, clock)
    database.write(cancel, shop.shop_id, items[0].return_id, "tests", clock())
    announce(database, shop, clock)
    announce(database, other, clock)
    mine = database.read(list_announcements, shop.shop_id, 0, 100)
    assert [each.position for each in mine] == list(range(1, 9))
    for item in (items[0], items[2]):
        told = [each.sequence for each in mine if each.subject == item.return_id]
        assert told == list(range(1, len(told) + 1))
    assert [each.position for each in database.read(list_announcements, other.shop_id, 0, 100)] == [1, 2, 3]
    assert [each.type for each in database.read(list_announcements, shop.shop_id, 6, 100)] == ["return.canceled", "label.voided"]
    labels = database.read(list_announcements, shop.shop_id, 0, 100, "label.created")
    assert [each.position for each in labels] == [3, 6]


def test_nothing_told_names_a_person(database: Database, shop: Shop, clock: Clock) -> None:
    order = database.write(push_order, shop.shop_id)
    lines = (LineRequest(order.lines[0].line_id, 1, "too_small", note="Call me, Kanarialintu, on +358409998877"),)
    consignor = make_consignor(name="Kanarialintu", email="kanaria@lintu.example", phone="+358409998877")
    request = make_return_request(order, lines=lines, consignor=consignor)
    database.write(request_return, shop, order, request, "shopper", clock())
    announce(database, shop, clock)
    whole = "".join(each.body for each in database.read(list_announcements, shop.shop_id, 0, 100))
    assert order.number in whole
    for secret in ("Kanaria", "kanaria", "998877", "Hämeenkatu", "33100", "Tampere", "Wool jumper"):
        assert secret not in whole


def test_what_is_due_is_told_with_amounts_and_skus(
    database: Database, make_shop: MakeShop, make_return: MakeReturn, clock: Clock
) -> None:
    shop = make_shop(policy={"refund_due": "request"}).shop
    item = make_return(shop)
    announce(database, shop, clock)
    due = next(body for body in list_bodies(database, shop) if body["type"] == "refund.due")
    assert due["data"]["rma"] == item.rma
    (line,) = due["data"]["lines"]
    assert (line["sku"], line["quantity"], line["amount_minor"], line["currency"]) == ("WOOL-1", 1, 5900, "EUR")


def test_a_body_stays_small(shop: Shop) -> None:
    lines = [{"sku": "X" * 100, "line_id": str(number)} for number in range(5000)]
    text = write_body("evt_1", "return.requested", NOW, shop.slug, 1, {"rma": "R1", "lines": lines})
    told = json.loads(text)["data"]
    assert (len(text.encode()) <= MOST_BYTES, told["has_more_lines"], len(told["lines"]) > 50) == (True, True, True)


def test_what_breaks_off_is_not_told_twice(database: Database, shop: Shop, make_return: MakeReturn, clock: Clock) -> None:
    item = make_return(shop)

    class PowerCut(Exception):
        pass

    def act(tx: Any) -> None:
        act_on_events(tx, shop.shop_id, clock())
        raise PowerCut

    for _ in range(2):
        try:
            database.write(act)
        except PowerCut:
            continue
    assert database.read(list_announcements, shop.shop_id, 0, 100) == []
    announce(database, shop, clock)
    told = database.read(list_announcements, shop.shop_id, 0, 100)
    assert [each.sequence for each in told if each.subject == item.return_id] == [1, 2, 3]
