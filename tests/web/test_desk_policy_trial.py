"""Trying the policy out at the desk: what each line would get, and why, with nothing made and nobody's address shown."""

import re
from collections.abc import Mapping

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sendback.database.model import Database
from sendback.orders.token.claims import OrderClaims, TokenItem
from sendback.orders.token.match import tag_order
from sendback.orders.token.signing import sign_order
from sendback.returns.policies import save_policy
from sendback.shops.founding import Founded
from tests.conftest import Clock, MakeShop
from tests.factories import NOW, make_line, push_order
from tests.web.owner import sign_in
from tests.web.pages import send

REASONS = [
    {"code": "damaged", "label": {"en": "Damaged"}, "subs": [{"code": "cracked", "label": {"en": "Cracked"}}]},
    {"code": "changed_mind", "label": {"en": "Changed my mind"}},
]
TEXT = """[terms]
window_days = 30

[[rule]]
id = "hygiene"
then = "refuse"
agent = "Sealed goods."
[rule.when]
category = "earrings"
reason = "changed_mind"
[rule.shopper]
en = "Hygiene goods cannot come back."
fi = "Hygieniatuotteita ei voi palauttaa."

[[rule]]
id = "norway"
then = "allow"
fee = "4.90 EUR each"
[rule.when]
country = "NO"
"""


@pytest.fixture
def founded(make_shop: MakeShop, database: Database) -> Founded:
    founded = make_shop(
        reasons=REASONS, resolutions=["refund", "exchange"], conditions=[{"code": "worn", "label": {"en": "Worn"}}]
    )
    database.write(save_policy, founded.shop.shop_id, 1, TEXT, "Mikko", NOW)
    lines = (make_line("1", category="earrings", title="Silver earrings"), make_line("2", title="Wool jumper"))
    database.write(push_order, founded.shop.shop_id, number="SB-7", lines=lines)
    return founded


@pytest.fixture
def owner(client: FlaskClient, database: Database, founded: Founded, clock: Clock) -> FlaskClient:
    return sign_in(client, database, founded.shop, clock())


def attempt(owner: FlaskClient, changes: Mapping[str, str]) -> TestResponse:
    return send(owner, owner.get("/desk/policy/try"), {"order": "SB-7", **changes}, "/try")


def verdicts(answer: TestResponse) -> list[str]:
    """Give what is said of each line."""
    cut = answer.text.split('<section class="card verdict"')[1:]
    return [" ".join(re.sub(r"<[^>]+>", " ", part.partition("</section>")[0]).split()) for part in cut]


def test_every_line_says_what_it_would_get_and_which_rule_decides(owner: FlaskClient) -> None:
    earrings, jumper = verdicts(attempt(owner, {"reason.0": "changed_mind"}))
    for words in ("Silver earrings Refuse", "Hygiene goods cannot come back.", "Decided by hygiene", "To you Sealed goods."):
        assert words in earrings
    assert "Wool jumper Let it in" in jumper
    assert "Decided by the return window" in jumper
    assert 'href="/desk/policy#rule-hygiene"' in attempt(owner, {"reason.0": "changed_mind"}).text


def test_day_country_and_language_are_chosen(owner: FlaskClient) -> None:
    late = verdicts(attempt(owner, {"day": "2027-06-01", "language": "fi"}))[1]
    assert "Wool jumper Refuse" in late
    assert "Palautusaika päättyi" in late
    abroad = attempt(owner, {"country": "NO", "quantity.1": "2"})
    assert "Fee €9.80" in verdicts(abroad)[1]
    assert "Hygieniatuotteita" in verdicts(attempt(owner, {"reason.0": "changed_mind", "language": "fi"}))[0]


def test_other_choices_are_listed(owner: FlaskClient) -> None:
    earrings, jumper = verdicts(attempt(owner, {}))
    assert "What other choices would give" in earrings
    assert "Changed my mind Refuse Hygiene goods cannot come back. hygiene" in earrings
    assert "Anything else Let it in" in earrings
    assert "What other choices would give" not in jumper


def sign(founded: Founded) -> str:
    """Sign an order that the shop never sent."""
    tags = tag_order(founded.signing_key, "SB-99", postcode="33100")
    items = (TokenItem(line_id="1", quantity=1, title="Blue bowl"),)
    claims = OrderClaims(order="SB-99", token_id="a-token-of-tests", tags=tags, items=items)
    return sign_order(claims, founded.signing_key, int(NOW.timestamp()))


def test_a_token_or_a_link_with_one_will_do_and_nothing_is_kept(owner: FlaskClient, founded: Founded) -> None:
    token = sign(founded)
    for pasted in (token, f"https://shop.example/orders#sbt={token}&lang=fi"):
        assert "Blue bowl" in verdicts(attempt(owner, {"order": pasted}))[0]
    assert attempt(owner, {"order": "SB-99"}).status_code == 404


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        ("SB-404", "no order of that number"),
        ("sbo1_nonsense", "This token is refused."),
        ("<script>alert(1)</script>", "no order of that number"),
        ("x" * 60_000, "no order of that number"),
    ],
)
def test_what_is_no_order_is_said_and_kept(owner: FlaskClient, pasted: str, words: str) -> None:
    answer = attempt(owner, {"order": pasted})
    assert answer.status_code == 404
    assert words in answer.text
    assert "<script>alert" not in answer.text


def test_another_shops_order_and_token_open_nothing(owner: FlaskClient, database: Database, make_shop: MakeShop) -> None:
    other = make_shop()
    database.write(push_order, other.shop.shop_id, number="SB-8")
    assert attempt(owner, {"order": "SB-8"}).status_code == 404
    assert attempt(owner, {"order": sign(other)}).status_code == 404


def test_nobodys_name_or_address_is_shown(owner: FlaskClient) -> None:
    page = attempt(owner, {}).text
    for fact in ("Aino", "aino@example.fi", "Hämeenkatu", "33100", "+358"):
        assert fact not in page


@pytest.mark.parametrize("name", ["day", "country", "language", "reason.0", "condition.0", "resolution.0", "quantity.0"])
@pytest.mark.parametrize("typed", ["", "'; --", "9" * 400, "2026-02-31"])
def test_nonsense_in_a_field_is_taken_for_nothing_said(owner: FlaskClient, name: str, typed: str) -> None:
    assert attempt(owner, {name: typed}).status_code == 200
