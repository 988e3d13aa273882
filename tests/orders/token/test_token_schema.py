"""The claims: what each may hold, and what a signer's author is told."""

import copy
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendback.orders.normalize import norm_order
from sendback.orders.token.claims import MatchTags, OrderClaims, Profile, TokenItem
from sendback.orders.token.fields import UNSAFE, UNSAFE_IN_TITLE
from sendback.orders.token.items import MOST_GRAMS, MOST_MINOR, MOST_QUANTITY
from sendback.orders.token.keys import SigningKey
from sendback.orders.token.refusal import TokenReason, TokenRefused
from sendback.orders.token.schema import read_claims
from sendback.orders.token.signing import draw_token_id, sign_order, write_claims
from sendback.orders.token.verifying import verify_token

ABSENT = object()
ITEM = {"id": "1", "q": 1}
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CONTROLS = "".join(map(chr, [*range(32), *range(127, 160), 0x2028, 0x2029, 0xFEFF, 0xD800, 0xDFFF]))


def make_facts(plain: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """Copy the plain claims with one changed; `i.q` is a key of the first item."""
    facts = copy.deepcopy(plain)
    holder, name = facts, path
    if "." in path:
        first, name = path.split(".")
        holder = facts["i"][0] if first == "i" else facts[first]
    if value is ABSENT:
        del holder[name]
    else:
        holder[name] = value
    return facts


WRONG: list[tuple[str, object, str]] = [
    ("v", ABSENT, "v is not the number 1"),
    ("v", 2, "v is not the number 1"),
    ("v", True, "v is not the number 1"),
    ("v", 1.0, "v is not the number 1"),
    ("v", "1", "v is not the number 1"),
    ("o", ABSENT, "o is missing or null: write text in quotes"),
    ("o", 1001, "o is a number: write text in quotes"),
    ("o", "", "o has 0 characters; allowed are 1 to 64"),
    ("o", "x" * 65, "o has 65 characters; allowed are 1 to 64"),
    ("o", "# #", "o holds no order number, only blanks or #"),
    ("j", ABSENT, "j is not 12 to 64 characters of A-Z a-z 0-9 - _"),
    ("j", "A" * 11, "j is not 12 to 64 characters of A-Z a-z 0-9 - _"),
    ("j", "A" * 65, "j is not 12 to 64 characters of A-Z a-z 0-9 - _"),
    ("j", "A" * 12 + "\n", "j is not 12 to 64 characters of A-Z a-z 0-9 - _"),
    ("i", [], "i is not a list of 1 to 100 items"),
    ("i", {"1": ITEM}, "i is not a list of 1 to 100 items"),
    ("i", [{"id": str(n), "q": 1} for n in range(101)], "i is not a list of 1 to 100 items"),
    ("i", [ITEM, ITEM], "two items of i have the same id"),
    ("i", [ITEM, "shirt"], "i[1] is not an object"),
    ("i.id", ABSENT, "i[0].id is missing or null: write text in quotes"),
    ("i.id", "", "i[0].id has 0 characters; allowed are 1 to 64"),
    ("i.id", 1, "i[0].id is a number: write text in quotes"),
    ("i.q", ABSENT, "i[0].q is missing or null: write a whole number, without quotes or decimals"),
    ("i.q", 0, "i[0].q is outside 1 to 9999"),
    ("i.q", 10_000, "i[0].q is outside 1 to 9999"),
    ("i.q", "2", "i[0].q is text: write a whole number, without quotes or decimals"),
    ("i.q", 2.0, "i[0].q is a number with decimals: write a whole number, without quotes or decimals"),
    ("i.q", True, "i[0].q is true or false: write a whole number, without quotes or decimals"),
    ("i.a", 29.99, "i[0].a is a number with decimals: write minor units (29.99 is 2999), without quotes or decimals"),
    ("i.a", "29,99", "i[0].a is text: write minor units (29.99 is 2999), without quotes or decimals"),
    ("i.a", -1, "i[0].a is outside 0 to 1000000000000"),
    ("i.a", 10**12 + 1, "i[0].a is outside 0 to 1000000000000"),
    ("i.w", [5], "i[0].w is a list: write whole grams, without quotes or decimals"),
    ("i.w", {}, "i[0].w is an object: write whole grams, without quotes or decimals"),
    ("i.w", -1, "i[0].w is outside 0 to 1000000000"),
    ("i.k", "x" * 65, "i[0].k has 65 characters; allowed are 0 to 64"),
    ("i.k", None, "i[0].k is missing or null: write text in quotes"),
    ("i.t", "x" * 121, "i[0].t has 121 characters; allowed are 0 to 120"),
    ("i.u", "31.12.2026", "i[0].u is not a day written YYYY-MM-DD"),
    ("i.n", False, "i[0].n is either true or left out"),
    ("i.n", 1, "i[0].n is either true or left out"),
    ("i.qty", 2, "i[0].'qty' is an unknown key"),
    ("i.c", "", "i[0].c has 0 characters; allowed are 1 to 64"),
    ("i.c", "x" * 65, "i[0].c has 65 characters; allowed are 1 to 64"),
    ("i.y", [], "i[0].y is not a list of 1 to 10 tags"),
    ("i.y", list("abcdefghijk"), "i[0].y is not a list of 1 to 10 tags"),
    ("i.y", "sale", "i[0].y is not a list of 1 to 10 tags"),
    ("i.y", ["x" * 33], "i[0].a tag of y has 33 characters; allowed are 1 to 32"),
    ("g", False, "g is either true or left out"),
    ("b", 1, "b is either true or left out"),
    ("m", {}, "m is not an object with p, e or both"),
    ("m", "LtFIpp1bLrGeWtUm", "m is not an object with p, e or both"),
    ("m.p", "short", "m.p is not the 16 characters of a match tag"),
    ("m.e", "+" * 16, "m.e is not the 16 characters of a match tag"),
    ("m.z", "A" * 16, "'z' is an unknown key"),
    ("m", ABSENT, "nothing can prove the purchase: give m, r, x or g"),
    ("i", ABSENT, "nothing says what was bought: give i, r or x"),
    ("s", "2026-02-30", "s is a day that does not exist"),
    ("s", "0000-01-01", "s is a day that does not exist"),
    ("d", "20261110", "d is not a day written YYYY-MM-DD"),
    ("d", "2026-W01-1", "d is not a day written YYYY-MM-DD"),
    ("d", "２０２６-11-10", "d is not a day written YYYY-MM-DD"),
    ("d", 20261110, "d is not a day written YYYY-MM-DD"),
    ("u", "2026-11-10T00:00:00+02:00", "u is a date with a time: write the shop's local day only, YYYY-MM-DD"),
    ("u", "2026-11-10 23:59", "u is a date with a time: write the shop's local day only, YYYY-MM-DD"),
    ("u", "2026-11-10\n", "u is not a day written YYYY-MM-DD"),
    ("u", None, "u is not a day written YYYY-MM-DD"),
    ("c", "eur", "c is not three capital letters (ISO 4217)"),
    ("c", 978, "c is not three capital letters (ISO 4217)"),
    ("l", "de_DE", "l is not a language tag (BCP 47)"),
    ("l", "", "l is not a language tag (BCP 47)"),
    ("r", "true", "r is either true or left out"),
    ("r", False, "r is either true or left out"),
    ("a", 1, "a is either true or left out"),
    ("x", "A" * 39, "x is not 40 to 3000 characters of base64url"),
    ("x", "A" * 3001, "x is not 40 to 3000 characters of base64url"),
    ("admin", True, "'admin' is an unknown key"),
    ("\u202egnol" * 9, True, "'\\u202egnol\\u202egnol\\u202 is an unknown key"),
]


@pytest.mark.parametrize(("path", "value", "hint"), WRONG, ids=[f"{path}-{n}" for n, (path, _, _) in enumerate(WRONG)])
def test_a_wrong_claim_is_refused_and_named(plain_claims: dict[str, Any], path: str, value: object, hint: str) -> None:
    with pytest.raises(TokenRefused) as caught:
        read_claims(make_facts(plain_claims, path, value))
    assert (caught.value.reason, caught.value.hint) == (TokenReason.SCHEMA, hint)


@pytest.mark.parametrize("payload", [[], "text", 1, None, True])
def test_a_payload_that_is_no_object_is_refused(payload: object) -> None:
    with pytest.raises(TokenRefused, match="not a JSON object"):
        read_claims(payload)


@pytest.mark.parametrize("path", ["o", "i.id", "i.k", "i.t"])
@pytest.mark.parametrize("sign", [*CONTROLS, *BIDI], ids=ascii)
def test_no_text_holds_control_or_bidi_characters(plain_claims: dict[str, Any], path: str, sign: str) -> None:
    facts = make_facts(plain_claims, path, f"10{sign}01")
    if path == "i.t" and sign in "\u061c\u200e\u200f":  # the marks that Hebrew and Arabic titles hold
        assert read_claims(facts).items[0].title == f"10{sign}01"
        return
    with pytest.raises(TokenRefused, match="control character"):
        read_claims(facts)


def test_the_quick_check_of_text_lets_nothing_unsafe_by() -> None:
    unsafe = [chr(code) for code in range(0x110000) if UNSAFE.match(chr(code)) or UNSAFE_IN_TITLE.match(chr(code))]
    assert len(unsafe) > 2000
    assert [sign for sign in unsafe if sign.isprintable()] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("o", "№ 55"),
        ("o", "x" * 64),
        ("j", "-" * 64),
        ("i.q", MOST_QUANTITY),
        ("i.a", 0),
        ("i.a", MOST_MINOR),
        ("i.w", MOST_GRAMS),
        ("i.k", ""),
        ("i.t", "👨‍👩‍👧 Tasse «Ära» \\ </script>"),
        ("i.n", True),
        ("u", "2028-02-29"),
        ("l", "zh-Hans-CN"),
        ("r", True),
        ("a", True),
        ("i", [{"id": str(n), "q": 1} for n in range(100)]),
    ],
)
def test_the_limits_themselves_are_allowed(plain_claims: dict[str, Any], path: str, value: object) -> None:
    facts = make_facts(plain_claims, path, value)
    assert read_claims(write_claims(read_claims(facts))) == read_claims(facts)


def test_claims_say_their_profile(plain_claims: dict[str, Any]) -> None:
    bare = {name: plain_claims[name] for name in "voj"}
    assert read_claims(plain_claims).profile is Profile.SELF_CONTAINED
    assert read_claims({**bare, "r": True}).profile is Profile.REFERENCE
    assert read_claims({**bare, "x": "A" * 40}).profile is Profile.SEALED


safe = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), max_size=30)
days = st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))
tags = st.none() | st.text("ABCxyz019-_", min_size=16, max_size=16)
items = st.builds(
    TokenItem,
    line_id=safe.filter(bool),
    quantity=st.integers(1, MOST_QUANTITY),
    sku=st.none() | safe,
    title=st.none() | safe,
    unit_price_minor=st.none() | st.integers(0, MOST_MINOR),
    weight_g=st.none() | st.integers(0, MOST_GRAMS),
    returnable_until_on=days,
    is_returnable=st.booleans(),
    category=st.none() | safe.filter(bool),
    tags=st.lists(safe.filter(bool), max_size=3).map(tuple),
)
orders = st.builds(
    OrderClaims,
    order=safe.filter(norm_order),
    token_id=st.builds(draw_token_id),
    items=st.lists(items, min_size=1, max_size=4, unique_by=lambda item: item.line_id).map(tuple),
    tags=st.builds(MatchTags, tags, tags).filter(lambda both: both.postcode or both.email),
    shipped_on=days,
    ordered_on=days,
    returnable_until_on=days,
    currency=st.none() | st.sampled_from(["EUR", "JPY"]),
    language=st.none() | st.sampled_from(["fi", "de-AT", "zh-Hans"]),
    is_reference=st.booleans(),
    is_logged_in=st.booleans(),
    is_business=st.booleans(),
)


@given(claims=orders, signed_at=st.integers(2**24, 2**40 - 1), compress=st.booleans())
def test_what_is_signed_is_what_is_verified(nordlys: SigningKey, claims: OrderClaims, signed_at: int, compress: bool) -> None:
    token = sign_order(claims, nordlys.text, signed_at, compress=compress)
    verified = verify_token(token, {nordlys.kid: nordlys}.get, "nordlys", signed_at)
    assert (verified.claims, verified.all_claims, verified.signed_at) == (claims, claims, signed_at)
    assert verified.is_logged_in is claims.is_logged_in


@pytest.mark.parametrize("change", [{"order": ""}, {"items": ()}, {"tags": MatchTags()}, {"currency": "Euro"}])
def test_the_signer_refuses_what_the_verifier_would(nordlys: SigningKey, change: dict[str, Any]) -> None:
    facts: dict[str, Any] = {"items": (TokenItem("1", 1),), "tags": MatchTags("A" * 16)}
    claims = OrderClaims(**{"order": "1001", "token_id": "A" * 16, **facts, **change})
    with pytest.raises(TokenRefused) as caught:
        sign_order(claims, nordlys.text, 1_795_000_000)
    assert caught.value.reason is TokenReason.SCHEMA


def test_the_signer_refuses_a_token_too_long_for_a_link_and_compression_makes_room(nordlys: SigningKey) -> None:
    lines = tuple(TokenItem(str(number), 1, "SKU", "Linen shirt, white / M " * 4) for number in range(60))
    claims = OrderClaims("1001", "A" * 16, lines, MatchTags("A" * 16))
    with pytest.raises(TokenRefused, match="characters"):
        sign_order(claims, nordlys.text, 1_795_000_000)
    assert len(sign_order(claims, nordlys.text, 1_795_000_000, compress=True)) < 1000
