"""Opening an order: one answer for whatever does not fit, limits for guessers, a token or a number as the way in."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from sendback.database.model import Database
from sendback.errors import Code, Problem
from sendback.orders import store
from sendback.orders.model import Buyer, Source, Variant
from sendback.orders.opening import Caller, Opened, OpeningParts, list_proof_fields, open_by_number, open_by_token
from sendback.orders.token.claims import OrderClaims, TokenItem
from sendback.orders.token.match import tag_order
from sendback.orders.token.seal import seal_box
from sendback.orders.token.signing import draw_token_id, sign_order
from sendback.shops.founding import Founded
from sendback.shops.vault import Vault
from tests.conftest import Clock, MakeShop
from tests.factories import make_address, make_buyer, make_line, push_order

HERE = Caller("203.0.113.9")


@pytest.fixture
def parts(database: Database, vault: Vault) -> OpeningParts:
    return OpeningParts(database, vault, b"pepper of the tests, 32 bytes!!!", 400)


def sign(founded: Founded, clock: Clock, **claims: object) -> str:
    key = founded.signing_key
    facts = {
        "order": "SB-77",
        "token_id": draw_token_id(),
        "items": (TokenItem("1", 2, title="Tent", sku="TENT"),),
        "tags": tag_order(key, "SB-77", postcode="33100", email="aino@example.fi"),
        **claims,
    }
    return sign_order(OrderClaims(**facts), key, int(clock().timestamp()))  # type: ignore[arg-type]


def try_number(parts: OpeningParts, founded: Founded, clock: Clock, number: str, **proof: str) -> Opened:
    return open_by_number(parts, founded.shop, number, proof, HERE, clock())


def code_of(refusal: pytest.ExceptionInfo[Problem]) -> Code:
    return refusal.value.code


@pytest.mark.parametrize(
    "proof",
    [
        {"postcode": "33100"},
        {"postcode": " fi-33100 "},
        {"email": "AINO@example.fi "},
        {"postcode": "1", "email": "aino@example.fi"},
    ],
)
def test_a_pushed_order_opens_with_any_one_right_proof(
    parts: OpeningParts, founded: Founded, clock: Clock, proof: dict[str, str]
) -> None:
    order = parts.database.write(push_order, founded.shop.shop_id, number="#A 55")
    opened = try_number(parts, founded, clock, "a55", **proof)
    assert opened.is_proved
    assert opened.order == order


def test_a_phone_proves_where_the_shop_chose_it(parts: OpeningParts, make_shop: MakeShop, clock: Clock) -> None:
    fields = [{"id": kind, "kind": kind} for kind in ("order_number", "phone", "email", "name")]
    founded = make_shop(fields=fields, proof={"fields": ["phone"]})
    parts.database.write(push_order, founded.shop.shop_id, number="P1")
    assert try_number(parts, founded, clock, "P1", phone="040 123 4567").is_proved
    with pytest.raises(Problem):
        try_number(parts, founded, clock, "P1", phone="040 123 4568")
    with pytest.raises(Problem):
        try_number(parts, founded, clock, "P1", email="aino@example.fi")


@pytest.mark.parametrize(
    "proof", [{}, {"postcode": ""}, {"postcode": "33101"}, {"email": "aino@example.com"}, {"name": "Aino Järvenpää"}]
)
def test_unknown_order_and_wrong_proof_have_one_answer(
    parts: OpeningParts, founded: Founded, clock: Clock, proof: dict[str, str]
) -> None:
    parts.database.write(push_order, founded.shop.shop_id, number="KNOWN")
    refusals = []
    for number in ("KNOWN", "UNKNOWN", ""):
        with pytest.raises(Problem) as refusal:
            try_number(parts, founded, clock, number, **proof)
        refusals.append((code_of(refusal), refusal.value.detail, refusal.value.retry_after_seconds))
    assert set(refusals) == {(Code.NOT_VERIFIED, refusals[0][1], None)}


@pytest.mark.parametrize("number", ["KNOWN", "INVENTED"])
def test_the_sixth_guess_at_an_order_waits_a_day_known_or_not(
    parts: OpeningParts, founded: Founded, clock: Clock, number: str
) -> None:
    parts.database.write(push_order, founded.shop.shop_id, number="KNOWN")
    for _ in range(5):
        with pytest.raises(Problem):
            try_number(parts, founded, clock, number, postcode="00000")
    with pytest.raises(Problem) as refusal:
        try_number(parts, founded, clock, number, postcode="33100")
    assert code_of(refusal) is Code.TOO_MANY_TRIES
    assert refusal.value.retry_after_seconds
    clock.advance(days=1, minutes=1)
    if number == "KNOWN":
        assert try_number(parts, founded, clock, number, postcode="33100").is_proved


def test_one_address_meets_its_limit_across_orders_and_a_neighbour_does_not(
    parts: OpeningParts, founded: Founded, clock: Clock
) -> None:
    parts.database.write(push_order, founded.shop.shop_id, number="MINE")
    for place in range(20):
        with pytest.raises(Problem):
            try_number(parts, founded, clock, f"N{place}", postcode="1")
    with pytest.raises(Problem) as refusal:
        try_number(parts, founded, clock, "MINE", postcode="33100")
    assert code_of(refusal) is Code.TOO_MANY_TRIES
    assert open_by_number(parts, founded.shop, "MINE", {"postcode": "33100"}, Caller("203.0.113.10"), clock()).is_proved


def test_guesses_from_many_addresses_close_the_typed_proof_of_the_shop_for_an_hour(
    parts: OpeningParts, founded: Founded, clock: Clock
) -> None:
    parts.database.write(push_order, founded.shop.shop_id, number="MINE")
    for place in range(60):
        with pytest.raises(Problem):
            open_by_number(parts, founded.shop, f"N{place}", {"postcode": "1"}, Caller(f"2001:db8:{place}::1"), clock())
    with pytest.raises(Problem) as refusal:
        try_number(parts, founded, clock, "MINE", postcode="33100")
    assert code_of(refusal) is Code.TOO_MANY_TRIES
    assert open_by_token(parts, founded.shop, sign(founded, clock), "", {"postcode": "33100"}, clock()).is_proved


def test_the_table_of_guesses_names_nobody(parts: OpeningParts, founded: Founded, clock: Clock) -> None:
    with pytest.raises(Problem):
        try_number(parts, founded, clock, "SECRET-ORDER", email="someone@example.fi")
    rows = parts.database.read(lambda tx: tx.all("SELECT * FROM guesses WHERE shop_id = :s", s=founded.shop.shop_id))
    assert rows
    text = str(rows)
    assert "SECRET" not in text
    assert "someone" not in text
    assert "203.0.113" not in text


def test_postcodes_that_can_be_guessed_stop_proving(parts: OpeningParts, founded: Founded, clock: Clock) -> None:
    shop_id = founded.shop.shop_id

    def fill(tx: object) -> None:
        for place in range(500):
            push_order(tx, shop_id, number=f"G{place}")  # type: ignore[arg-type]

    parts.database.write(fill)
    assert list_proof_fields(parts.database, founded.shop, clock()) == ("email",)
    with pytest.raises(Problem):
        try_number(parts, founded, clock, "G1", postcode="33100")
    assert try_number(parts, founded, clock, "G1", email="aino@example.fi").is_proved


def test_a_token_alone_shows_lines_and_proves_nothing(parts: OpeningParts, founded: Founded, clock: Clock) -> None:
    opened = open_by_token(parts, founded.shop, sign(founded, clock), "", {}, clock())
    assert not opened.is_proved
    assert opened.shows_lines
    assert [line.title for line in opened.order.lines] == ["Tent"]
    assert opened.proof_fields == ("postcode", "email")
    assert parts.database.read(store.find_order, founded.shop.shop_id, "SB-77") is None  # nothing is stored for a mere link


def test_a_token_with_a_proof_stores_its_order(parts: OpeningParts, founded: Founded, clock: Clock) -> None:
    opened = open_by_token(parts, founded.shop, sign(founded, clock), "#sb-77", {"postcode": "33100"}, clock())
    assert opened.is_proved
    stored = parts.database.read(store.find_order, founded.shop.shop_id, "SB-77")
    assert stored == opened.order
    assert stored is not None
    assert stored.source is Source.TOKEN


def test_a_wrong_number_beside_a_token_is_not_verified(parts: OpeningParts, founded: Founded, clock: Clock) -> None:
    with pytest.raises(Problem) as refusal:
        open_by_token(parts, founded.shop, sign(founded, clock), "SB-78", {"postcode": "33100"}, clock())
    assert code_of(refusal) is Code.NOT_VERIFIED


def test_a_logged_in_claim_counts_for_half_an_hour(parts: OpeningParts, founded: Founded, clock: Clock) -> None:
    token = sign(founded, clock, is_logged_in=True)
    assert open_by_token(parts, founded.shop, token, "", {}, clock()).is_proved
    clock.advance(minutes=31)
    assert not open_by_token(parts, founded.shop, token, "", {}, clock()).is_proved


def test_another_shops_token_is_not_verified(parts: OpeningParts, make_shop: MakeShop, clock: Clock) -> None:
    one, other = make_shop(), make_shop()
    with pytest.raises(Problem) as refusal:
        open_by_token(parts, other.shop, sign(one, clock), "", {"postcode": "33100"}, clock())
    assert code_of(refusal) is Code.NOT_VERIFIED


def test_the_eleventh_wrong_proof_on_a_token_waits(parts: OpeningParts, founded: Founded, clock: Clock) -> None:
    token = sign(founded, clock)
    for _ in range(10):
        with pytest.raises(Problem):
            open_by_token(parts, founded.shop, token, "", {"postcode": "1"}, clock())
    with pytest.raises(Problem) as refusal:
        open_by_token(parts, founded.shop, token, "", {"postcode": "33100"}, clock())
    assert code_of(refusal) is Code.TOO_MANY_TRIES
    clock.advance(minutes=16)
    assert open_by_token(parts, founded.shop, token, "", {"postcode": "33100"}, clock()).is_proved


def test_a_reference_token_needs_the_pushed_order(parts: OpeningParts, founded: Founded, clock: Clock) -> None:
    token = sign(founded, clock, items=(), is_reference=True)
    with pytest.raises(Problem):
        open_by_token(parts, founded.shop, token, "", {"postcode": "33100"}, clock())
    parts.database.write(push_order, founded.shop.shop_id, number="SB-77")
    seen = open_by_token(parts, founded.shop, token, "", {}, clock())
    assert not seen.is_proved
    assert not seen.shows_lines
    assert open_by_token(parts, founded.shop, token, "", {"email": "aino@example.fi"}, clock()).is_proved


def test_a_sealed_box_opens_only_after_the_proof(parts: OpeningParts, founded: Founded, clock: Clock) -> None:
    contents = {
        "n": "Aino Järvenpää",
        "e": "aino@example.fi",
        "a": {"lines": ["Hämeenkatu 5"], "postcode": "33100", "city": "Tampere", "country": "FI"},
        "i": [{"id": "1", "q": 1, "t": "Lamp"}],
    }
    token = sign(founded, clock, items=(), box=seal_box(contents, founded.signing_key, "SB-77"))
    seen = open_by_token(parts, founded.shop, token, "", {}, clock())
    assert not seen.shows_lines
    assert seen.order.lines == ()
    assert seen.order.buyer == Buyer()
    opened = open_by_token(parts, founded.shop, token, "", {"postcode": "33100"}, clock())
    assert opened.order.buyer.name == "Aino Järvenpää"
    assert opened.order.lines[0].title == "Lamp"


def test_a_newer_token_never_forgets_what_was_taken(parts: OpeningParts, founded: Founded, clock: Clock) -> None:
    shop_id = founded.shop.shop_id
    opened = open_by_token(parts, founded.shop, sign(founded, clock), "", {"postcode": "33100"}, clock())
    assert parts.database.write(store.take_units, shop_id, opened.order.order_id, "1", 2)
    clock.advance(minutes=1)
    fewer = sign(founded, clock, items=(TokenItem("1", 1, title="Tent"), TokenItem("2", 1, title="Peg")))
    again = open_by_token(parts, founded.shop, fewer, "", {"postcode": "33100"}, clock())
    assert [(line.quantity, line.taken) for line in again.order.lines] == [(2, 2), (1, 0)]


def test_an_older_token_does_not_overwrite_a_newer(parts: OpeningParts, founded: Founded, clock: Clock) -> None:
    old = sign(founded, clock)
    clock.advance(minutes=5)
    open_by_token(
        parts, founded.shop, sign(founded, clock, items=(TokenItem("9", 1, title="New"),)), "", {"postcode": "33100"}, clock()
    )
    opened = open_by_token(parts, founded.shop, old, "", {"postcode": "33100"}, clock())
    assert [line.line_id for line in opened.order.lines] == ["9"]


def test_a_token_adds_no_buyer_over_a_pushed_one(parts: OpeningParts, founded: Founded, clock: Clock) -> None:
    parts.database.write(
        push_order,
        founded.shop.shop_id,
        number="SB-77",
        buyer=make_buyer(address=make_address()),
        as_of=clock() - timedelta(days=1),
    )
    opened = open_by_token(parts, founded.shop, sign(founded, clock), "", {"postcode": "33100"}, clock())
    assert opened.order.buyer.name == "Aino Järvenpää"


@pytest.mark.parametrize("number", ["KNOWN", "UNKNOWN"])
def test_many_guesses_at_once_get_no_more_tries_than_one_after_the_other(
    parts: OpeningParts, founded: Founded, clock: Clock, number: str
) -> None:
    parts.database.write(push_order, founded.shop.shop_id, number="KNOWN")

    def guess(place: int) -> Code:
        with pytest.raises(Problem) as refusal:
            open_by_number(parts, founded.shop, number, {"postcode": str(place)}, Caller(f"203.0.113.{place}"), clock())
        return code_of(refusal)

    with ThreadPoolExecutor(30) as pool:
        answers = Counter(pool.map(guess, range(30)))
    assert answers == {Code.NOT_VERIFIED: 5, Code.TOO_MANY_TRIES: 25}


def test_old_guesses_are_forgotten_whatever_they_were_at(parts: OpeningParts, founded: Founded, clock: Clock) -> None:
    for place in range(10):
        with pytest.raises(Problem):
            try_number(parts, founded, clock, f"N{place}", postcode="1")
    clock.advance(days=2)
    with pytest.raises(Problem):
        try_number(parts, founded, clock, "another", postcode="1")
    rows = parts.database.read(lambda tx: tx.all("SELECT * FROM guesses WHERE shop_id = :s", s=founded.shop.shop_id))
    assert len(rows) == 3  # the order, the caller and the shop of today


def test_a_token_keeps_what_only_a_push_told_of_a_line(
    parts: OpeningParts, founded: Founded, clock: Clock, database: Database
) -> None:
    line = make_line("1", category="tents", tags=("sale",), variants=(Variant("TENT-3", "Tent for three"),))
    database.write(push_order, founded.shop.shop_id, number="SB-77", lines=(line,), is_business=True, as_of=clock())
    seen = open_by_token(parts, founded.shop, sign(founded, clock), "", {}, clock.advance(minutes=1))
    assert [(each.category, each.variants) for each in seen.order.lines] == [(line.category, line.variants)]
    opened = open_by_token(parts, founded.shop, sign(founded, clock), "", {"postcode": "33100"}, clock())
    (kept,) = opened.order.lines
    assert (kept.category, kept.tags, kept.variants) == (line.category, line.tags, line.variants)
    assert opened.order.is_business
    items = (TokenItem("1", 2, title="Tent", category="camping", tags=("new",)),)
    newer = open_by_token(parts, founded.shop, sign(founded, clock, items=items), "", {"postcode": "33100"}, clock())
    assert (newer.order.lines[0].category, newer.order.lines[0].tags) == ("camping", ("new",))
