"""Withdrawing at the widget's door: two steps, three things to say, and a receipt with the second it arrived."""

import hashlib
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sendback.database.model import Database
from sendback.shops.founding import Founded
from sendback.withdrawals.key_store import find_key
from sendback.withdrawals.keys import is_signed
from sendback.withdrawals.model import Tie
from sendback.withdrawals.store import find_withdrawal, get_withdrawal
from tests.conftest import Clock, MakeShop
from tests.factories import push_order
from tests.web.shopping import ORIGIN, post

BODY = {"name": "Aino Järvenpää", "order_number": "1001", "email": "aino@example.fi", "lang": "en"}
STATEMENT, CONFIRM = "/withdrawals/statement", "/withdrawals"


@pytest.fixture
def founded(make_shop: MakeShop) -> Founded:
    return make_shop(origins=[ORIGIN])


def withdraw(client: FlaskClient, founded: Founded, key: str = "k", **changes: Any) -> Any:
    return post(client, founded, CONFIRM, {**BODY, **changes}, **{"Idempotency-Key": key})


def test_the_statement_says_all_the_law_asks_for_and_keeps_nothing(
    client: FlaskClient, founded: Founded, database: Database
) -> None:
    shown = post(client, founded, STATEMENT, BODY).get_json()
    assert shown["statement"].splitlines() == [
        "To: Nordlys, Nordlys returns, Varastotie 1, FI-00520 Helsinki, Finland",
        "I hereby give notice that I withdraw from my contract with the number 1001.",
        "Name: Aino Järvenpää",
        "Acknowledgement to: aino@example.fi",
    ]
    assert [fact["value"] for fact in shown["facts"]] == ["Aino Järvenpää", "1001", "aino@example.fi"]
    assert shown["work"]["needed"] is False
    rows = database.read(lambda tx: tx.all("SELECT * FROM withdrawals WHERE shop_id = :s", s=founded.shop.shop_id))
    assert rows == []


def test_a_confirmed_statement_is_kept_with_its_second_and_a_signed_receipt(
    client: FlaskClient, founded: Founded, database: Database
) -> None:
    answer = withdraw(client, founded)
    assert answer.status_code == 201, answer.text
    made = answer.get_json()
    assert made["email"] == {"masked": "a•••@example.fi"}
    assert made["receipt"]["received_at"] == "2026-11-24T10:00:00Z"
    assert made["receipt"]["received_text"] == "Nordlys received your statement on November 24, 2026, 12:00:00 (UTC+02:00)."
    assert made["receipt"]["statement"] == post(client, founded, STATEMENT, BODY).get_json()["statement"]
    item = database.read(get_withdrawal, founded.shop.shop_id, made["receipt"]["id"])
    assert item.tie is Tie.UNMATCHED
    key = database.read(find_key, founded.shop.shop_id, item.receipt.key_id)
    assert key is not None
    assert is_signed(key, item.receipt.text, item.receipt.signature)


def test_nothing_but_name_order_and_address_is_needed(client: FlaskClient, founded: Founded) -> None:
    refused = post(client, founded, CONFIRM, {"lang": "de"}, **{"Idempotency-Key": "k"})
    assert refused.status_code == 422
    assert [error["field"] for error in refused.get_json()["errors"]] == ["name", "order_number", "email"]
    assert refused.get_json()["errors"][0]["detail"] == "Ihr Name: Bitte ausfüllen."


@pytest.mark.parametrize("email", ["aino", "a@b", "a@b.example, c@d.example", "=?utf-8?q?x?=@b.example", f"a@{'x' * 70}.example"])
def test_an_address_that_takes_no_mail_is_said_at_once(client: FlaskClient, founded: Founded, email: str) -> None:
    """The law wants an acknowledgement, so there must be somewhere to send it."""
    assert withdraw(client, founded, email=email).get_json()["errors"][0]["field"] == "email"
    assert withdraw(client, founded, email="aino@järvi.example").status_code == 201


def test_the_answer_is_the_same_whether_there_is_such_an_order(client: FlaskClient, founded: Founded, database: Database) -> None:
    database.write(push_order, founded.shop.shop_id, number="1001")
    ties = []
    for place, changes in enumerate(({}, {"email": "eve@example.org"}, {"order_number": "none"})):
        made = withdraw(client, founded, f"k{place}", **changes).get_json()
        assert set(made["receipt"]) == {
            "id", "received_at", "received_text", "statement", "pdf", "text", "url", "check_url",
        }  # fmt: skip
        ties.append(database.read(get_withdrawal, founded.shop.shop_id, made["receipt"]["id"]).tie)
    assert ties == [Tie.TIED, Tie.TO_CHECK, Tie.UNMATCHED]


def test_confirming_twice_is_one_withdrawal(client: FlaskClient, founded: Founded) -> None:
    first, again = withdraw(client, founded), withdraw(client, founded)
    assert (again.status_code, again.get_json()) == (201, first.get_json())
    assert withdraw(client, founded, name="Another").get_json()["code"] == "idempotency-key-reused"
    assert withdraw(client, founded, key="").get_json()["code"] == "idempotency-key-missing"


def test_after_ten_from_one_place_a_moments_work_is_asked_and_never_refused(
    client: FlaskClient, founded: Founded, clock: Clock, database: Database
) -> None:
    for place in range(10):
        assert withdraw(client, founded, f"k{place}", order_number=str(place)).status_code == 201
    stated = post(client, founded, STATEMENT, BODY).get_json()["work"]
    assert stated["needed"] is True
    asked = withdraw(client, founded, "more")
    assert (asked.status_code, asked.get_json()["code"], asked.headers["Retry-After"]) == (428, "work-needed", "30")
    wrong = withdraw(client, founded, "more", work={"challenge": stated["challenge"], "nonce": "-"})
    assert wrong.status_code == 428
    other = withdraw(client, founded, "more", name="Other", work=solve(stated))
    assert other.status_code == 428, "a challenge is for one statement"
    heard = withdraw(client, founded, "more", work=solve(stated))
    assert heard.status_code == 201
    once = withdraw(client, founded, "another key", work=solve(stated))
    assert once.get_json() == heard.get_json(), "work is done for one receipt, whatever the key"
    stated = post(client, founded, STATEMENT, {**BODY, "name": "Waiter"}).get_json()["work"]
    clock.advance(seconds=30)
    waited = withdraw(client, founded, "wait", name="Waiter", work={"challenge": stated["challenge"], "nonce": ""})
    assert waited.status_code == 201
    clock.advance(hours=2)
    assert withdraw(client, founded, "later").status_code == 201


def solve(work: dict[str, Any]) -> dict[str, str]:
    nonce = 0
    while int.from_bytes(hashlib.sha256(f"{work['challenge']}.{nonce}".encode()).digest()[:4]) >> (32 - work["bits"]):
        nonce += 1
    return {"challenge": work["challenge"], "nonce": str(nonce)}


def test_a_language_of_the_law_need_not_be_one_of_the_shops(client: FlaskClient, make_shop: MakeShop) -> None:
    founded = make_shop(
        origins=[ORIGIN], languages=["fi"], default_language="fi", withdrawal={"texts": {"sv": {"confirm": "Ja, ångra"}}}
    )
    shown = post(client, founded, STATEMENT, {**BODY, "lang": "sv-FI"}).get_json()
    assert "Jag meddelar härmed" in shown["statement"]
    answer = client.get(f"/api/v1/widget/{founded.publishable_key}/config?lang=fi").get_json()["withdrawal"]
    assert answer["enabled"] is True
    assert answer["url"] == f"http://localhost/s/{founded.shop.slug}/withdraw"
    assert answer["texts"]["entry"] == "Peruuta sopimus tästä"


def test_a_shop_outside_the_union_may_do_without(client: FlaskClient, make_shop: MakeShop) -> None:
    founded = make_shop(origins=[ORIGIN], withdrawal={"enabled": False})
    assert withdraw(client, founded).status_code == 404
    assert client.get(f"/s/{founded.shop.slug}/withdraw").status_code == 404


def test_the_files_of_a_receipt_open_by_its_link_alone(client: FlaskClient, founded: Founded) -> None:
    receipt = withdraw(client, founded).get_json()["receipt"]
    pdf, text = (client.get(receipt[name].removeprefix("http://localhost")) for name in ("pdf", "text"))
    assert pdf.data.startswith(b"%PDF-")
    assert pdf.headers["Content-Disposition"] == f'inline; filename="withdrawal-{receipt["id"]}.pdf"'
    assert pdf.data == client.get(receipt["pdf"].removeprefix("http://localhost")).data
    assert text.text.startswith("Sendback withdrawal receipt 1\n")
    assert "> Name: Aino Järvenpää" in text.text
    forged = receipt["pdf"].removeprefix("http://localhost").replace(".pdf", "x.pdf")
    assert client.get(forged).status_code == 404


hostile = st.one_of(
    st.text(max_size=300), st.none(), st.integers(), st.lists(st.text(max_size=5), max_size=3), st.just("x" * 60_000)
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=hostile,
    order_number=hostile,
    email=st.one_of(hostile, st.just("a@b.example")),
    items=hostile,
    lang=hostile,
    work=hostile,
)
def test_whatever_is_sent_is_heard_or_told_what_is_missing(
    client: FlaskClient, founded: Founded, database: Database, **body: object
) -> None:
    for path in (STATEMENT, CONFIRM):
        answer = post(client, founded, path, body, **{"Idempotency-Key": hashlib.sha256(repr(body).encode()).hexdigest()})
        assert answer.status_code in (200, 201, 400, 413, 422, 428), answer.text
        if answer.status_code == 201:
            receipt = answer.get_json()["receipt"]
            assert database.read(find_withdrawal, founded.shop.shop_id, receipt["id"]) is not None
            assert client.get(receipt["pdf"].removeprefix("http://localhost")).status_code == 200
            assert client.get(receipt["url"].removeprefix("http://localhost")).status_code == 200


@pytest.mark.parametrize("lang", ["en", "ar", "sv"])
def test_a_long_and_strange_statement_is_kept_and_drawn_whole(client: FlaskClient, founded: Founded, lang: str) -> None:
    answer = withdraw(client, founded, name="🧦 محمد " * 20, items="Wolle 𠮷 " * 200, lang=lang)
    assert answer.status_code == 201, answer.text
    assert client.get(answer.get_json()["receipt"]["pdf"].removeprefix("http://localhost")).status_code == 200
