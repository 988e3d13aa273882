"""What no well-meaning system sends is refused in one shape, and nothing of it is kept."""

import pytest

from sendback.orders.model import Order
from tests.web.merchant_api.system import System

BODIES = {
    "deep": b'{"lines":' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    "deep and small": b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
    "cut": b'{"order_number": "1001", ',
    "a list": b"[]",
    "a word": b'"order"',
    "not a number": b'{"order_number": "1", "lines": [{"id": "1", "quantity": NaN, "reason": "x"}]}',
    "infinite": b'{"order_number": "1", "lines": [{"id": "1", "quantity": -Infinity, "reason": "x"}]}',
    "half a character": b'{"order_number": "\\ud800", "lines": [{"id": "1", "quantity": 1, "reason": "x"}]}',
    "not UTF-8": b'{"order_number": "\xff"}',
    "NUL": b'{"order_number": "a\\u0000b", "lines": [{"id": "\\u0000", "quantity": 1, "reason": "\\u0000"}]}',
    "said twice": b'{"order_number": "1", "order_number": "2", "lines": []}',
    "a huge number": b'{"order_number": "1", "lines": [{"id": "1", "quantity": 1' + b"0" * 4000 + b', "reason": "x"}]}',
    "nothing": b"",
}


@pytest.mark.parametrize("path", ["/returns", "/orders", "/shipments"])
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_body_that_is_none_is_refused(system: System, path: str, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {system.key}", "Idempotency-Key": "one", "Content-Type": "application/json"}
    answer = system.client.post(f"/api/v1{path}", data=body, headers=headers)
    assert answer.status_code in (400, 413, 422), answer.text
    assert answer.mimetype == "application/problem+json"
    assert system.get("/returns").get_json()["data"] == []


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/xml", ""]
)
def test_another_kind_of_content_is_refused(system: System, order: Order, kind: str) -> None:
    headers = {"Authorization": f"Bearer {system.key}", "Idempotency-Key": "one", **({"Content-Type": kind} if kind else {})}
    answer = system.client.post("/api/v1/returns", data=b"{}", headers=headers)
    assert (answer.status_code, answer.get_json()["code"]) == (415, "wrong-content-type")


def test_what_is_huge_is_not_read(system: System) -> None:
    headers = {"Authorization": f"Bearer {system.key}", "Idempotency-Key": "one", "Content-Type": "application/json"}
    for path, most in (("/returns", 600_000), ("/orders", 3_000_000)):
        answer = system.client.post(f"/api/v1{path}", data=b'{"x": "' + b"x" * most + b'"}', headers=headers)
        assert (answer.status_code, answer.get_json()["code"]) == (413, "too-large")


@pytest.mark.parametrize("rma", ["R0", "%00", "..", "R100000016%00", "x" * 3000, "R100000017", "%ED%A0%80", "R1000-0001-6'--"])
@pytest.mark.parametrize("rest", ["", "/labels", "/approve", "/notes"])
def test_an_address_that_names_nothing_is_not_found(system: System, rma: str, rest: str) -> None:
    answer = system.send("POST" if rest == "/approve" else "GET", f"/returns/{rma}{rest}")
    assert answer.status_code == 404
    assert answer.get_json()["code"] == "not-found"


@pytest.mark.parametrize("query", ["limit=0", "limit=1e3", "limit=", "status=gone", "updated_since=yesterday", "colour=red"])
def test_a_query_that_does_not_fit_is_named(system: System, query: str) -> None:
    answer = system.get(f"/returns?{query}")
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["field"] == query.partition("=")[0]


@pytest.mark.parametrize("cursor", ["0", "x" * 64, "9" * 40 + "-x", "-", "'; DROP TABLE returns; --"])
def test_a_cursor_that_is_none_gives_a_page_or_nothing(system: System, order: Order, cursor: str) -> None:
    for path in ("/orders", "/returns"):
        for since in ({}, {"updated_since": "2020-01-01T00:00:00Z"}):
            answer = system.get(path, cursor=cursor, **since)
            assert answer.status_code in (200, 422)
