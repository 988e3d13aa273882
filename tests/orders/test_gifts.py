"""Gifts: the link is the proof, and it opens less than the buyer's."""

import pytest

from sendback.database.model import Database
from sendback.errors import Code, Problem
from sendback.orders import store
from sendback.orders.model import Buyer
from sendback.orders.normalize import norm_order
from sendback.orders.opening import Opened, OpeningParts, open_by_token
from sendback.orders.token.claims import OrderClaims, TokenItem
from sendback.orders.token.keys import SigningKey, kid_of
from sendback.orders.token.match import tag_order
from sendback.orders.token.refusal import TokenRefused
from sendback.orders.token.signing import as_gift, draw_token_id, sign_order, sign_payload, write_claims
from sendback.orders.token.verifying import verify_token
from sendback.shops.founding import Founded
from sendback.shops.vault import Vault
from tests.conftest import Clock
from tests.factories import make_line, push_order

NUMBER = "SB-77"


@pytest.fixture
def parts(database: Database, vault: Vault) -> OpeningParts:
    return OpeningParts(database, vault, b"pepper of the tests, 32 bytes!!!", 400)


def claim(**changes: object) -> OrderClaims:
    facts = {
        "order": NUMBER,
        "token_id": draw_token_id(),
        "items": (TokenItem("1", 2, title="Tent"),),
        "is_gift": True,
        **changes,
    }
    return OrderClaims(**facts)  # type: ignore[arg-type]


def open_gift(parts: OpeningParts, founded: Founded, clock: Clock, **changes: object) -> Opened:
    token = sign_order(claim(**changes), founded.signing_key, int(clock().timestamp()))
    return open_by_token(parts, founded.shop, token, "", {}, clock())


def test_the_link_opens_it_without_a_proof_and_names_nobody(parts: OpeningParts, founded: Founded, clock: Clock) -> None:
    opened = open_gift(parts, founded, clock)
    assert (opened.is_proved, opened.is_gift, opened.proof_fields) == (True, True, ())
    assert opened.order.buyer == Buyer()
    assert [line.title for line in opened.order.lines] == ["Tent"]


def test_of_a_known_order_only_what_was_given_is_seen_and_nothing_is_forgotten(
    parts: OpeningParts, founded: Founded, clock: Clock, database: Database
) -> None:
    order = database.write(push_order, founded.shop.shop_id, number=NUMBER)
    opened = open_gift(parts, founded, clock)
    assert [line.line_id for line in opened.order.lines] == ["1"]
    assert (opened.order.order_id, opened.order.buyer) == (order.order_id, Buyer())
    assert database.read(store.get_order, founded.shop.shop_id, order.order_id) == order


def test_a_reference_gives_everything_of_a_pushed_order(
    parts: OpeningParts, founded: Founded, clock: Clock, database: Database
) -> None:
    database.write(push_order, founded.shop.shop_id, number=NUMBER, lines=(make_line("1"), make_line("2")))
    opened = open_gift(parts, founded, clock, items=(), is_reference=True)
    assert [line.line_id for line in opened.order.lines] == ["1", "2"]
    with pytest.raises(Problem) as unknown:
        open_gift(parts, founded, clock, order="SB-78", items=(), is_reference=True)
    assert unknown.value.code is Code.NOT_VERIFIED


def test_what_a_gift_said_never_stands_in_the_way_of_what_the_buyers_token_says(
    parts: OpeningParts, founded: Founded, clock: Clock, database: Database
) -> None:
    key, earlier = founded.signing_key, int(clock().timestamp())
    tags = tag_order(key, NUMBER, postcode="33100")
    items = (TokenItem("1", 2, title="Tent", unit_price_minor=9900), TokenItem("2", 1, title="Pegs"))
    buyers = sign_order(claim(is_gift=False, tags=tags, items=items), key, earlier)
    clock.advance(hours=1)
    open_gift(parts, founded, clock)
    opened = open_by_token(parts, founded.shop, buyers, "", {"postcode": "33100"}, clock())
    known = database.read(store.find_order, founded.shop.shop_id, norm_order(NUMBER))
    assert known == opened.order
    assert [(line.line_id, line.unit_price_minor) for line in opened.order.lines] == [("1", 9900), ("2", None)]


def test_a_gift_with_a_price_that_anybody_can_read_is_refused(founded: Founded, clock: Clock) -> None:
    priced, now = claim(items=(TokenItem("1", 2, unit_price_minor=9900),)), int(clock().timestamp())
    with pytest.raises(TokenRefused, match="this is a gift"):
        sign_order(priced, founded.signing_key, now)
    text = '{"v":1,"o":"SB-77","j":"AAAAAAAAAAAAAAAA","g":true,"i":[{"id":"1","q":1,"a":9900}]}'
    token = sign_payload(text.encode(), founded.signing_key, now)
    key = SigningKey(founded.signing_key, founded.shop.shop_id)
    with pytest.raises(TokenRefused, match="this is a gift"):
        verify_token(token, {kid_of(founded.signing_key): key}.get, founded.shop.shop_id, now)


def test_the_buyers_claims_become_a_gifts() -> None:
    tags = tag_order("sbsk_test_00000000_" + "x" * 43, NUMBER, postcode="33100")
    items = (TokenItem("1", 2, title="Tent", unit_price_minor=9900, category="camping", tags=("sale",)),)
    buyers = write_claims(claim(is_gift=False, is_logged_in=True, tags=tags, items=items, currency="EUR"))
    given = as_gift(buyers)
    assert given == {
        "v": 1,
        "o": NUMBER,
        "j": buyers["j"],
        "g": True,
        "i": [{"id": "1", "q": 2, "t": "Tent", "c": "camping", "y": ["sale"]}],
    }
