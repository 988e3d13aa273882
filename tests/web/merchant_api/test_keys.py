"""A key opens what it is for, from where it may, until it ends, and not too often; everything else is said clearly."""

import pytest
from flask import Flask

from sendback.database.model import Database
from sendback.delivery.model import Kind, State
from sendback.delivery.outbox import act_on_events
from sendback.delivery.outbox_store import list_jobs
from sendback.shops.founding import Founded
from sendback.shops.keys import KeyKind, get_kid
from sendback.shops.scopes import Scope
from sendback.shops.sign_in import Role
from sendback.shops.store import find_key
from sendback.web.context import Context
from sendback.web.merchant_api.table import OPERATIONS
from sendback.web.rates import Rates
from tests.conftest import Clock
from tests.web.merchant_api.conftest import MakeSystem
from tests.web.merchant_api.system import System
from tests.web.victim import sign_in


@pytest.mark.one_engine
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_every_operation_asks_for_its_scope(make_system: MakeSystem, operation: object) -> None:
    scope = operation.scope  # type: ignore[attr-defined]
    path = operation.path.replace("{number}", "1").replace("{ending}", "pdf")  # type: ignore[attr-defined]
    narrow = make_system(*(set(Scope) - {scope}))
    answer = narrow.send(operation.method, path, {})  # type: ignore[attr-defined]
    assert (answer.status_code, answer.get_json()["code"]) == (403, "scope-missing")
    assert scope.value in answer.get_json()["detail"]
    assert make_system(scope).send(operation.method, path, {}).status_code != 403  # type: ignore[attr-defined]


def test_a_key_is_accepted_from_its_networks(make_system: MakeSystem) -> None:
    assert make_system(networks=("127.0.0.0/8",)).get("/orders").status_code == 200
    answer = make_system(networks=("203.0.113.0/24", "2001:db8::/32")).get("/orders")
    assert (answer.status_code, answer.get_json()["code"]) == (403, "key-elsewhere")


def test_a_key_ends_when_it_was_made_to(make_system: MakeSystem, clock: Clock) -> None:
    system = make_system(until=clock.advance(hours=0).replace(year=2099))
    assert system.get("/orders").status_code == 200
    clock.moment = clock.moment.replace(year=2100)
    assert system.get("/orders").get_json()["code"] == "key-ended"


def test_what_is_left_is_told_and_too_many_are_refused(system: System, app: Flask) -> None:
    app.extensions["sendback.rates"] = Rates(2)
    first = system.get("/orders")
    assert first.headers["RateLimit-Policy"] == '"key";q=2;w=60'
    assert first.headers["RateLimit"].startswith('"key";r=1;t=')
    assert system.get("/returns").status_code == 200
    late = system.get("/orders")
    assert (late.status_code, late.get_json()["code"]) == (429, "too-many-requests")
    assert 0 < int(late.headers["Retry-After"]) <= 60
    assert late.headers["RateLimit"].startswith('"key";r=0;')


def test_the_last_use_is_written_down_now_and_then(system: System, database: Database, clock: Clock) -> None:
    def used() -> object:
        key = database.read(find_key, KeyKind.API, get_kid(system.key))
        assert key is not None
        return key.used_at

    system.get("/orders")
    first = used()
    clock.advance(minutes=4)
    system.get("/orders")
    assert used() == first
    clock.advance(minutes=2)
    system.get("/orders")
    assert used() == clock().replace(microsecond=0)


@pytest.mark.parametrize("way", ["page", "address"])
def test_a_key_that_others_see_is_refused_and_its_owner_told_once_a_day(
    system: System, context: Context, founded: Founded, clock: Clock, way: str
) -> None:
    sign_in(context, founded, Role.OWNER)
    sign_in(context, founded, Role.AGENT)

    def expose() -> str:
        if way == "page":
            return str(system.get("/orders", headers={"Origin": "https://shop.example"}).get_json()["code"])
        return str(system.client.get(f"/api/v1/orders?key={system.key}").get_json()["code"])

    def count() -> int:
        while context.database.write(act_on_events, founded.shop.shop_id, clock()):
            pass
        jobs = context.database.read(list_jobs, founded.shop.shop_id, State.PENDING)
        return len([job for job in jobs if job.kind is Kind.KEY_IN_BROWSER])

    assert (expose(), expose(), count()) == ("key-in-browser", "key-in-browser", 1)
    clock.advance(hours=25)
    assert (expose(), count()) == ("key-in-browser", 2)
    assert system.get("/orders").status_code == 200, "whoever holds it on a server still can: ending it is the owner's to decide"


def test_a_key_that_is_none_costs_nobody_a_mail(system: System, founded: Founded, context: Context, clock: Clock) -> None:
    made_up = system.key[:-6] + "000000"
    assert system.client.get(f"/api/v1/orders?x={made_up}").get_json()["code"] == "key-in-browser"
    context.database.write(act_on_events, founded.shop.shop_id, clock())
    assert context.database.read(list_jobs, founded.shop.shop_id, State.PENDING) == []
