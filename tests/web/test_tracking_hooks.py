"""Carriers and aggregators that tell by themselves: believed by their secret, heard once, and never asked to send again."""

import json
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sendback.database.model import Database
from sendback.delivery.tracking.sources.kinds import SPEECHES, TrackingSource
from sendback.delivery.tracking.store import list_words
from sendback.returns.model import Return
from sendback.returns.parcel_store import get_parcel
from sendback.returns.requesting import request_return
from sendback.shops.model import Shop
from sendback.shops.source_store import find_source, save_source
from sendback.shops.sources import secret_place
from sendback.shops.vault import Vault
from tests.conftest import MakeShop
from tests.factories import NOW, give_number, make_return_request, push_order

SECRET, NUMBER = "a secret of sixteen or more", "1ZA1B2C39112345676"
MESSAGES: dict[TrackingSource, object] = {
    TrackingSource.PLAIN: {
        "events": [
            {"tracking_number": NUMBER, "milestone": "moving", "at": "2026-11-23T15:00:00+02:00", "text": "Origin scan"},
            {"tracking_number": NUMBER, "milestone": "delivered", "at": "2026-11-24T09:00:00Z", "text": "Delivered"},
            {"tracking_number": "OUTBOUND-1", "milestone": "delivered"},
        ]
    },
    TrackingSource.KARRIO: {
        "event": "tracker_updated",
        "data": {
            "tracking_number": NUMBER,
            "status": "delivered",
            "estimated_delivery": "2026-11-25",
            "events": [
                {"timestamp": "2026-11-24T09:00:00.000Z", "status": "delivered", "description": "Delivered"},
                {"timestamp": "2026-11-23T13:00:00.000Z", "status": "in_transit", "description": "Origin scan"},
            ],
        },
    },
    TrackingSource.EASYPOST: {
        "object": "Event",
        "description": "tracker.updated",
        "result": {
            "object": "Tracker",
            "tracking_code": NUMBER,
            "est_delivery_date": "2026-11-25T00:00:00Z",
            "tracking_details": [
                {"message": "Origin scan", "status": "in_transit", "datetime": "2026-11-23T13:00:00Z",
                 "tracking_location": {"city": "Helsinki"}},
                {"message": "Delivered", "status": "delivered", "datetime": "2026-11-24T09:00:00Z", "tracking_location": None},
            ],
        },
    },
}  # fmt: skip


@pytest.fixture
def item(database: Database, shop: Shop, vault: Vault) -> Return:
    order = database.write(push_order, shop.shop_id)
    item = database.write(request_return, shop, order, make_return_request(order), "shopper", NOW - timedelta(days=2))
    database.write(give_number, item, NUMBER)
    for kind in TrackingSource:
        sealed = vault.seal(SECRET, secret_place(shop.shop_id, kind))
        database.write(save_source, shop.shop_id, kind, sealed, "tests", NOW)
    return item


def tell(client: FlaskClient, shop: Shop, kind: TrackingSource, message: object, secret: str = SECRET) -> TestResponse:
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    speech = SPEECHES[kind]
    headers = {speech.header: speech.prove(secret, body)}
    return client.post(f"/hooks/{shop.slug}/tracking/{kind.value}", data=body, headers=headers, content_type="application/json")


def trouble(database: Database, shop: Shop, kind: TrackingSource) -> str:
    source = database.read(find_source, shop.shop_id, kind)
    assert source is not None
    assert source.heard_at == NOW
    return source.trouble


@pytest.mark.parametrize("kind", TrackingSource)
def test_a_journey_is_heard_and_heard_once(
    client: FlaskClient, database: Database, shop: Shop, item: Return, kind: TrackingSource
) -> None:
    for _ in range(2):
        assert tell(client, shop, kind, MESSAGES[kind]).status_code == 200
    assert trouble(database, shop, kind) == ""
    words = database.read(list_words, item.shop_id, item.return_id)
    assert [(word.milestone.value, word.text) for _, word in words] == [("delivered", "Delivered"), ("moving", "Origin scan")]
    box = database.read(get_parcel, item.shop_id, item.return_id, 1)
    assert (str(box.seen_at), str(box.delivered_at)) == ("2026-11-23 13:00:00+00:00", "2026-11-24 09:00:00+00:00")


@pytest.mark.parametrize("kind", TrackingSource)
@pytest.mark.parametrize("secret", ["", "another secret of sixteen"])
def test_who_has_not_the_secret_is_not_heard(
    client: FlaskClient, database: Database, shop: Shop, item: Return, kind: TrackingSource, secret: str
) -> None:
    assert tell(client, shop, kind, MESSAGES[kind], secret).status_code == 401
    assert database.read(list_words, item.shop_id, item.return_id) == []


def test_the_secret_of_one_shop_opens_no_other(
    client: FlaskClient, database: Database, make_shop: MakeShop, item: Return
) -> None:
    other = make_shop().shop
    for kind in TrackingSource:
        assert tell(client, other, kind, MESSAGES[kind]).status_code == 401
    assert client.post(f"/hooks/{other.slug}/tracking/nothing", data=b"{}").status_code == 401


@pytest.mark.parametrize("kind", TrackingSource)
@pytest.mark.parametrize(
    "message",
    [b"\xff", b"[]", {"event": "tracker_updated", "description": "tracker.updated", "events": 7}, b'{"events": [{"a": NaN}]}'],
)
def test_what_cannot_be_understood_is_noted_and_not_sent_again(
    client: FlaskClient, database: Database, shop: Shop, item: Return, kind: TrackingSource, message: object
) -> None:
    assert tell(client, shop, kind, message).status_code == 200
    assert trouble(database, shop, kind).startswith("A message was not understood: ")


@pytest.mark.parametrize("kind", [TrackingSource.KARRIO, TrackingSource.EASYPOST])
def test_a_message_of_something_else_is_passed_over(
    client: FlaskClient, database: Database, shop: Shop, item: Return, kind: TrackingSource
) -> None:
    assert tell(client, shop, kind, {"event": "shipment_purchased", "description": "batch.created"}).status_code == 200
    assert trouble(database, shop, kind) == ""


@pytest.mark.parametrize("at", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "2026-02-30T00:00:00Z", "\0"])
def test_no_clock_is_too_wrong(client: FlaskClient, database: Database, shop: Shop, item: Return, at: str) -> None:
    events = [{"timestamp": at, "datetime": at, "status": "delivered"}]
    for kind, message in (
        (TrackingSource.PLAIN, {"events": [{"tracking_number": NUMBER, "milestone": "delivered", "at": at, at: 1}]}),
        (TrackingSource.PLAIN, {"events": [{"tracking_number": NUMBER, "milestone": "delivered", "at": at}]}),
        (TrackingSource.KARRIO, {"event": "tracker_updated", "data": {"tracking_number": NUMBER, "events": events}}),
        (
            TrackingSource.EASYPOST,
            {"description": "tracker.updated", "result": {"tracking_code": NUMBER, "tracking_details": events}},
        ),
    ):
        assert tell(client, shop, kind, message).status_code == 200
    box = database.read(get_parcel, item.shop_id, item.return_id, 1)
    assert box.delivered_at is None or box.delivered_at <= NOW
