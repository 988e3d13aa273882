"""What is written down beside the tables that are for it: never who somebody is, never what opens something."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sendback.database.model import Database
from sendback.database.opening import open_database
from sendback.delivery.mailer import open_mailer
from sendback.delivery.parts import WorkerParts
from sendback.delivery.worker import run_once
from sendback.orders.token.claims import OrderClaims, TokenItem
from sendback.orders.token.match import tag_order
from sendback.orders.token.signing import draw_token_id, sign_order
from sendback.web.context import Context
from sendback.web.requests import LogLine
from tests.conftest import MakeShop
from tests.factories import make_address
from tests.web.shopping import ask_return, open_order, post
from tests.web.victim import EMAIL, NAME, NUMBER, POSTCODE, STREET, Victim, as_person, make_victim

CONTACT = {"name": NAME, "email": EMAIL, "address": make_address(name=NAME, lines=(STREET,), postcode=POSTCODE).as_json()}
TABLES = ("journal", "outbox", "guesses")


@pytest.fixture
def database(make_database_url: Any) -> Iterator[Database]:
    """A database of one's own: a worker looks at every shop there is."""
    opened = open_database(make_database_url())
    yield opened
    opened.close()


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Everything that is logged meanwhile, as a machine would get it."""
    out, root = io.StringIO(), logging.getLogger("sendback")
    handler = logging.StreamHandler(out)
    handler.setFormatter(LogLine(as_json=True))
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield out
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def victim(context: Context, make_shop: MakeShop) -> Victim:
    return make_victim(context, make_shop(origins=["https://shop.example"]))


def shop_around(client: FlaskClient, victim: Victim, token: str) -> list[TestResponse]:
    """Do everything a shopper may do, right and wrong."""
    founded, order, slug = victim.founded, victim.order, victim.founded.shop.slug
    session = open_order(client, founded, order, postcode=POSTCODE)
    made = ask_return(client, founded, session, contact=CONTACT, delivery="both")
    assert made.status_code == 201, made.text
    status = made.get_json()["status_url"].removeprefix("http://localhost")
    label = made.get_json()["label"]["pdf"].removeprefix("http://localhost")
    wrong = {"order_number": order.number, "proof": {"postcode": "00000", "email": EMAIL + "x"}}
    form = {"order_number": order.number, "proof.postcode": POSTCODE, "session": session, "pick.1": "1"}
    return [
        made,
        post(client, founded, "/orders/open", {"token": token}),
        post(client, founded, "/orders/open", {"token": token, "proof": {"postcode": POSTCODE}}),
        post(client, founded, "/orders/open", wrong),
        post(client, founded, "/orders/link", {"order_number": order.number}),
        post(client, founded, f"{status.replace('/r/', '/returns/')}/email", {}, **{"Idempotency-Key": "k"}),
        client.get(status),
        client.get(label),
        client.get(f"/s/{slug}?sbt={token}&order_number={NUMBER}"),
        client.get(f"/s/{slug}/order?sbt={token}"),
        *(client.post(f"/s/{slug}/{step}", data=form) for step in ("order", "lines", "details", "link")),
        client.post(f"{status}/email", data={"key": "k2"}),
        client.get(f"/sign-in/{victim.link}"),
        client.post(f"/sign-in/{victim.link}"),
        as_person(client, victim.cookie).get(f"/desk/returns?find={victim.item.rma}"),
        client.get(f"/desk/returns/{victim.item.return_id}"),
        client.post("/desk/token", data={"token": token}),
        client.post(f"/desk/returns/{victim.item.return_id}/cancel"),
        client.post("/api/v1/orders", json={"number": NUMBER}, headers={"Authorization": f"Bearer {victim.api_key}"}),
        client.get(f"/nowhere/{token}"),
        client.post("/sign-out"),
    ]


def make_token(victim: Victim, context: Context) -> str:
    """Sign a token of the order as the shop would."""
    key = victim.founded.signing_key
    tags = tag_order(key, NUMBER, postcode=POSTCODE, email=EMAIL)
    claims = OrderClaims(order=NUMBER, token_id=draw_token_id(), items=(TokenItem("1", 9, title="Wool jumper"),), tags=tags)
    return sign_order(claims, key, int(context.clock().timestamp()))


def test_nobody_is_in_the_log_the_journal_or_an_address(
    client: FlaskClient, context: Context, victim: Victim, database: Database, lines: io.StringIO
) -> None:
    token = make_token(victim, context)
    answers = shop_around(client, victim, token)
    parts = WorkerParts(
        database,
        context.vault,
        context.links,
        open_mailer(context.settings.mail_url),
        "a@example.org",
        context.clock,
        context.store,
    )
    assert run_once(parts, context.clock()) > 2
    secrets = [*victim.facts, token]
    logged = lines.getvalue()
    assert find(secrets, logged) == []
    assert find(secrets, " ".join(answer.headers.get("Location", "") for answer in answers)) == []
    for table in TABLES:
        rows = str(database.read(lambda tx, name: tx.all(f"SELECT * FROM {name}"), table))
        assert find([secret for secret in secrets if secret != victim.item.rma], rows) == [], table  # the journal tells of it


def test_a_line_is_json_and_names_its_request(client: FlaskClient, victim: Victim, context: Context, lines: io.StringIO) -> None:
    answers = shop_around(client, victim, make_token(victim, context))
    facts = [json.loads(line) for line in lines.getvalue().splitlines()]
    ids = {fact["request_id"] for fact in facts if fact["event"] == "request"}
    assert {answer.headers["X-Request-Id"] for answer in answers} <= ids
    assert all({"at", "level", "event"} <= set(fact) for fact in facts)
    assert {fact["shop"] for fact in facts if "shop" in fact} == {victim.founded.shop.slug}


def test_a_crash_tells_where_and_not_what(app: Flask, victim: Victim, lines: io.StringIO) -> None:
    def crash(secret: str) -> str:
        raise RuntimeError(secret)

    app.view_functions["status.show"] = crash
    app.view_functions["sign_in.show_link"] = lambda link: app.jinja_env.from_string("{{ nobody[link].more }}").render(link=link)
    answer = app.test_client().get(f"/r/{victim.status_secret}")
    assert (answer.status_code, victim.status_secret in answer.text) == (500, False)
    assert app.test_client().get(f"/sign-in/{victim.link}").status_code == 500
    told = [json.loads(line) for line in lines.getvalue().splitlines()]
    crashes = [fact for fact in told if fact["event"] == "request failed"]
    assert [crash["stack"][-1] for crash in crashes] == ["RuntimeError", "UndefinedError"]
    assert crashes[0]["request_id"] == answer.headers["X-Request-Id"]
    assert find(victim.facts, lines.getvalue()) == []


def test_a_page_of_problems_that_crashes_itself_keeps_the_path_to_itself(
    app: Flask, victim: Victim, lines: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Flask's own line for that would hold the path, and with it the link."""
    monkeypatch.setattr("sendback.web.problems.render_template", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        app.test_client().get(f"/r/{victim.status_secret}x")
    assert "request failed" in lines.getvalue()
    assert find(victim.facts, lines.getvalue()) == []


def test_for_a_terminal_the_stack_stands_below(victim: Victim) -> None:
    try:
        raise ValueError(victim.session)
    except ValueError as error:
        crash = (ValueError, error, error.__traceback__)
    record = logging.LogRecord("sendback", logging.ERROR, "", 0, "request failed", None, crash)
    written = LogLine(as_json=False).format(record)
    assert written.splitlines()[-1].strip() == "ValueError"
    assert victim.session not in written


def find(secrets: list[str], text: str) -> list[str]:
    return [secret for secret in secrets if secret in text]
