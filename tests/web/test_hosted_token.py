"""The hosted page with an order token: from the address, from the form, with the proof it still needs."""

from typing import Any

from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.orders.token.claims import MatchTags, OrderClaims, TokenItem
from sendback.orders.token.match import tag_order
from sendback.orders.token.signing import draw_token_id, sign_order
from sendback.shops.founding import Founded
from tests.conftest import Clock, MakeShop
from tests.factories import make_line, push_order
from tests.web.hosted_shopper import RICH
from tests.web.pages import Page, send


def sign(founded: Founded, clock: Clock, **changes: Any) -> str:
    key = founded.signing_key
    facts: dict[str, Any] = {
        "order": "SB-77",
        "token_id": draw_token_id(),
        "items": (TokenItem("1", 2, title="Tent", sku="TENT"),),
        "tags": tag_order(key, "SB-77", postcode="33100", email="aino@example.fi"),
    }
    return sign_order(OrderClaims(**{**facts, **changes}), key, int(clock().timestamp()))


def test_a_link_shows_the_goods_and_asks_only_for_the_proof(client: FlaskClient, founded: Founded, clock: Clock) -> None:
    page = client.get(f"/s/{founded.shop.slug}?lang=en&sbt={sign(founded, clock)}")
    assert page.status_code == 200
    assert "Confirm it is you" in page.text
    assert "Tent" in page.text
    assert 'id="order_number"' not in page.text
    lines = send(client, page, {"proof.email": "aino@example.fi"}, "/order")
    assert "What goes back?" in lines.text
    assert Page(lines.text).forms[0].values["pick.1"] == "1"  # the only line comes chosen


def test_a_token_posted_by_the_page_works_as_one_in_the_address(client: FlaskClient, founded: Founded, clock: Clock) -> None:
    page = send(client, client.get(f"/s/{founded.shop.slug}?lang=en"), {"token": sign(founded, clock)}, "/order")
    assert page.status_code == 200
    assert "Tent" in page.text


def test_a_wrong_proof_keeps_the_token_and_offers_a_link(client: FlaskClient, founded: Founded, clock: Clock) -> None:
    token = sign(founded, clock)
    page = client.get(f"/s/{founded.shop.slug}?lang=en&sbt={token}")
    wrong = send(client, page, {"proof.postcode": "99999"}, "/order")
    values = Page(wrong.text).forms[0].values
    assert wrong.status_code == 401
    assert values["token"] == token
    assert values["order_number"] == "SB-77"


def test_a_missing_proof_is_asked_for(client: FlaskClient, founded: Founded, clock: Clock) -> None:
    page = client.get(f"/s/{founded.shop.slug}?lang=en&sbt={sign(founded, clock)}")
    again = send(client, page, {"proof.postcode": "", "proof.email": " "}, "/order")
    assert again.status_code == 422
    assert "Tent" in again.text


def test_a_fresh_sign_in_in_the_token_is_proof_enough(client: FlaskClient, founded: Founded, clock: Clock) -> None:
    page = client.get(f"/s/{founded.shop.slug}?lang=en&sbt={sign(founded, clock, is_logged_in=True)}")
    assert "What goes back?" in page.text


def test_another_shops_token_opens_nothing(client: FlaskClient, make_shop: MakeShop, founded: Founded, clock: Clock) -> None:
    page = client.get(f"/s/{make_shop().shop.slug}?lang=en&sbt={sign(founded, clock)}")
    assert page.status_code == 401
    assert "Tent" not in page.text


def test_a_gift_opens_at_once_without_a_price_or_its_buyer(
    client: FlaskClient, database: Database, make_shop: MakeShop, clock: Clock
) -> None:
    founded = make_shop(**RICH)
    database.write(push_order, founded.shop.shop_id, number="SB-77", lines=(make_line("1", title="Tent", sku="TENT"),))
    page = client.get(f"/s/{founded.shop.slug}?lang=en&sbt={sign(founded, clock, is_gift=True, tags=MatchTags())}")
    assert "This was a gift." in page.text
    assert "Tent" in page.text
    assert "€59.00" not in page.text
    assert "Add another order" not in page.text
    assert 'value="refund"' not in page.text
    chosen = {"reason.1": "changed_mind", "condition.1": "sealed", "resolution.1": "store_credit"}
    details = send(client, page, chosen, "/lines")
    assert "Aino" not in details.text
    assert "a•••@" not in details.text
