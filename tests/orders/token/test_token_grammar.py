"""The outer shape: one spelling per token, and a hint for each common fault."""

import string
from typing import Any

import pytest

from sendback.orders.token.base64url import CANONICAL_LAST, decode_loosely, is_canonical
from sendback.orders.token.grammar import LONGEST_TOKEN, split_token
from sendback.orders.token.refusal import TokenReason, TokenRefused

ALPHABET = string.ascii_letters + string.digits + "-_"


def explain(text: object) -> str:
    with pytest.raises(TokenRefused) as caught:
        split_token(text)
    assert caught.value.reason is TokenReason.FORMAT
    return caught.value.hint


def test_a_token_comes_apart(good_token: str) -> None:
    parts = split_token(good_token)
    assert f"sbo1_{parts.kid}.{parts.signed}.{parts.signature}" == good_token
    assert parts.signed == f"{parts.payload}.{parts.stamp}"
    assert (parts.kid, parts.compressed, len(parts.stamp), len(parts.signature)) == ("Nordlys1", False, 6, 43)


def test_the_three_other_spellings_of_the_last_character_are_refused(good_token: str) -> None:
    raw = decode_loosely(good_token[-43:])
    spellings = [good_token[:-1] + last for last in ALPHABET if decode_loosely(good_token[-43:-1] + last) == raw]
    assert len(spellings) == 4
    assert [spelling for spelling in spellings if spelling != good_token and explain(spelling)] != []
    split_token(good_token)


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        (lambda token: "", "empty"),
        (lambda token: None, "is text"),
        (lambda token: token.encode(), "is text"),
        (lambda token: token + "\n", "white space"),
        (lambda token: " " + token, "white space"),
        (lambda token: token.removeprefix("sbo1_"), "begins with"),
        (lambda token: token.replace("sbo1_", "SBO1_"), "begins with"),
        (lambda token: token + "=", '"="'),
        (lambda token: token[:-1] + "%3D", "percent"),
        (lambda token: token[:20] + "+" + token[21:], "plain base64"),
        (lambda token: token.replace(".", "", 1), "four parts"),
        (lambda token: token + ".x", "four parts"),
        (lambda token: token.replace("Nordlys1", "Nordlys"), "key id"),
        (lambda token: token.replace("Nordlys1", "Nordlys_"), "key id"),
        (lambda token: token[:-1], "42 characters"),
        (lambda token: token[:-43] + "A" * 27, "SHA-1"),
        (lambda token: token[:-43] + "A" * 86, "SHA-512"),
        (lambda token: token[:-43] + "a" * 64, "hexadecimal"),
        (lambda token: token[:-5] + "é" + token[-4:], "outside A-Z"),
        (lambda token: token[:30] + "\ud800" + token[31:], "outside A-Z"),
        (lambda token: token[:30] + "\0" + token[31:], "outside A-Z"),
        (lambda token: "sbo1_Nordlys1.AAAA." + token[-50:], "payload has 4 characters"),
        (lambda token: token + "A" * LONGEST_TOKEN, "at most 4096"),
    ],
)
def test_a_fault_is_named(good_token: str, change: Any, hint: str) -> None:
    assert hint in explain(change(good_token))


@pytest.mark.parametrize(
    ("stamp", "hint"),
    [
        ("AaHuVl4A", "milliseconds"),
        ("MTc5NTAwMDAwMA", "decimal text"),
        ("AAAAAGr9hsA", "big-endian"),
        ("f_________8", "big-endian"),
        ("gAAAAAAAAAA", "big-endian"),
        ("A", "big-endian"),
        ("", "big-endian"),
    ],
)
def test_a_wrong_time_stamp_is_named(good_token: str, stamp: str, hint: str) -> None:
    parts = split_token(good_token)
    assert hint in explain(f"sbo1_{parts.kid}.{parts.payload}.{stamp}.{parts.signature}")


def test_the_longest_token_allowed_passes_the_grammar() -> None:
    longest = f"sbo1_Nordlys1.{'A' * 4000}.AAAAAA.{'A' * 43}"
    assert len(split_token(longest).payload) == 4000
    assert "4001 characters" in explain(f"sbo1_Nordlys1.{'A' * 4001}.AAAAAA.{'A' * 43}")


@pytest.mark.parametrize("length", range(0, 9))
def test_canonical_is_what_an_encoder_writes(length: int) -> None:
    from sendback.orders.token.base64url import decode, encode

    assert is_canonical(encode(bytes(range(length))))
    for last in ALPHABET:
        text = "A" * length + last
        expected = len(text) % 4 != 1 and encode(decode(text)) == text
        assert is_canonical(text) is expected
    assert set(CANONICAL_LAST[0]) == set(ALPHABET)
