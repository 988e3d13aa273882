"""Webhooks by the API: the same as at the desk, for systems that set themselves up."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks.webhooks import Webhook

from sendback.cli.processes import worker_parts
from sendback.database.model import Database
from sendback.delivery.webhooks.lane import run_once
from sendback.shops.founding import Founded
from sendback.shops.scopes import Scope
from sendback.web.context import Context
from tests.conftest import Clock
from tests.delivery.webhooks.conftest import NEAR, read_headers
from tests.egress.fault_server import FaultServer, fault_server
from tests.web.merchant_api.conftest import MakeSystem
from tests.web.merchant_api.system import System


@pytest.fixture
def database(own_database: Database) -> Database:
    """The lane looks at every shop there is."""
    return own_database


@pytest.fixture
def receiver() -> Iterator[FaultServer]:
    with fault_server() as server:
        yield server


def test_a_system_sets_itself_up_and_verifies_what_it_is_sent(system: System, receiver: FaultServer, context: Context) -> None:
    wish = {"url": receiver.url("in"), "types": ["refund.due", "return.requested"], "note": "ERP"}
    made = system.post("/webhook-endpoints", wish, {"Idempotency-Key": "one"})
    assert (made.status_code, made.headers["Cache-Control"]) == (201, "no-store")
    assert made.json["types"] == ["return.requested", "refund.due"]
    again = system.post("/webhook-endpoints", wish, {"Idempotency-Key": "one"})
    assert again.json == made.json
    path = f"/webhook-endpoints/{made.json['id']}"
    assert "secret" not in system.get(path).json
    assert "whsec_" not in system.get("/webhook-endpoints").text

    sent = system.post(f"{path}/test", None, {"Idempotency-Key": "two"})
    assert (sent.status_code, sent.json["state"]) == (202, "waiting")
    assert system.post(f"{path}/test", None, {"Idempotency-Key": "two"}).json["id"] == sent.json["id"]
    run_once(replace(worker_parts(context), reach=NEAR), datetime.now(UTC))
    ((_, request),) = receiver.received
    told = Webhook(made.json["secret"]).verify(request.partition(b"\r\n\r\n")[2], read_headers(request))
    assert told["id"] == sent.json["event_id"]
    detail = system.get(f"/webhook-deliveries/{sent.json['id']}").json
    assert (detail["state"], detail["log"][0]["status"], detail["log"][0]["answer"]) == ("delivered", 200, "ok")
    assert system.post(f"/webhook-deliveries/{sent.json['id']}/replay", None).status_code == 202
    assert [each["id"] for each in system.get(f"{path}/deliveries", state="waiting").json["data"]] == [sent.json["id"]]


def test_an_endpoint_is_changed_rolled_paused_resumed_and_removed(system: System, receiver: FaultServer, clock: Clock) -> None:
    made = system.post("/webhook-endpoints", {"url": receiver.url("in")}, {"Idempotency-Key": "one"}).json
    path = f"/webhook-endpoints/{made['id']}"
    changed = system.send("PUT", path, {"url": receiver.url("other"), "note": "New"})
    assert (changed.status_code, changed.json["note"], changed.json["types"]) == (200, "New", [])
    rolled = system.post(f"{path}/roll", None, {"Idempotency-Key": "roll"}).json
    assert rolled["secret"] != made["secret"]
    assert system.post(f"{path}/roll", None, {"Idempotency-Key": "roll"}).json["secret"] == rolled["secret"]
    assert rolled["old_secret_until"] is not None
    assert system.post(f"{path}/pause", None).json["because"] == "owner"
    assert system.post(f"{path}/resume", None).json["state"] == "active"
    since = (clock() - timedelta(days=1)).isoformat()
    assert system.post(f"{path}/replay", {"since": since}).json == {"count": 0}
    assert system.send("DELETE", path).status_code == 204
    assert system.get(path).status_code == 404
    assert system.send("DELETE", path).status_code == 404


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"url": "http://shop.example/"}, "url"),
        ({"url": "https://127.0.0.1.nip.io:8443/"}, "url"),
        ({"url": ""}, "url"),
        ({"url": "https://shop.example/", "types": ["order.eaten"]}, "types"),
        ({"url": "https://shop.example/", "note": "x" * 101}, "note"),
        ({"url": "https://shop.example/", "color": "red"}, "color"),
    ],
)
def test_what_cannot_be_is_named_and_nothing_made(system: System, wish: dict[str, object], field: str) -> None:
    answer = system.post("/webhook-endpoints", wish, {"Idempotency-Key": "one"})
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, field)
    assert system.get("/webhook-endpoints").json == {"data": []}


def test_the_secret_is_kept_sealed_and_nowhere_else(
    system: System, receiver: FaultServer, database: Database, founded: Founded
) -> None:
    secret = system.post("/webhook-endpoints", {"url": receiver.url("in")}, {"Idempotency-Key": "one"}).json["secret"]
    tables = ("webhook_endpoints", "idempotency", "journal", "outbox")
    kept = [row for table in tables for row in database.read(lambda tx, name: tx.all(f"SELECT * FROM {name}"), table)]
    assert secret not in str(kept)
    assert receiver.url("in") not in str([row for row in kept if "actor" in row])


def test_only_the_scope_for_it_opens_it(make_system: MakeSystem) -> None:
    others = make_system(*(set(Scope) - {Scope.WEBHOOKS_WRITE}))
    assert others.get("/webhook-endpoints").status_code == 403
    assert make_system(Scope.WEBHOOKS_WRITE).get("/webhook-endpoints").status_code == 200
