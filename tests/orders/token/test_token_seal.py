"""The sealed box: opened only by its key for its order, merged only where nothing is said twice."""

import json
from typing import Any

import pytest

from sendback.orders.token.claims import Profile, SealedAddress
from sendback.orders.token.match import ProofField, proves, tag
from sendback.orders.token.refusal import TokenReason, TokenRefused
from sendback.orders.token.seal import open_box, seal_box, seal_bytes

KEY = "sbsk_test_kgPoYqnC_Ubv5D04VxaD8uwFjUY3ezYeDegTmodgrHdHOb_WVdn8"
ADA = {"n": "Ada Lovelace", "a": ["Invalidenstr. 1", "10115 Berlin", "DE"], "e": "ada@example.com"}


@pytest.fixture(scope="module")
def seal(nordlys: Any, sign: Any) -> Any:
    """Sign a token whose box holds these contents and whose link shows these claims besides."""

    def seal(contents: Any, order: str = "#1001", **claims: Any) -> str:
        box = seal_box(contents, nordlys.text, order)
        token: str = sign({"v": 1, "o": "#1001", "j": "AAAAAAAAAAAAAAAA", "x": box, **claims})
        return token

    return seal


def test_a_box_opens_with_its_key_for_its_order_only() -> None:
    box = seal_box(ADA, KEY, "#1001")
    assert json.loads(open_box(box, KEY, " 1001 ")) == ADA
    assert seal_box(ADA, KEY, "#1001") != box
    for key, order in [(KEY, "1002"), (KEY + "x", "1001")]:
        with pytest.raises(TokenRefused, match="does not open"):
            open_box(box, key, order)


def test_no_changed_character_of_a_box_is_accepted() -> None:
    box = seal_box(ADA, KEY, "1001")
    for place, old in enumerate(box):
        for new in "AQgw-_09":
            if new != old:
                with pytest.raises(TokenRefused) as caught:
                    open_box(box[:place] + new + box[place + 1 :], KEY, "1001")
                assert caught.value.reason is TokenReason.SCHEMA


def test_the_link_shows_nothing_and_the_box_brings_the_rest(verify: Any, seal: Any) -> None:
    token = verify(seal({**ADA, "i": [{"id": "1", "q": 2}], "c": "EUR"}, l="de"))
    assert token.claims.profile is Profile.SEALED
    assert (token.claims.items, token.claims.currency, token.claims.language) == ((), None, "de")
    assert [item.quantity for item in token.all_claims.items] == [2]
    assert (token.all_claims.currency, token.all_claims.language) == ("EUR", "de")
    assert (token.buyer.name, token.buyer.email) == ("Ada Lovelace", "ada@example.com")
    assert token.buyer.address == SealedAddress(("Invalidenstr. 1", "10115 Berlin"), country="DE")


def test_the_buyer_in_the_box_proves_without_tags_of_its_own(verify: Any, seal: Any, nordlys: Any) -> None:
    address = {"lines": ["Invalidenstr. 1"], "postcode": "10115", "city": "Berlin", "country": "DE"}
    token = verify(seal({"e": "ada@example.com", "a": address}))
    for field, typed in [(ProofField.POSTCODE, "D-10115"), (ProofField.EMAIL, "Ada@Example.com")]:
        assert proves(token.tags, nordlys.text, "#1001", field, typed)
    assert token.buyer.address.city == "Berlin"
    nameless = verify(seal({"n": "Ada"}))
    assert (nameless.tags.postcode, nameless.tags.email) == (None, None)


def test_a_tag_of_its_own_counts_before_the_buyers(verify: Any, seal: Any, nordlys: Any) -> None:
    own = tag(nordlys.text, ProofField.EMAIL, "#1001", "other@example.com")
    for token in (verify(seal(ADA, m={"e": own})), verify(seal({**ADA, "m": {"e": own}}))):
        assert token.tags.email == own
        assert not proves(token.tags, nordlys.text, "#1001", ProofField.EMAIL, "ada@example.com")


@pytest.mark.parametrize(
    ("contents", "claims", "hint"),
    [
        ({"o": "1001"}, {}, "o is in the token and in the sealed box"),
        ({"j": "BBBBBBBBBBBB"}, {}, "j is in the token and in the sealed box"),
        ({"v": 1}, {}, "v is in the token and in the sealed box"),
        ({"x": "A" * 40}, {}, "x is in the token and in the sealed box"),
        ({"c": "EUR"}, {"c": "EUR"}, "c is in the token and in the sealed box"),
        ({"a": ["Street 1"]}, {"a": True}, "a is in the token and in the sealed box"),
        ({"z": 1}, {}, "'z' is an unknown key"),
        ({"c": "euro"}, {}, "c is not three capital letters"),
        ({"n": ""}, {}, "box n has 0 characters"),
        ({"n": "a\u202eb"}, {}, "box n holds a control character"),
        ({"e": 5}, {}, "box e is a number"),
        ({"a": True}, {}, "box a is neither"),
        ({"a": []}, {}, "box a has no list of 1 to 8 lines"),
        ({"a": ["x"] * 9}, {}, "box a has no list of 1 to 8 lines"),
        ({"a": {"city": "Berlin"}}, {}, "box a has no list of 1 to 8 lines"),
        ({"a": [1]}, {}, "a line of box a is a number"),
        ({"a": {"lines": ["x"], "zip": "1"}}, {}, "'zip' is an unknown key"),
        ([], {}, "not a JSON object"),
    ],
)
def test_a_wrong_box_is_refused_and_named(refusal: Any, seal: Any, contents: Any, claims: Any, hint: str) -> None:
    padded = contents if isinstance(contents, list) else {**contents}
    reason, said = refusal(seal(padded, **claims))
    assert (reason, hint in said) == (TokenReason.SCHEMA, True), said


def test_a_box_of_another_order_is_refused(refusal: Any, seal: Any) -> None:
    assert "another order number" in refusal(seal(ADA, order="1002"))[1]


def test_a_box_is_read_as_strictly_as_a_payload(refusal: Any, sign: Any, nordlys: Any) -> None:
    for text in (b'{"n":"Ada","n":"Eve"}', b'{"n":NaN}', b"not json at all", b"\xff" * 16):
        box = seal_bytes(text, nordlys.text, "1001", b"n" * 12)
        token = sign({"v": 1, "o": "1001", "j": "AAAAAAAAAAAAAAAA", "x": box})
        reason, hint = refusal(token)
        assert (reason, hint.startswith("in the sealed box: ")) == (TokenReason.SCHEMA, True)


def test_a_single_line_of_two_letters_is_a_line() -> None:
    from sendback.orders.token.box import read_buyer

    assert read_buyer({"a": ["DE"]}).address == SealedAddress(("DE",))
    assert read_buyer({"a": ["Rua 1", "ÄÖ"]}).address == SealedAddress(("Rua 1", "ÄÖ"))


@pytest.mark.parametrize("length", [41, 42, 43])
def test_stray_bits_at_the_end_of_a_box_are_refused(length: int) -> None:
    with pytest.raises(TokenRefused, match="canonical"):
        open_box("B" * length, KEY, "1001")
