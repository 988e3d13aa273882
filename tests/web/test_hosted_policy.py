"""A shop's own policy on the hosted page: known before any work, priced before it is confirmed, kept where that is said."""

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.orders.model import Order
from sendback.returns.model import Status
from sendback.returns.store import list_returns
from sendback.shops.model import Shop
from sendback.shops.store import save_settings
from tests.conftest import MakeShop
from tests.factories import NOW, make_line, push_order
from tests.web.hosted_shopper import RICH, choose, find, reach_details
from tests.web.pages import Page, send

POLICY = """
[[rule]]
id = "cracked"
then = "keep"
[rule.when]
reason = "damaged/cracked"
[rule.shopper]
en = "Please keep it."

[[rule]]
id = "used"
then = "refuse"
[rule.when]
condition = "used"
[rule.shopper]
en = "Used items stay with you."

[[rule]]
id = "mind"
then = "allow"
fee = "4.90 EUR"
[rule.when]
reason = "changed_mind"
[rule.shopper]
en = "Less the postage."
"""


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop(**RICH, policy={"text": POLICY}).shop


@pytest.fixture
def order(database: Database, shop: Shop) -> Order:
    lines = (make_line("1"), make_line("2", title="Felt slippers"))
    return database.write(push_order, shop.shop_id, lines=lines)


def test_the_terms_stand_on_the_line_before_anything_is_chosen(client: FlaskClient, shop: Shop, order: Order) -> None:
    page = find(client, shop, order.number).text
    for said in ("Damaged, Cracked", "Please keep it.", "Used items stay with you.", "Less the postage.", "€4.90"):
        assert said in page


def test_the_fee_of_every_line_and_their_sum_are_shown_before_confirming(
    client: FlaskClient, database: Database, shop: Shop, order: Order
) -> None:
    chosen = choose("1", quantity="2") | choose("2")
    page = reach_details(client, shop, order, chosen)
    assert "€9.80" in page.text
    assert "Nordlys settles the fee of €9.80 with you. Nothing is paid on this page." in page.text
    done = client.get(send(client, page, {"do": "send"}, "/details").headers["Location"])
    assert "€9.80" in done.text
    [item] = database.read(list_returns, shop.shop_id)
    assert [line.fee_minor for line in item.lines] == [490, 490]


def test_a_fee_that_changed_meanwhile_is_shown_before_it_is_agreed(
    client: FlaskClient, database: Database, shop: Shop, order: Order
) -> None:
    page = reach_details(client, shop, order, choose("1"))
    dearer = shop.settings.policy.model_copy(update={"text": POLICY.replace("4.90", "9.90")})
    settings = shop.settings.model_copy(update={"policy": dearer})
    database.write(save_settings, shop.shop_id, shop.settings_version, settings, "Kaisa", NOW)
    asked = send(client, page, {"do": "send", "contact.name": "Liisa"}, "/details")
    assert asked.status_code == 409
    assert "The terms changed since you saw them." in asked.text
    assert "€9.90" in asked.text
    assert Page(asked.text).forms[0].values["contact.name"] == "Liisa"
    assert database.read(list_returns, shop.shop_id) == []
    assert send(client, asked, {"do": "send"}, "/details").status_code == 303


def test_what_may_be_kept_is_settled_without_a_label(client: FlaskClient, database: Database, shop: Shop, order: Order) -> None:
    page = reach_details(client, shop, order, choose("1", reason="damaged/cracked", note="At the cuff"))
    assert "Please keep it." in page.text
    assert "How do you want the label?" not in page.text
    done = client.get(send(client, page, {"do": "send"}, "/details").headers["Location"])
    [item] = database.read(list_returns, shop.shop_id)
    assert item.status is Status.CLOSED
    assert "You can keep it" in done.text
    assert "Nothing has to be sent." in done.text
    assert "/documents/" not in done.text
    status = client.get(done.text.split('href="http://localhost')[1].split("?")[0])
    assert "Settled" in status.text
    assert "Money comes from the shop, not from this page." in status.text


def test_what_a_choice_makes_impossible_is_said_at_the_line(client: FlaskClient, shop: Shop, order: Order) -> None:
    page = send(client, find(client, shop, order.number), choose("1", condition="used") | choose("2"), "/lines")
    assert page.status_code == 409
    assert Page(page.text).targets == ["pick.1"]
    assert "Wool jumper: Used items stay with you." in page.text
