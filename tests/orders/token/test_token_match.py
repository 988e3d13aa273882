"""What the shopper types against the tags of the order."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendback.orders.token.claims import MatchTags
from sendback.orders.token.match import NO_TAG, ProofField, names_order, proves, tag, tag_order

KEY = "sbsk_test_kgPoYqnC_Ubv5D04VxaD8uwFjUY3ezYeDegTmodgrHdHOb_WVdn8"
ORDER = "#1001"


def types_postcode(typed: str, known: str = "10115", order: str = ORDER) -> bool:
    return proves(tag_order(KEY, ORDER, postcode=known), KEY, order, ProofField.POSTCODE, typed)


@pytest.mark.parametrize("typed", ["10115", " 10115", "10115\n", "D-10115", "d 10115", "D - 10115", "10 115", "101-15"])
def test_the_postcode_is_accepted_as_people_type_it(typed: str) -> None:
    assert types_postcode(typed)


@pytest.mark.parametrize("typed", ["", " ", "-", "D-", "10116", "1011", "101155", "DE10115", "ABCD-10115", "１０１１５"])
def test_another_postcode_is_not(typed: str) -> None:
    assert not types_postcode(typed)


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ("1012 AB", "NL 1012ab"),
        ("SW1A 1AA", "sw1a1aa"),
        ("D02 X285", "D 02 X285"),
        ("00-950", "PL-00950"),
        ("94105-1234", "94105"),
        ("94105", "94105-9999"),
        ("D-10115", "D 10115"),
    ],
)
def test_postcodes_of_many_countries(known: str, typed: str) -> None:
    assert types_postcode(typed, known)


def test_a_tag_is_bound_to_its_order() -> None:
    assert types_postcode("10115", order=" 1001 ")
    assert not types_postcode("10115", order="1002")
    assert tag(KEY, ProofField.POSTCODE, "1001", "10115") != tag(KEY, ProofField.POSTCODE, "1002", "10115")
    assert tag(KEY, ProofField.POSTCODE, "1001", "a@b.c") != tag(KEY, ProofField.EMAIL, "1001", "a@b.c")


def test_an_email_is_proved_without_regard_to_ascii_case() -> None:
    tags = tag_order(KEY, ORDER, email="Ada.L+shop@Example.com")
    assert proves(tags, KEY, ORDER, ProofField.EMAIL, " ada.l+shop@example.COM\n")
    assert not proves(tags, KEY, ORDER, ProofField.EMAIL, "adal@example.com")
    assert not proves(tags, KEY, ORDER, ProofField.POSTCODE, "ada.l+shop@example.com")


@pytest.mark.parametrize("field", ProofField)
@pytest.mark.parametrize("typed", ["", " ", "#", "\x1f", NO_TAG, "\ud800", "x" * 100_000, "D-", "'; --"])
def test_no_tag_proves_nothing(field: ProofField, typed: str) -> None:
    assert not proves(MatchTags(), KEY, ORDER, field, typed)


@pytest.mark.parametrize("typed", ["", " ", "-", "D-", "é", "fi "])
def test_a_tag_of_nothing_proves_nothing(typed: str) -> None:
    """Some signer will tag an empty postcode; whoever then leaves the field empty must not get in."""
    nothing = MatchTags(tag(KEY, ProofField.POSTCODE, ORDER, ""), tag(KEY, ProofField.EMAIL, ORDER, ""))
    assert not proves(nothing, KEY, ORDER, ProofField.POSTCODE, typed)
    assert not proves(nothing, KEY, ORDER, ProofField.EMAIL, typed if typed.isspace() else "")
    assert tag_order(KEY, ORDER, postcode=" - ", email=" ") == MatchTags()


def test_the_same_work_is_done_with_and_without_a_tag(monkeypatch: Any) -> None:
    from sendback.orders.token import match

    calls: list[int] = []
    digest = match.hmac.digest
    monkeypatch.setattr(match.hmac, "digest", lambda *call: calls.append(1) or digest(*call))
    known = tag_order(KEY, ORDER, postcode="10115")
    counts = set()
    for tags, typed in [(known, "10115"), (known, "D-10115"), (known, "x"), (MatchTags(), "10115")]:
        calls.clear()
        proves(tags, KEY, ORDER, ProofField.POSTCODE, typed)
        counts.add(len(calls))
    assert counts == {2}


def test_the_order_number_is_compared_as_people_type_it() -> None:
    assert names_order("#sb-2026/0042", " SB-2026/0042")
    assert not names_order("1001", "1002")
    assert not names_order("1001", "\ud800")


@given(known=st.from_regex(r"[0-9]{5}", fullmatch=True), typed=st.from_regex(r"([A-Z]{1,2}[- ])?[0-9 ]{5,7}", fullmatch=True))
def test_a_postcode_proves_exactly_when_a_candidate_is_it(known: str, typed: str) -> None:
    digits = typed.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ- ").replace(" ", "")
    assert types_postcode(typed, known) is (digits == known)
