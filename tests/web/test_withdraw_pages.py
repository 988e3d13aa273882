"""Withdrawing on the hosted page without a line of script, and checking a receipt as a stranger."""

import io
import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sendback.database.model import Database
from sendback.shops.founding import Founded
from sendback.web.context import Context
from sendback.withdrawals import key_store
from tests.conftest import Clock, MakeShop
from tests.spoiling import spoil
from tests.web.pages import Page, send

TYPED = {"name": "Aino Järvenpää", "order_number": "1001", "email": "aino@example.fi"}


def state(client: FlaskClient, founded: Founded, lang: str = "en", **changes: str) -> TestResponse:
    return send(client, client.get(f"/s/{founded.shop.slug}/withdraw?lang={lang}"), {**TYPED, **changes})


@pytest.mark.parametrize("lang", ["en", "fi", "de", "zh-Hans", "ar", "sv"])
def test_form_statement_confirm_receipt(client: FlaskClient, founded: Founded, lang: str) -> None:
    shown = state(client, founded, lang)
    assert shown.status_code == 200
    assert "Aino Järvenpää" in shown.text
    made = send(client, shown, to="/confirm")
    assert made.status_code == 303
    receipt = client.get(made.headers["Location"])
    assert receipt.status_code == 200
    assert "aino@example.fi" in receipt.text
    assert "12:00:00 (UTC+02:00)" in receipt.text
    assert Page(receipt.text).root["lang"] == lang
    assert Page(receipt.text).root["dir"] == ("rtl" if lang == "ar" else "ltr")


def test_what_is_missing_is_said_and_what_was_typed_stays(client: FlaskClient, founded: Founded) -> None:
    shown = state(client, founded, "de", email="nobody")
    assert shown.status_code == 422
    assert "Das sieht nicht nach einer E-Mail-Adresse aus." in shown.text
    page = Page(shown.text)
    assert page.forms[0].values["name"] == "Aino Järvenpää"
    assert set(page.targets) <= set(page.ids)


def test_changing_something_goes_back_to_the_form(client: FlaskClient, founded: Founded) -> None:
    shown = state(client, founded, items="The blue one")
    values = Page(shown.text).forms[0].values
    back = client.post(f"/s/{founded.shop.slug}/withdraw", data={**values, "do": "change"})
    assert Page(back.text).forms[0].values["items"] == "The blue one"


def test_pressing_twice_is_one_withdrawal(client: FlaskClient, founded: Founded) -> None:
    shown = state(client, founded)
    first, again = send(client, shown, to="/confirm"), send(client, shown, to="/confirm")
    numbers = [re.findall(r"withdrawal-|/w/[^/]+/(\w{26})", client.get(page.headers["Location"]).text) for page in (first, again)]
    assert numbers[0] == numbers[1]


def test_it_is_heard_without_a_key_and_of_an_order_nobody_knows(client: FlaskClient, founded: Founded) -> None:
    made = client.post(f"/s/{founded.shop.slug}/withdraw/confirm", data={**TYPED, "order_number": "?"})
    assert made.status_code == 303


def test_many_from_one_place_wait_half_a_minute_and_are_heard(client: FlaskClient, founded: Founded, clock: Clock) -> None:
    for place in range(10):
        send(client, state(client, founded, order_number=str(place)), to="/confirm")
    asked = send(client, state(client, founded), to="/confirm")
    assert asked.status_code == 428
    assert "data-challenge" in asked.text
    early = send(client, asked, to="/confirm")
    assert early.status_code == 428
    clock.advance(seconds=30)
    assert send(client, early, to="/confirm").status_code == 303


def test_a_receipt_is_shown_to_nobody_without_its_link(client: FlaskClient, founded: Founded, make_shop: MakeShop) -> None:
    address = send(client, state(client, founded), to="/confirm").headers["Location"].partition("?")[0]
    assert client.get(address).status_code == 200
    assert client.get(spoil(address)).status_code == 404
    assert client.get(address.replace(founded.shop.slug, make_shop().shop.slug)).status_code == 404


@pytest.fixture
def receipt(client: FlaskClient, founded: Founded) -> tuple[str, str]:
    """The check page's path and the text of a signed receipt."""
    page = client.get(send(client, state(client, founded), to="/confirm").headers["Location"])
    links = [part.partition('"')[0] for part in page.text.split('href="')]
    text = next(link for link in links if link.endswith(".txt")).removeprefix("http://localhost")
    check = next(link for link in links if "/w/" in link).removeprefix("http://localhost").partition("?")[0]
    return check, client.get(text).text


def test_anybody_can_check_a_receipt_and_learns_nothing_from_it(client: FlaskClient, receipt: tuple[str, str]) -> None:
    check, text = receipt
    page = client.get(check, query_string={"lang": "en"})
    assert "Nordlys issued a receipt with this number on November 24, 2026, 12:00:00" in page.text
    for secret in ("Aino", "1001", "aino@"):
        assert secret not in page.text
    fits, differs = "This text is the receipt, as it was issued.", "This text is not the receipt as it was issued."
    pasted = {"lang": "en", "receipt": text.replace("\n", "\r\n")}
    assert fits in client.post(check, data=pasted).text
    uploaded = {"lang": "en", "file": (io.BytesIO(text.encode()), "receipt.txt")}
    assert fits in client.post(check, data=uploaded).text
    for changed in (
        text.replace("1001", "1002"),
        text.replace("10:00:00Z", "09:00:00Z"),
        text + "x",
        "",
        "\0",
        "Signature: ",
        text.replace("\n", "\x0b", 1),
        text.replace("\n", "\u2028\n", 1),
    ):
        answer = client.post(check, data={"lang": "en", "receipt": changed})
        assert differs in answer.text
        assert "1002" not in answer.text
    assert client.get(check[:-1]).status_code == 404


def test_keys_are_public_and_a_rotation_keeps_old_receipts_valid(
    client: FlaskClient, founded: Founded, receipt: tuple[str, str], database: Database, context: Context, clock: Clock
) -> None:
    check, text = receipt
    address = f"/withdrawals/keys.json?shop={founded.shop.slug}"
    (first,) = client.get(address).get_json()["keys"]
    made = database.write(key_store.rotate_key, context.vault, founded.shop.shop_id, "tests", clock.advance(days=1))
    keys = client.get(address).get_json()["keys"]
    assert [key["id"] for key in keys] == [made.key_id, first["id"]]
    assert [bool(key["retired_at"]) for key in keys] == [False, True]
    kept = database.read(key_store.find_key, founded.shop.shop_id, first["id"])
    assert kept is not None
    assert kept.sealed is None
    assert "This text is the receipt" in client.post(check, data={"lang": "en", "receipt": text}).text
    assert client.get("/withdrawals/keys.json").status_code == 404
