"""The inspector: what a merchant is told about a token, right or wrong."""

import hashlib
import hmac
import json
from typing import Any

import pytest
from itsdangerous import URLSafeTimedSerializer
from itsdangerous.encoding import base64_encode

from sendback.orders.token.grammar import split_token
from sendback.orders.token.keys import SigningKey
from sendback.orders.token.reading import TokenReading, read_token
from sendback.orders.token.reading_text import list_facts, render_reading
from sendback.orders.token.refusal import TokenReason
from sendback.orders.token.seal import seal_box


@pytest.fixture(scope="module")
def read(keys: dict[str, SigningKey], now: int) -> Any:
    def read(text: str, at: int = now) -> TokenReading:
        return read_token(text, keys.get, at, "nordlys")

    return read


def test_an_accepted_token_shows_everything(read: Any, good_token: str, plain_claims: Any, now: int) -> None:
    reading = read(good_token, now + 60)
    assert reading.is_accepted
    assert reading.is_well_formed
    assert reading.is_key_known
    assert reading.is_signature_right
    assert (reading.kid, reading.mode, reading.signed_at, reading.age_seconds) == ("Nordlys1", "live", now, 60)
    assert (reading.problem, reading.hint, reading.length) == (None, "", len(good_token))
    facts = list_facts(reading)
    assert json.loads(facts["payload_json"]) == facts["claims"] == plain_claims
    assert facts["signed_at"] == "2026-11-18T11:06:40Z"
    assert json.loads(json.dumps(facts)) == facts


def test_text_that_is_no_token_still_gets_a_reading(read: Any) -> None:
    reading = read("https://shop.example/returns")
    assert (reading.is_accepted, reading.is_well_formed, reading.problem) == (False, False, TokenReason.FORMAT)
    assert "begins with" in render_reading(reading)


def test_a_refused_token_still_shows_what_it_says(read: Any, sign: Any, plain_claims: Any, now: int) -> None:
    reading = read(sign({**plain_claims, "i": [{"id": "1", "q": "2"}]}))
    assert reading.is_signature_right
    assert reading.problem is TokenReason.SCHEMA
    assert reading.hint.startswith("i[0].q is text")
    assert '"q": "2"' in (reading.payload_json or "")
    assert reading.claims is None
    assert read(sign(plain_claims), now + 401 * 86_400).problem is TokenReason.EXPIRED


def test_an_unknown_key_is_named_as_such(read: Any, good_token: str) -> None:
    reading = read(good_token.replace("Nordlys1", "Stranger"))
    assert (reading.is_key_known, reading.mode, reading.is_signature_right) == (False, None, False)
    assert "no key of this id" in reading.hint


def test_a_foreign_shops_token_is_told_apart(read: Any, sign: Any, plain_claims: Any, other_shop: Any) -> None:
    reading = read(sign(plain_claims, other_shop))
    assert (reading.problem, reading.is_signature_right) == (TokenReason.SIGNATURE, True)
    assert "another shop" in reading.hint


def test_a_box_is_reported_but_not_shown(read: Any, sign: Any, nordlys: Any) -> None:
    box = seal_box({"n": "Ada Lovelace", "e": "ada@example.com"}, nordlys.text, "1001")
    reading = read(sign({"v": 1, "o": "1001", "j": "AAAAAAAAAAAAAAAA", "x": box}))
    assert reading.is_box_opened
    assert "Ada" not in render_reading(reading) + json.dumps(list_facts(reading))
    assert list_facts(reading)["profile"] == "sealed"


def sign_with(token: str, key: bytes, signed: str | None = None) -> str:
    parts = split_token(token)
    signature = hmac.digest(key, (signed or parts.signed).encode(), "sha256")
    return f"sbo1_{parts.kid}.{parts.signed}.{base64_encode(signature).decode()}"


def derive(key: str) -> bytes:
    return hmac.digest(key.encode(), b"sendback.order.v1", "sha256")


@pytest.mark.parametrize(
    ("fault", "hint"),
    [
        (lambda key: key.encode(), "with the key itself"),
        (lambda key: hmac.digest(b"sendback.order.v1", key.encode(), "sha256"), "exchanged"),
        (lambda key: derive(key + "\n"), "line break"),
        (lambda key: derive(key + "\r\n"), "line break"),
        (lambda key: derive(f'"{key}"'), "quotes"),
        (lambda key: derive(key.split("_")[3]), "last part of the key"),
        (lambda key: derive(key.removeprefix("sbsk_live_")), "without its prefix"),
        (lambda key: hmac.digest(key.encode(), b"sendback.match.v1", "sha256"), "salt of the match tags"),
        (lambda key: hashlib.sha256(b"anything").digest(), "changed, or signed with another key"),
    ],
)
def test_a_wrong_signature_is_diagnosed(read: Any, good_token: str, nordlys: Any, fault: Any, hint: str) -> None:
    reading = read(sign_with(good_token, fault(nordlys.text)))
    assert reading.problem is TokenReason.SIGNATURE
    assert hint in reading.hint


def test_a_signature_over_the_payload_alone_is_diagnosed(read: Any, good_token: str, nordlys: Any) -> None:
    payload = split_token(good_token).payload
    assert "payload only" in read(sign_with(good_token, derive(nordlys.text), payload)).hint


@pytest.mark.parametrize(
    ("stock", "hint"),
    [
        ({"digest_method": hashlib.sha256}, "default derivation"),
        ({"digest_method": hashlib.sha256, "key_derivation": "concat"}, '"concat"'),
        ({}, "SHA-1"),
    ],
)
def test_stock_itsdangerous_is_diagnosed(read: Any, nordlys: Any, plain_claims: Any, stock: Any, hint: str) -> None:
    signed = URLSafeTimedSerializer(nordlys.text, salt="sendback.order.v1", signer_kwargs=stock).dumps(plain_claims)
    assert hint in read(f"sbo1_{nordlys.kid}.{signed}").hint


def test_the_lines_for_a_terminal_cannot_steer_it(read: Any, sign: Any) -> None:
    reading = read(sign(b'{"v":1,"o":"\x1b[2J\xe2\x80\xae\r\n"}'))
    lines = render_reading(reading)
    assert "\\x1b[2J\\u202e\\r\\n" in lines
    assert all(line.isprintable() for line in lines.splitlines())
    assert "accepted         no" in lines


def test_a_payload_that_cannot_be_unpacked_is_left_out(read: Any, good_token: str) -> None:
    reading = read(good_token.replace(".", "..", 1))
    assert (reading.payload_json, reading.is_compressed) == (None, True)
    assert "payload json" not in render_reading(reading)


def test_a_time_no_calendar_reaches_is_shown_as_seconds() -> None:
    facts = list_facts(TokenReading(1, is_well_formed=True, signed_at=2**40))
    assert facts["signed_at"] == "1099511627776 s after 1970"
