"""Webhooks at the desk: added, tried, seen, mended, all without script; the secret only for whoever just proved to be there."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from standardwebhooks.webhooks import Webhook

from sendback.cli.processes import worker_parts
from sendback.database.model import Database
from sendback.delivery.outbox import act_on_events
from sendback.delivery.parts import WorkerParts
from sendback.delivery.webhooks.lane import run_once
from sendback.delivery.webhooks.store import list_endpoints
from sendback.returns.requesting import request_return
from sendback.shops.founding import Founded
from sendback.web.context import Context
from tests.conftest import Clock
from tests.delivery.webhooks.conftest import NEAR, read_headers
from tests.egress.fault_server import FaultServer, fault_server
from tests.factories import make_return_request, push_order
from tests.web.owner import sign_in


@pytest.fixture
def owner(client: FlaskClient, database: Database, founded: Founded, clock: Clock) -> FlaskClient:
    return sign_in(client, database, founded.shop, clock())


@pytest.fixture
def database(own_database: Database) -> Database:
    """The lane looks at every shop there is."""
    return own_database


@pytest.fixture
def receiver() -> Iterator[FaultServer]:
    with fault_server() as server:
        yield server


@pytest.fixture
def parts(context: Context) -> WorkerParts:
    return replace(worker_parts(context), reach=NEAR)


def add(owner: FlaskClient, url: str, **more: str) -> str:
    """Add an endpoint through the form and give its page."""
    answer = owner.post("/desk/webhooks/new", data={"url": url, **more})
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"].partition("?")[0]


def happen(database: Database, founded: Founded, clock: Clock) -> None:
    order = database.write(push_order, founded.shop.shop_id)
    database.write(request_return, founded.shop, order, make_return_request(order), "shopper", clock())
    database.write(act_on_events, founded.shop.shop_id, clock())


def test_an_empty_page_says_how_to_receive(owner: FlaskClient) -> None:
    page = owner.get("/desk/webhooks").text
    for words in ("Add a webhook", "Python", "JavaScript", "PHP", "200 to 299", "15 seconds"):
        assert words in page


def test_a_secret_copied_from_the_page_verifies_a_real_delivery(
    owner: FlaskClient, parts: WorkerParts, receiver: FaultServer
) -> None:
    page = add(owner, receiver.url("in"), note="Warehouse")
    assert "whsec_" not in owner.get(page).text
    shown = owner.post(f"{page}/secret")
    assert shown.headers["Cache-Control"] == "no-store"
    secret = re.search(r'<code id="secret" dir="ltr">(whsec_[^<]+)</code>', shown.text)
    assert secret
    delivery = owner.post(f"{page}/test")
    run_once(parts, datetime.now(UTC))
    ((_, request),) = receiver.received
    told = Webhook(secret[1]).verify(request.partition(b"\r\n\r\n")[2], read_headers(request))
    assert told["type"] == "endpoint.test"
    seen = owner.get(delivery.headers["Location"]).text
    assert "Delivered" in seen
    assert "webhook-signature" in seen


def test_what_cannot_be_is_said_beside_the_field_and_nothing_typed_is_lost(owner: FlaskClient) -> None:
    answer = owner.post(
        "/desk/webhooks/new", data={"url": "https://10.0.0.1/x", "note": "Mine", "hears": "some", "types": "refund.due"}
    )
    assert answer.status_code == 422
    assert "must name a host" in answer.text
    assert 'value="Mine"' in answer.text
    assert re.search(r'value="refund.due" checked', answer.text)


def test_deliveries_are_listed_filtered_replayed_and_the_endpoint_paused_and_removed(
    owner: FlaskClient, parts: WorkerParts, receiver: FaultServer, database: Database, founded: Founded, clock: Clock
) -> None:
    page = add(owner, receiver.url("error"), hears="some", types="label.created")
    happen(database, founded, clock)
    run_once(parts, clock())
    shown = owner.get(page).text
    assert "Failing, 1 of 20" in shown
    assert "500," in shown
    assert "label.created</code></a>" not in owner.get(f"{page}?state=delivered").text
    assert "label.created</code></a>" in owner.get(f"{page}?state=waiting&type=label.created").text
    (delivery,) = re.findall(r'href="(/desk/webhooks/deliveries/[^"]+)"', shown)
    detail = owner.get(delivery).text
    assert "no such" in detail
    assert "order_number" in detail
    owner.post(f"{page}/change", data={"url": receiver.url("in")})
    assert owner.post(f"{delivery}/replay").status_code == 303
    run_once(parts, clock())
    assert "Delivered" in owner.get(delivery).text
    assert "Paused" in owner.get(owner.post(f"{page}/pause").headers["Location"]).text
    assert "it goes on" in owner.get(owner.post(f"{page}/resume").headers["Location"]).text.lower()
    assert "Nothing failed" in owner.get(owner.post(f"{page}/replay", data={"hours": "24"}).headers["Location"]).text
    assert owner.post(f"{page}/remove").status_code == 303
    assert owner.get(page).status_code == 404
    assert database.read(list_endpoints, founded.shop.shop_id) == []


def test_a_rolled_secret_is_another_and_both_are_told_of(owner: FlaskClient, receiver: FaultServer) -> None:
    page = add(owner, receiver.url("in"))
    before = re.findall(r"whsec_[^<]+", owner.post(f"{page}/secret").text)
    rolled = owner.post(f"{page}/roll").text
    assert "signs too until" in rolled
    assert before != re.findall(r"whsec_[^<]+", rolled)


def test_a_receivers_own_secret_in_its_address_is_shown_in_its_form_only(owner: FlaskClient, receiver: FaultServer) -> None:
    page = add(owner, receiver.url("in?key=canary"))
    assert "canary" in owner.get(f"{page}/change").text
    for path in ("/desk/webhooks", page):
        assert "canary" not in owner.get(path).text


def test_hostile_filters_and_answers_stay_text(
    owner: FlaskClient, parts: WorkerParts, receiver: FaultServer, database: Database, founded: Founded, clock: Clock
) -> None:
    page = add(owner, receiver.url("in"), note="<script>alert(1)</script>")
    assert "<script>alert" not in owner.get(page).text
    for query in ("state=x", "type='; DROP TABLE", "before=%00", "before=zzz", "state=held&type=" + "x" * 500):
        assert owner.get(f"{page}?{query}").status_code in (200, 422)
