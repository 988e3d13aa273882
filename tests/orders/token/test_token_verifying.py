"""The ten steps in their order: key, time, revocation; and what stock itsdangerous would have let through."""

import dataclasses
import hashlib
from typing import Any

import pytest
from itsdangerous import URLSafeTimedSerializer
from itsdangerous.encoding import int_to_bytes

from sendback.orders.token import base64url
from sendback.orders.token.keys import SigningKey, find_signer, kid_of, mode_of
from sendback.orders.token.refusal import TokenReason
from sendback.orders.token.revocation import Revocation
from sendback.orders.token.signing import sign_payload
from sendback.orders.token.verifying import DUMMY_KEY

DAY = 86_400


def test_a_good_token_is_verified(verify: Any, good_token: str, nordlys: SigningKey, now: int) -> None:
    token = verify(good_token)
    assert (token.key, token.signed_at, token.claims.order) == (nordlys, now, "1001")
    assert token.claims is token.all_claims
    assert (token.buyer, token.is_logged_in) == (None, False)
    assert token.tags.postcode == "LtFIpp1bLrGeWtUm"


def test_a_key_shows_its_name_but_never_its_text(nordlys: SigningKey, verify: Any, good_token: str) -> None:
    assert (nordlys.kid, nordlys.mode) == ("Nordlys1", "live")
    assert nordlys.text not in repr(nordlys) + repr(verify(good_token))
    assert (kid_of("sbsk_test_kgPoYqnC_ab_cd"), mode_of("sbsk_test_kgPoYqnC_ab_cd")) == ("kgPoYqnC", "test")
    with pytest.raises(ValueError, match="looks like"):
        kid_of("sbsk_live_short")


def test_an_unknown_key_and_a_wrong_signature_are_one_reason(refusal: Any, good_token: str) -> None:
    assert refusal(good_token.replace("Nordlys1", "Stranger")) == (
        TokenReason.SIGNATURE,
        "no key of this id is known here",
    )
    assert refusal(good_token.replace("Nordlys1", "Tammela1"), shop_id=None)[0] is TokenReason.SIGNATURE


def test_the_dummy_key_opens_nothing(refusal: Any, sign: Any, plain_claims: Any) -> None:
    forged = sign(plain_claims, SigningKey(DUMMY_KEY, "nobody"))
    assert refusal(forged, shop_id=None)[0] is TokenReason.SIGNATURE


def test_another_shops_key_is_a_wrong_signature(refusal: Any, verify: Any, sign: Any, plain_claims: Any, other_shop: Any) -> None:
    token = sign(plain_claims, other_shop)
    assert refusal(token)[0] is TokenReason.SIGNATURE
    assert verify(token, shop_id="tammela").key is other_shop
    assert verify(token, shop_id=None).key is other_shop


def test_a_test_key_never_fits_a_live_token(refusal: Any, good_token: str, nordlys: SigningKey) -> None:
    test_key = SigningKey(nordlys.text.replace("_live_", "_test_"), "nordlys")
    assert refusal(good_token, find_key=lambda _kid: test_key)[0] is TokenReason.SIGNATURE


def test_a_retired_key_counts_to_its_last_second(verify: Any, refusal: Any, good_token: str, nordlys: Any, now: int) -> None:
    def retire(until: int) -> Any:
        return {nordlys.kid: dataclasses.replace(nordlys, accepted_until=until)}.get

    assert verify(good_token, find_key=retire(now))
    assert refusal(good_token, find_key=retire(now - 1))[0] is TokenReason.KEY_RETIRED
    assert refusal(good_token, find_key=retire(0))[0] is TokenReason.KEY_RETIRED


@pytest.mark.parametrize(
    ("age", "reason", "hint"),
    [
        (-300, None, ""),
        (-301, TokenReason.NOT_YET_VALID, "301 seconds ahead"),
        (400 * DAY, None, ""),
        (400 * DAY + 1, TokenReason.EXPIRED, "400 days ago; this shop accepts 400"),
    ],
)
def test_the_time_window_is_exact(
    verify: Any, refusal: Any, sign: Any, plain_claims: Any, now: int, age: int, reason: Any, hint: str
) -> None:
    token = sign(plain_claims, at=now - age)
    if reason is None:
        assert verify(token).signed_at == now - age
        return
    found, said = refusal(token)
    assert (found, hint in said) == (reason, True)


def test_the_shop_sets_the_greatest_age(refusal: Any, verify: Any, good_token: str, now: int) -> None:
    assert verify(good_token, now=now + 2 * DAY, max_age_days=2)
    assert refusal(good_token, now=now + 2 * DAY + 1, max_age_days=2)[0] is TokenReason.EXPIRED


@pytest.mark.parametrize("at", [0, 1, 2**16, 2**40, 2**41, 1_795_000_000_123, 2**62, 2**63, 2**64 - 1])
def test_an_absurd_time_is_refused_however_well_signed(refusal: Any, sign: Any, plain_claims: Any, at: int) -> None:
    assert refusal(sign(plain_claims, at=at))[0] is TokenReason.FORMAT


@pytest.mark.parametrize("at", [2**24, 2**32 - 1, 2**32, 2**40 - 1])
def test_a_time_of_another_century_gets_an_answer(verify: Any, refusal: Any, sign: Any, plain_claims: Any, at: int) -> None:
    token = sign(plain_claims, at=at)
    assert verify(token, now=at).signed_at == at
    assert refusal(token)[0] in {TokenReason.EXPIRED, TokenReason.NOT_YET_VALID}


def test_a_time_spelt_otherwise_is_refused(refusal: Any, nordlys: SigningKey, now: int) -> None:
    payload = base64url.encode(b'{"v":1,"o":"1001","j":"AAAAAAAAAAAAAAAA","r":true}')
    plain = base64url.encode(int_to_bytes(now))
    for stamp in (base64url.encode(b"\0" + int_to_bytes(now)), plain[:-1] + "B"):
        signed = find_signer(nordlys.text).sign(f"{payload}.{stamp}").decode()
        assert refusal(f"sbo1_{nordlys.kid}.{signed}") == (
            TokenReason.PAYLOAD,
            "the time has leading zero bytes or stray bits",
        )


def test_earlier_steps_speak_first(refusal: Any, sign: Any, nordlys: Any, now: int) -> None:
    """Break a token in every way at once, then mend it from the front."""
    retired = {nordlys.kid: dataclasses.replace(nordlys, accepted_until=0, not_before=now + DAY)}.get
    live = {nordlys.kid: dataclasses.replace(nordlys, not_before=now + DAY)}.get
    bad_schema, good = b'{"v":2}xxxxxxxxxxxx', b'{"v":1,"o":"1","j":"AAAAAAAAAAAA","r":true}'
    late = now + DAY
    assert refusal(sign(bad_schema, at=late)[:-1], find_key=retired)[0] is TokenReason.FORMAT
    assert refusal(sign(bad_schema, at=late), find_key={}.get)[0] is TokenReason.SIGNATURE
    assert refusal(sign(bad_schema, at=late), find_key=retired)[0] is TokenReason.KEY_RETIRED
    assert refusal(sign(bad_schema, at=late), find_key=live)[0] is TokenReason.NOT_YET_VALID
    assert refusal(sign(bad_schema, at=now - 401 * DAY), find_key=live)[0] is TokenReason.EXPIRED
    assert refusal(sign(bad_schema), find_key=live)[0] is TokenReason.PAYLOAD
    assert refusal(sign(bad_schema[:7] + b" " * 9), find_key=live)[0] is TokenReason.SCHEMA
    assert refusal(sign(good), find_key=live)[0] is TokenReason.REVOKED


def test_a_token_its_order_and_its_key_can_be_revoked(verify: Any, refusal: Any, good_token: str, nordlys: Any, now: int) -> None:
    asked = []

    def answer(revocation: Revocation) -> Any:
        def find_revocation(shop_id: str, token_id: str, order: str) -> Revocation:
            asked.append((shop_id, token_id, order))
            return revocation

        return find_revocation

    assert verify(good_token, find_revocation=answer(Revocation()))
    assert verify(good_token, find_revocation=answer(Revocation(order_not_before=now)))
    for revocation in (Revocation(is_token_revoked=True), Revocation(order_not_before=now + 1)):
        assert refusal(good_token, find_revocation=answer(revocation))[0] is TokenReason.REVOKED
    younger = {nordlys.kid: dataclasses.replace(nordlys, not_before=now + 1)}.get
    assert refusal(good_token, find_key=younger)[0] is TokenReason.REVOKED
    assert set(asked) == {("nordlys", "AAAAAAAAAAAAAAAA", "1001")}


def test_logged_in_lasts_thirty_minutes(verify: Any, sign: Any, plain_claims: Any, now: int) -> None:
    token = sign({**plain_claims, "a": True})
    assert verify(token).is_logged_in
    assert verify(token, now=now + 1800).is_logged_in
    late = verify(token, now=now + 1801)
    assert (late.is_logged_in, late.claims.is_logged_in) == (False, True)


@pytest.mark.parametrize(
    "stock",
    [
        {},
        {"salt": "sendback.order.v1"},
        {"salt": "sendback.order.v1", "signer_kwargs": {"digest_method": hashlib.sha256}},
        {"salt": "sendback.order.v1", "signer_kwargs": {"key_derivation": "hmac"}},
        {"salt": "sendback.order.v1", "signer_kwargs": {"key_derivation": "concat", "digest_method": hashlib.sha256}},
        {"salt": "sendback.order.v1", "signer_kwargs": {"key_derivation": "none", "digest_method": hashlib.sha256}},
        {"salt": "sendback.order.v1", "signer_kwargs": {"key_derivation": "hmac", "digest_method": hashlib.sha512}},
        {"salt": "sendback.match.v1", "signer_kwargs": {"key_derivation": "hmac", "digest_method": hashlib.sha256}},
    ],
)
def test_other_settings_of_itsdangerous_are_refused(refusal: Any, nordlys: Any, plain_claims: Any, stock: Any) -> None:
    signed = URLSafeTimedSerializer(nordlys.text, **stock).dumps(plain_claims)
    assert refusal(f"sbo1_{nordlys.kid}.{signed}")[0] in {TokenReason.FORMAT, TokenReason.SIGNATURE}


def test_signing_twice_gives_the_same_text(nordlys: SigningKey, now: int) -> None:
    assert sign_payload(b"{}", nordlys.text, now) == sign_payload(b"{}", nordlys.text, now)
