"""What Shopify asks: a customer's data lands at the desk, a customer is erased at once, a shop's customers by the worker."""

from typing import Any

import pytest

from sendback.delivery.parts import WorkerParts
from sendback.journal.store import find_broken_link, list_events
from sendback.privacy.complying import Topic, comply, redact_shops
from sendback.privacy.request_store import close_request, list_open_requests
from sendback.shops.model import Shop
from sendback.web.context import Context
from tests.conftest import Clock
from tests.factories import push_order
from tests.privacy.telling import CANARIES, EMAIL, PHONE, Told, dump, tell_all

CUSTOMER = {"id": 191167, "email": EMAIL, "phone": PHONE}


@pytest.fixture
def told(context: Context, shop: Shop) -> Told:
    return tell_all(context, shop)


def send(context: Context, shop: Shop, topic: Topic, message: dict[str, Any]) -> None:
    comply(context.database, context.vault, context.pepper, shop, topic, message, context.clock())


def test_a_data_request_waits_at_the_desk_under_seal(context: Context, told: Told, clock: Clock) -> None:
    send(context, told.shop, Topic.DATA_REQUEST, {"customer": CUSTOMER, "orders_requested": [299938]})
    (request,) = context.database.read(list_open_requests, told.shop.shop_id, Topic.DATA_REQUEST)
    assert context.vault.open(request.sought, request.place) == EMAIL
    kept = dump(context.database, told.shop)
    assert not [canary for canary in CANARIES if canary in kept["privacy_requests"] + kept["journal"]]
    assert context.database.write(close_request, told.shop.shop_id, request.request_id, clock())
    assert context.database.read(list_open_requests, told.shop.shop_id, Topic.DATA_REQUEST) == []


def test_a_customer_is_erased_at_once(context: Context, told: Told) -> None:
    send(context, told.shop, Topic.REDACT, {"customer": CUSTOMER, "orders_to_redact": []})
    kept = dump(context.database, told.shop)
    assert [table for table, text in kept.items() for canary in CANARIES if canary in text] == []
    actors = {event.actor for event in context.database.read(list_events, told.shop.shop_id, "privacy")}
    assert actors == {"shopify"}


def test_all_customers_of_a_shop_are_erased_by_the_worker(context: Context, told: Told, clock: Clock) -> None:
    context.database.write(push_order, told.shop.shop_id)
    send(context, told.shop, Topic.SHOP_REDACT, {"shop_id": 954889, "shop_domain": "nordlys.myshopify.example"})
    parts = WorkerParts(context.database, context.vault, context.links, None, "s@example.org", context.clock, context.store)
    redact_shops(parts, told.shop.shop_id, clock())
    kept = dump(context.database, told.shop)
    assert [table for table, text in kept.items() for word in (*CANARIES, "Aino") if word in text] == []
    assert context.database.read(list_open_requests, told.shop.shop_id, Topic.SHOP_REDACT) == []
    assert find_broken_link(context.database, told.shop.shop_id) is None


@pytest.mark.parametrize("message", [{}, {"customer": None}, {"customer": {"email": 7, "phone": ["x"]}}, {"customer": "x"}])
def test_a_message_about_nobody_does_nothing(context: Context, told: Told, message: dict[str, Any]) -> None:
    for topic in (Topic.DATA_REQUEST, Topic.REDACT):
        send(context, told.shop, topic, message)
    assert any(CANARIES[0] in text for text in dump(context.database, told.shop).values())
    assert context.database.read(list_open_requests, told.shop.shop_id, Topic.DATA_REQUEST) == []
