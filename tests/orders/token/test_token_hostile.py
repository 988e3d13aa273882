"""Whatever the text, the answer is a refusal with a reason: never an acceptance, never another exception."""

import random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sendback.orders.token.grammar import split_token
from sendback.orders.token.refusal import TokenReason

ASCII = [chr(code) for code in range(128)]
STRANGE = ["\x85", "é", "А", "․", "．", "\u200b", "\u202e", "\ud800", "🧦"]


@pytest.fixture(scope="module")
def packed_token(sign: Any, plain_claims: Any) -> str:
    items = [{"id": str(number), "q": 1, "t": "Linen shirt"} for number in range(9)]
    token: str = sign({**plain_claims, "i": items}, compress=True)
    assert split_token(token).compressed
    return token


def test_no_changed_character_is_accepted(refusal: Any, good_token: str, packed_token: str) -> None:
    for token in (good_token, packed_token):
        for place, old in enumerate(token):
            for new in ASCII + STRANGE:
                if new != old:
                    reason, _ = refusal(token[:place] + new + token[place + 1 :])
                    assert reason in {TokenReason.FORMAT, TokenReason.SIGNATURE}


def test_no_lost_added_or_moved_character_is_accepted(refusal: Any, good_token: str) -> None:
    for place in range(len(good_token)):
        before, after = good_token[:place], good_token[place:]
        changed = [before, before + after[1:], before + "A" + after, before + "." + after, after + before]
        changed += [before + after[1:2] + after[:1] + after[2:], before + after.swapcase()]
        for text in changed:
            if text != good_token:
                refusal(text)


def test_parts_of_two_tokens_never_fit(refusal: Any, sign: Any, plain_claims: Any, other_shop: Any, now: int) -> None:
    donors = [
        split_token(token)
        for token in (
            sign(plain_claims),
            sign({**plain_claims, "o": "1002"}),
            sign(plain_claims, at=now + 1),
            sign(plain_claims, other_shop),
        )
    ]
    whole = {(part.kid, part.payload, part.stamp, part.signature) for part in donors}
    for kid in {part.kid for part in donors}:
        for payload in {part.payload for part in donors}:
            for stamp in {part.stamp for part in donors}:
                for signature in {part.signature for part in donors}:
                    if (kid, payload, stamp, signature) not in whole:
                        spliced = f"sbo1_{kid}.{payload}.{stamp}.{signature}"
                        assert refusal(spliced, shop_id=None)[0] is TokenReason.SIGNATURE


def test_a_dot_added_or_taken_changes_the_meaning_and_is_refused(refusal: Any, good_token: str, packed_token: str) -> None:
    assert refusal(packed_token.replace("..", ".", 1))[0] is TokenReason.SIGNATURE
    assert refusal(good_token.replace(".", "..", 1))[0] is TokenReason.SIGNATURE


@given(text=st.text() | st.from_regex(r"sbo1_[A-Za-z0-9]{8}\.\.?[\w-]{16,60}\.[\w-]{6,7}\.[\w-]{43}", fullmatch=True))
@example("")
@example("sbo1_")
@example("\ud800" * 40)
@settings(max_examples=300)
def test_any_text_is_refused_and_nothing_else_happens(refusal: Any, text: str) -> None:
    assert refusal(text)[0] in {TokenReason.FORMAT, TokenReason.SIGNATURE}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=8,
)


@given(claim=st.sampled_from("vojimsduclrxa"), value=json_values)
@settings(max_examples=300)
def test_any_value_of_a_signed_claim_is_read_or_refused(
    sign: Any, verify: Any, refusal: Any, plain_claims: Any, claim: str, value: object
) -> None:
    token = sign({**plain_claims, claim: value})
    try:
        verify(token)
    except Exception:
        assert refusal(token)[0] in {TokenReason.FORMAT, TokenReason.PAYLOAD, TokenReason.SCHEMA}


@given(raw=st.binary(min_size=12, max_size=200), dot=st.booleans())
@settings(max_examples=300)
def test_any_signed_bytes_are_refused(sign: Any, refusal: Any, raw: bytes, dot: bool) -> None:
    token = sign(raw, compress=False)
    assert refusal(token)[0] in {TokenReason.PAYLOAD, TokenReason.SCHEMA}


def test_a_thousand_random_cuts_are_refused(refusal: Any, good_token: str, packed_token: str) -> None:
    dice = random.Random(1)
    for _ in range(1000):
        one, two = dice.choice([good_token, packed_token]), dice.choice([good_token, packed_token])
        text = one[: dice.randrange(len(one))] + two[dice.randrange(len(two)) :]
        if text not in {good_token, packed_token}:
            refusal(text)


@pytest.mark.parametrize("text", ["A" * 10**7, "." * 10**7, "sbo1_" * 10**6, "\ud800" * 10**6])
def test_a_huge_text_is_refused_at_once(refusal: Any, text: str) -> None:
    reason, hint = refusal(text)
    assert reason is TokenReason.FORMAT
    assert len(hint) < 80


@pytest.mark.parametrize("text", [None, 7, b"sbo1_", ["sbo1_"], {"token": "sbo1_"}, object()])
def test_what_is_no_text_is_refused(refusal: Any, text: object) -> None:
    assert refusal(text)[0] is TokenReason.FORMAT
