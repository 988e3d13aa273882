"""The tag's door: config, opening an order, making a return; CORS, limits and hostile input."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.returns.store import find_return_by_rma
from sendback.shops.founding import Founded
from tests.conftest import Clock, MakeShop
from tests.factories import push_order
from tests.web.shopping import CONTACT, ORIGIN, ask_return, open_order, post

HOSTILE = [
    "<script>alert(1)</script>",
    "{{7*7}} {% raw %}",
    "'; DROP TABLE returns; --",
    '=HYPERLINK("http://x")',
    ") Tj /JavaScript (",
    "a\r\nBcc: b@c.d",
    "\x00\x07null",
    "\u202eevil\u2066",
    "علي حسن",
    "张伟",
]


@pytest.fixture
def nordlys(make_shop: MakeShop) -> Founded:
    return make_shop(origins=[ORIGIN, "https://*.nordlys.example"])


def test_config_is_one_cacheable_answer_in_the_pages_language(client: FlaskClient, nordlys: Founded) -> None:
    answer = client.get(f"/api/v1/widget/{nordlys.publishable_key}/config?lang=ar", headers={"Origin": ORIGIN})
    config = answer.get_json()
    assert config["language"] == "ar"
    assert config["direction"] == "rtl"
    assert config["shop"]["hosted_url"].endswith(f"/s/{nordlys.shop.slug}")
    assert {"code", "name", "fields", "labels", "required"} <= set(config["countries"][0])
    assert config["reasons"][0] == {"code": "too_small", "label": "صغير جدًا", "subs": [], "photos": "off", "note": "optional"}
    assert config["conditions"] == []
    assert config["resolutions"] == [{"code": "refund", "label": "استرداد المبلغ"}]
    assert "max-age=300" in answer.headers["Cache-Control"]
    again = client.get(answer.request.path + "?lang=ar", headers={"Origin": ORIGIN, "If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_an_unknown_key_finds_nothing(client: FlaskClient) -> None:
    answer = client.get("/api/v1/widget/sbpk_live_000000000000/config")
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["code"] == "not-found"


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        (ORIGIN, True),
        ("https://de.nordlys.example", True),
        ("https://a.b.nordlys.example", False),
        ("https://nordlys.example.evil.net", False),
        ("http://shop.example", False),
        ("https://shop.example:8443", False),
        ("null", False),
        ("http://localhost", True),  # the installation's own pages: hosted page and builder
    ],
)
def test_only_the_shops_own_pages_may_ask(client: FlaskClient, nordlys: Founded, origin: str, allowed: bool) -> None:
    answer = client.get(f"/api/v1/widget/{nordlys.publishable_key}/config", headers={"Origin": origin})
    assert answer.headers.get("Access-Control-Allow-Origin") == (origin if allowed else None)
    assert "Origin" in answer.headers.getlist("Vary")
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert (answer.status_code == 200) is allowed
    if not allowed:
        assert answer.get_json()["code"] == "wrong-origin"


def test_a_preflight_names_the_methods_and_headers(client: FlaskClient, nordlys: Founded) -> None:
    asked = {
        "Origin": ORIGIN,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type, idempotency-key",
    }
    answer = client.options(f"/api/v1/widget/{nordlys.publishable_key}/returns", headers=asked)
    assert answer.status_code in (200, 204)
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    assert "idempotency-key" in answer.headers["Access-Control-Allow-Headers"]
    assert answer.headers["Access-Control-Max-Age"] == "600"


def test_the_whole_way_from_order_to_label(client: FlaskClient, nordlys: Founded, database: Database) -> None:
    order = database.write(push_order, nordlys.shop.shop_id)
    opened = post(
        client, nordlys, "/orders/open", {"order_number": order.number, "proof": {"email": "aino@example.fi"}, "lang": "en"}
    )
    facts = opened.get_json()
    assert facts["proved"] is True
    assert facts["email_masked"] == "a•••@example.fi"
    assert facts["contact"]["address"]["city"] == "Tampere"
    assert facts["lines"][0]["returnable"] is True
    assert facts["lines"][0]["because"]["text"] == "Can be returned until December 23, 2026."
    made = ask_return(client, nordlys, facts["session"])
    assert made.status_code == 201
    body = made.get_json()
    assert body["return"]["status"] == "authorized"
    assert body["label"]["pdf"].startswith("http://localhost/documents/")
    forms = body["label"]["forms"]
    assert {ending: url.rpartition(".")[2] for ending, url in forms.items()} == {ending: ending for ending in forms}
    assert set(forms) == {"pdf", "png", "bmp", "zpl", "svg"}
    assert forms["pdf"] == body["label"]["pdf"]
    assert body["email"] is None
    assert "aino" not in made.text.lower().replace("a•••", "")


def test_lines_that_cannot_come_back_say_why_in_the_shoppers_language(
    client: FlaskClient, nordlys: Founded, database: Database, clock: Clock
) -> None:
    order = database.write(push_order, nordlys.shop.shop_id)
    clock.advance(days=40)
    answer = post(client, nordlys, "/orders/open", {"order_number": order.number, "proof": {"postcode": "33100"}, "lang": "fi"})
    line = answer.get_json()["lines"][0]
    assert line["returnable"] is False
    assert line["because"]["text"] == "Palautusaika päättyi 23. joulukuuta 2026."
    refused = ask_return(client, nordlys, answer.get_json()["session"], lang="fi")
    assert refused.status_code == 409
    assert refused.get_json()["code"] == "not-returnable"


def test_unknown_order_and_wrong_proof_answer_the_same_bytes(client: FlaskClient, nordlys: Founded, database: Database) -> None:
    order = database.write(push_order, nordlys.shop.shop_id)
    answers = []
    for number in (order.number, "NO-SUCH-ORDER"):
        answer = post(client, nordlys, "/orders/open", {"order_number": number, "proof": {"postcode": "99999"}})
        body = answer.get_json()
        body.pop("instance")
        headers = {k: v for k, v in answer.headers.items() if k not in ("X-Request-Id", "Content-Length")}
        answers.append((answer.status_code, body, headers))
    assert answers[0] == answers[1]
    assert answers[0][0] == 401


def test_a_return_that_waits_for_the_shop_has_no_label_yet(client: FlaskClient, make_shop: MakeShop, database: Database) -> None:
    founded = make_shop(origins=[ORIGIN], policy={"approval": "none"})
    order = database.write(push_order, founded.shop.shop_id)
    made = ask_return(client, founded, open_order(client, founded, order))
    assert made.status_code == 202
    assert made.get_json()["label"] is None
    assert made.get_json()["return"]["status"] == "requested"
    assert made.get_json()["status_url"].startswith("http://localhost/r/")


def test_a_name_that_differs_from_the_orders_waits_for_the_shop(
    client: FlaskClient, nordlys: Founded, database: Database
) -> None:
    order = database.write(push_order, nordlys.shop.shop_id)
    session = open_order(client, nordlys, order)
    made = ask_return(client, nordlys, session, contact={**CONTACT, "name": "Somebody Else"})
    assert made.status_code == 202


def test_the_same_key_is_answered_once_and_another_body_is_refused(
    client: FlaskClient, nordlys: Founded, database: Database
) -> None:
    order = database.write(push_order, nordlys.shop.shop_id)
    session = open_order(client, nordlys, order)
    first = ask_return(client, nordlys, session, key="same")
    again = ask_return(client, nordlys, open_order(client, nordlys, order), key="same")
    assert (again.status_code, again.get_json()) == (first.status_code, first.get_json())
    other = ask_return(client, nordlys, session, key="same", delivery="email")
    assert other.status_code == 422
    assert other.get_json()["code"] == "idempotency-key-reused"
    missing = post(client, nordlys, "/returns", {"session": session, "lines": [], "contact": {}, "delivery": "popup"})
    assert missing.status_code in (400, 422)


def test_what_was_taken_cannot_be_taken_twice(client: FlaskClient, nordlys: Founded, database: Database) -> None:
    order = database.write(push_order, nordlys.shop.shop_id)
    session = open_order(client, nordlys, order)
    both = [{"id": "1", "quantity": 2, "reason": "damaged"}]
    assert ask_return(client, nordlys, session, lines=both).status_code == 201
    refused = ask_return(client, nordlys, session)
    assert refused.status_code == 409
    assert refused.get_json()["code"] == "quantity-gone"
    answer = post(client, nordlys, "/orders/open", {"order_number": order.number, "proof": {"postcode": "33100"}})
    assert [line["left"] for line in answer.get_json()["lines"]] == [0, 2]
    assert answer.get_json()["lines"][0]["because"]["code"] == "all_taken"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"lines": []}, "lines"),
        ({"lines": "1"}, "lines"),
        ({"lines": [{"id": "9", "quantity": 1, "reason": "other"}]}, "lines.0"),
        ({"lines": [{"id": "1", "quantity": 0, "reason": "other"}]}, "lines.1.quantity"),
        ({"lines": [{"id": "1", "quantity": True, "reason": "other"}]}, "lines.1.quantity"),
        ({"lines": [{"id": "1", "quantity": 1, "reason": "nonsense"}]}, "lines.1.reason"),
        ({"lines": [{"id": "1", "quantity": 1, "reason": "other", "note": "x" * 100_000}]}, "lines.1.note"),
        ({"contact": {**CONTACT, "name": ""}}, "contact.name"),
        ({"contact": {**CONTACT, "name": "x" * 81}}, "contact.name"),
        ({"contact": {**CONTACT, "name": "x" * 60_000}}, "contact.name"),
        ({"contact": {**CONTACT, "address": {**CONTACT["address"], "country": "XX"}}}, "contact.address.country"),
        ({"contact": {**CONTACT, "address": {**CONTACT["address"], "city": " "}}}, "contact.address.city"),
        ({"contact": None}, "contact.name"),
        ({"delivery": "pigeon"}, "delivery"),
        ({"delivery": None}, "delivery"),
    ],
)
def test_each_fault_is_named_by_its_field(
    client: FlaskClient, nordlys: Founded, database: Database, changes: dict[str, Any], field: str
) -> None:
    order = database.write(push_order, nordlys.shop.shop_id)
    answer = ask_return(client, nordlys, open_order(client, nordlys, order), **changes)
    if answer.status_code == 413:
        assert len(str(changes)) > 64 * 1024
        return
    assert answer.status_code == 422, answer.text
    assert field in {error["field"] for error in answer.get_json()["errors"]}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_as_text(client: FlaskClient, nordlys: Founded, database: Database, text: str) -> None:
    order = database.write(push_order, nordlys.shop.shop_id)
    session = open_order(client, nordlys, order)
    lines = [{"id": "1", "quantity": 1, "reason": "other", "note": text}]
    made = ask_return(client, nordlys, session, lines=lines, contact={**CONTACT, "name": text})
    assert made.status_code in (201, 202), made.text
    rma = made.get_json()["return"]["rma"].replace("-", "")
    item = database.read(find_return_by_rma, nordlys.shop.shop_id, rma)
    assert item is not None
    kept = item.consignor.name + item.lines[0].note
    assert not set(kept) & set("\x00\x07\r\u202e\u2066")
    assert text.strip("\x00\x07\u202e\u2066").split()[0] in item.consignor.name


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b"{}", "text/plain", "wrong-content-type"),
        (b"{", "application/json", "invalid-json"),
        (b"[]", "application/json", "invalid-json"),
        (b'{"a": NaN}', "application/json", "invalid-json"),
        (b'"\xff"', "application/json", "invalid-json"),
        (b'{"token": "\\ud800"}', "application/json", "invalid-json"),
        (b"[" * 50_000, "application/json", "invalid-json"),
        (b'{"a": "' + b"x" * 70_000 + b'"}', "application/json", "too-large"),
    ],
)
def test_what_is_no_json_object_is_refused(client: FlaskClient, nordlys: Founded, body: bytes, kind: str, code: str) -> None:
    address = f"/api/v1/widget/{nordlys.publishable_key}/orders/open"
    answer = client.post(address, data=body, content_type=kind, headers={"Origin": ORIGIN})
    assert answer.get_json()["code"] == code
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("token", ["sbo1_", "x" * 60_000, "sbo1_AAAAAAAA.bbbb.cccc.dddd", 7, {"a": 1}, "\x00", "sbo1_💥"])
def test_bad_tokens_have_the_one_answer(client: FlaskClient, nordlys: Founded, token: Any) -> None:
    answer = post(client, nordlys, "/orders/open", {"token": token, "proof": {"postcode": "33100"}})
    assert answer.status_code == 401
    assert answer.get_json()["code"] == "not-verified"


def test_a_session_of_another_shop_or_a_made_up_one_is_no_session(
    client: FlaskClient, make_shop: MakeShop, database: Database
) -> None:
    one, other = make_shop(origins=[ORIGIN]), make_shop(origins=[ORIGIN])
    session = open_order(client, one, database.write(push_order, one.shop.shop_id))
    for text in (session, session[:-1], "", "x.y.z"):
        answer = ask_return(client, other, text)
        assert answer.status_code == 401
        assert answer.get_json()["code"] == "session-expired"


def test_a_session_ends_and_nothing_is_lost(client: FlaskClient, nordlys: Founded, database: Database) -> None:
    order = database.write(push_order, nordlys.shop.shop_id)
    assert ask_return(client, nordlys, open_order(client, nordlys, order)[:-3] + "abc").get_json()["code"] == "session-expired"
    assert ask_return(client, nordlys, open_order(client, nordlys, order)).status_code == 201


def test_a_link_is_offered_to_whoever_asks_and_says_nothing(client: FlaskClient, nordlys: Founded, database: Database) -> None:
    order = database.write(push_order, nordlys.shop.shop_id)
    answers = [
        post(client, nordlys, "/orders/link", {"order_number": number, "lang": "en"}) for number in (order.number, "NOPE", "")
    ]
    assert {(answer.status_code, answer.text) for answer in answers} == {(202, answers[0].text)}


def test_the_label_is_mailed_again_to_the_address_on_record(client: FlaskClient, nordlys: Founded, database: Database) -> None:
    order = database.write(push_order, nordlys.shop.shop_id)
    made = ask_return(client, nordlys, open_order(client, nordlys, order)).get_json()
    secret = made["status_url"].rpartition("/")[2]
    answer = post(client, nordlys, f"/returns/{secret}/email", {}, **{"Idempotency-Key": "again"})
    assert answer.status_code == 202
    assert answer.get_json() == {"email": {"masked": "a•••@example.fi", "state": "queued"}}
    assert post(client, nordlys, "/returns/forged/email", {}, **{"Idempotency-Key": "again"}).status_code == 404


def test_what_no_font_draws_is_said_before_there_is_a_return(client: FlaskClient, nordlys: Founded, database: Database) -> None:
    order = database.write(push_order, nordlys.shop.shop_id)
    session = open_order(client, nordlys, order)
    answer = ask_return(client, nordlys, session, contact={**CONTACT, "name": "Aino \U00020bb7\U0001f9e6 Järvenpää"}, lang="fi")
    assert answer.status_code == 422
    assert answer.get_json()["code"] == "glyph-missing"
    assert "🧦" in answer.get_json()["detail"]
    assert "Tätä ei voi tulostaa" in answer.get_json()["detail"]
    assert answer.get_json()["errors"][0]["field"] == "contact.name"
    assert ask_return(client, nordlys, session).status_code == 201


def test_regions_are_listed_once(client: FlaskClient, make_shop: MakeShop) -> None:
    founded = make_shop(countries=["EG", "US", "JP"], origins=[ORIGIN])
    config = client.get(f"/api/v1/widget/{founded.publishable_key}/config?lang=ar", headers={"Origin": ORIGIN}).get_json()
    for country in config["countries"]:
        codes = [code for code, _ in country.get("regions", [])]
        assert len(set(codes)) == len(codes), country["code"]
