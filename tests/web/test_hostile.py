"""Whatever is sent to whatever address: an answer that says what is wrong, and never a crash."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.shops.sign_in import Role
from sendback.web.context import Context
from tests.conftest import MakeShop
from tests.factories import push_order
from tests.web.shopping import ask_return, open_order, post
from tests.web.victim import as_person, make_victim, sign_in

VALUES: list[Any] = [
    None, True, 0, -1, 2**63, 10**400, 1.5, "", "x" * 30_000, "\0", "\u202e", "%s{0}{{7*7}}", "\r\nX-Evil: 1", "../../etc/passwd",
    [], {}, [{}], [None], [[[[]]]], {"a": {"b": {}}}, "²", "9999-12-31", "<script>",
]  # fmt: skip
BODIES = [
    b"", b"{", b"[" * 20_000, b'{"a":' * 10_000, b"\xff", b"\xef\xbb\xbf{}", b"null", b"NaN", b'{"quantity":1e999}',
    b'{"quantity":' + b"9" * 5000 + b"}", b'{"order_number":"\\ud800"}', b'{"order_number":"\\u0000"}', b'{"a":1,"a":2}',
]  # fmt: skip
TYPES = ["application/json", "application/json; charset=utf-16", "text/plain", "multipart/form-data", "x" * 5000, ""]
HEADERS = [
    ("Origin", "http://["), ("Origin", "http://x:99999999"), ("Origin", "null"), ("Host", "x" * 3000), ("Host", "["),
    ("Host", ""), ("Host", "evil.example"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-For", "1.2.3.4, ["),
    ("X-Forwarded-Proto", "https"), ("Accept-Language", "x" * 5000), ("Accept-Language", "*;q=x,en;q=99999"),
    ("Accept-Encoding", "gzip;q=nan"), ("Cookie", "sendback_session=%00"), ("Cookie", "sendback_session=" + "x" * 5000),
    ("Authorization", "Bearer \xff"), ("If-Match", '"99999999999"'), ("If-None-Match", '"' * 500),
    ("Range", "bytes=-9" + "9" * 30),
    ("Idempotency-Key", "\xff"), ("Idempotency-Key", "x" * 65), ("Content-Length", "99999999999"), ("Content-Length", "x"),
]  # fmt: skip
KEPT_OR_ASKED = {"Cookie", "Authorization", "If-Match", "Idempotency-Key", "X-Forwarded-For"}
"""Headers whose values reach the database: with each engine a strange one is strange in its own way."""
PATHS = ["%00", "%FF", "..%2F..%2Fetc%2Fpasswd", "9" * 40, "9" * 4000, "a.b.c", "%C2%B2", "%F0%9F%98%80", "{{7*7}}"]


@pytest.fixture
def owner(client: FlaskClient, context: Context, make_shop: MakeShop) -> FlaskClient:
    """The owner's browser: every door lets it in further than anybody else."""
    victim = make_victim(context, make_shop())
    return as_person(client, sign_in(context, victim.founded, Role.OWNER))


def list_addresses(app: Flask, filler: str) -> Iterator[tuple[str, str]]:
    """List every (method, path) with one text wherever the path has a place for one."""
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<[^>]+>", lambda _: filler, rule.rule)
        for method in {*(rule.methods or ()), "TRACE"}:
            yield method, path


def send(client: FlaskClient, method: str, path: str, **request: Any) -> None:
    with client.open(path, method=method, **request) as answer:
        assert answer.status_code < 500, (method, path, answer.get_data()[:300])


@pytest.mark.parametrize("filler", PATHS)
def test_no_path_is_too_strange(owner: FlaskClient, filler: str) -> None:
    for method, path in list_addresses(owner.application, filler):
        send(owner, method, path)
        send(owner, method, f"{path}?lang={filler}&find={filler}&before={filler}&after={filler}&status={filler}&sbt={filler}")


@pytest.mark.parametrize("kind", [TYPES[0], *(pytest.param(kind, marks=pytest.mark.one_engine) for kind in TYPES[1:])])
def test_no_body_is_too_strange(owner: FlaskClient, kind: str) -> None:
    for method, path in list_addresses(owner.application, "1"):
        if method in ("POST", "PUT"):
            for body in BODIES:
                send(owner, method, path, data=body, content_type=kind, headers={"Idempotency-Key": "k", "If-Match": '"1"'})


@pytest.mark.parametrize(
    ("name", "value"),
    [pytest.param(*each, marks=() if each[0] in KEPT_OR_ASKED else pytest.mark.one_engine) for each in HEADERS],
)
def test_no_header_is_too_strange(owner: FlaskClient, name: str, value: str) -> None:
    for method, path in list_addresses(owner.application, "1"):
        if method != "TRACE":
            body = {"json": {}} if method in ("POST", "PUT") else {}
            send(owner, method, path, **body, headers={name: value})


def test_a_host_that_is_none_is_refused_with_the_usual_headers(client: FlaskClient) -> None:
    answer = client.get("/sign-in", headers={"Host": "x" * 3000})
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    assert "X-Request-Id" in answer.headers


def test_no_value_of_a_return_is_too_strange(client: FlaskClient, database: Database, make_shop: MakeShop) -> None:
    founded = make_shop(origins=["https://shop.example"])
    order = database.write(push_order, founded.shop.shop_id)
    session = open_order(client, founded, order)
    whole = {
        "session": session, "lines": [{"id": "1", "quantity": 1, "reason": "too_small", "note": "x"}], "lang": "en",
        "contact": {"name": "A", "email": "a@b.fi", "phone": "1", "address": {"lines": ["x"], "city": "x", "country": "FI"}},
        "fields": {}, "delivery": "neither",
    }  # fmt: skip
    for body in vary(whole):
        answer = post(client, founded, "/returns", body, **{"Idempotency-Key": "k"})
        assert 400 <= answer.status_code < 500, body
        assert answer.get_json()["code"] != "internal"
    assert ask_return(client, founded, session).status_code in (201, 202)


def test_no_value_of_a_proof_is_too_strange(client: FlaskClient, make_shop: MakeShop) -> None:
    founded = make_shop(origins=["https://shop.example"])
    for body in vary({"token": "", "order_number": "1", "proof": {"postcode": "1", "email": "x", "phone": "1"}, "lang": "en"}):
        assert post(client, founded, "/orders/open", body).status_code in (400, 401, 422, 429)
    for body in vary({"order_number": "1", "lang": "en"}):
        assert post(client, founded, "/orders/link", body).status_code in (202, 400, 422)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_no_day_is_too_far_away(client: FlaskClient, context: Context, make_shop: MakeShop, day: str) -> None:
    victim = make_victim(context, make_shop(origins=["https://shop.example"]))
    lines = [{"id": "1", "title": "Tent", "quantity": 1}]
    days = dict.fromkeys(("ordered_on", "shipped_on", "delivered_on"), day)
    for number, extra in (("D1", days), ("D2", {"returnable_until": day})):
        order = {"number": number, "lines": lines, "email": "a@example.fi", **extra}
        headers = {"Authorization": f"Bearer {victim.api_key}", "Idempotency-Key": number}
        assert client.post("/api/v1/orders", json=order, headers=headers).status_code == 201
        body = {"order_number": number, "proof": {"email": "a@example.fi"}, "lang": "ar"}
        assert post(client, victim.founded, "/orders/open", body).status_code == 200


def vary(whole: dict[str, Any]) -> Iterator[Any]:
    """Put every strange value into every place of a body."""
    for path in list_places(whole):
        for value in VALUES:
            copy = json.loads(json.dumps(whole))
            place = copy
            for step in path[:-1]:
                place = place[step]
            place[path[-1]] = value
            yield copy


def list_places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path and path != ("session",):
        yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in pairs:
        yield from list_places(inner, (*path, step))
