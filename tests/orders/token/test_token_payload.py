"""Validly signed payloads that are not what they seem: the wrong spelling, a bomb, a liberty of some JSON parser."""

import json
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from sendback.orders.token import base64url
from sendback.orders.token.keys import SigningKey, find_signer
from sendback.orders.token.payload import MOST_INFLATED
from sendback.orders.token.refusal import TokenReason

PLAIN = b'{"v":1,"o":"1001","j":"AAAAAAAAAAAAAAAA","r":true}'
SignRaw = Callable[[str], str]


@pytest.fixture(scope="module")
def sign_raw(nordlys: SigningKey) -> SignRaw:
    """Sign an encoded payload as it stands."""

    def sign_raw(payload: str) -> str:
        return f"sbo1_{nordlys.kid}.{find_signer(nordlys.text).sign(payload + '.av2GwA').decode()}"

    return sign_raw


def pack(raw: bytes) -> str:
    return "." + base64url.encode(raw)


def test_zlib_of_every_level_is_read(sign_raw: SignRaw, verify: Any) -> None:
    for level in range(10):
        assert verify(sign_raw(pack(zlib.compress(PLAIN, level)))).claims.is_reference


@pytest.mark.parametrize(
    ("raw", "hint"),
    [
        (zlib.compress(PLAIN)[:-1], "cut off"),
        (zlib.compress(PLAIN)[:-5], "cut off"),
        (zlib.compress(PLAIN) + b"\0", "follows"),
        (zlib.compress(PLAIN) + zlib.compress(PLAIN), "follows"),
        (zlib.compress(PLAIN)[2:-4], "not zlib"),
        (zlib.compress(PLAIN)[:-1] + b"\0", "not zlib"),
        (zlib.compress(b" " * 2_900_000), "more than 32768 bytes"),
        (zlib.compress(b" " * (MOST_INFLATED + 1)), "more than 32768 bytes"),
        (zlib.compress(b" " * MOST_INFLATED), "not JSON"),
        (zlib.compressobj(zdict=b"order").compress(PLAIN) + b"\0" * 12, "not zlib"),
    ],
)
def test_a_bad_stream_is_refused(sign_raw: SignRaw, refusal: Any, raw: bytes, hint: str) -> None:
    reason, said = refusal(sign_raw(pack(raw)))
    assert reason is TokenReason.PAYLOAD
    assert hint in said


def test_a_bomb_inside_a_bomb_stays_packed(sign_raw: SignRaw, refusal: Any) -> None:
    assert refusal(sign_raw(pack(zlib.compress(zlib.compress(b" " * 10**6)))))[0] is TokenReason.PAYLOAD


@pytest.mark.parametrize(
    ("text", "reason", "hint"),
    [
        (PLAIN[:-1] + b',"o":"1002"}', TokenReason.PAYLOAD, "twice"),
        (PLAIN[:-1] + b',"m":{"p":"A","p":"B"}}', TokenReason.PAYLOAD, "twice"),
        (PLAIN[:-1] + b',"\\u006f":"1002"}', TokenReason.PAYLOAD, "twice"),
        (PLAIN[:-1] + b',"c":NaN}', TokenReason.PAYLOAD, "NaN"),
        (PLAIN[:-1] + b',"c":Infinity}', TokenReason.PAYLOAD, "NaN"),
        (PLAIN[:-1] + b',"c":-Infinity}', TokenReason.PAYLOAD, "NaN"),
        (PLAIN[:-1] + b',"c":1e999}', TokenReason.SCHEMA, "c is not"),
        (PLAIN[:-1] + b',"c":' + b"9" * 2900 + b"}", TokenReason.SCHEMA, "c is not"),
        (b"\xef\xbb\xbf" + PLAIN, TokenReason.PAYLOAD, "not JSON"),
        (PLAIN.decode().encode("utf-16"), TokenReason.PAYLOAD, "not UTF-8"),
        (PLAIN.replace(b"1001", b"10\xff1"), TokenReason.PAYLOAD, "not UTF-8"),
        (PLAIN.replace(b"1001", b"10\xed\xa0\x801"), TokenReason.PAYLOAD, "not UTF-8"),
        (PLAIN.replace(b"1001", b"10\xc0\x801"), TokenReason.PAYLOAD, "not UTF-8"),
        (PLAIN.replace(b"1001", b"10\\ud8001"), TokenReason.SCHEMA, "half a surrogate"),
        (PLAIN.replace(b"1001", b"10\\u00001"), TokenReason.SCHEMA, "control"),
        (PLAIN.replace(b"1001", b"10\n1"), TokenReason.PAYLOAD, "not JSON"),
        (PLAIN.replace(b'"', b"'"), TokenReason.PAYLOAD, "not JSON"),
        (PLAIN + PLAIN, TokenReason.PAYLOAD, "not JSON"),
        (PLAIN[:-1] + b",}", TokenReason.PAYLOAD, "not JSON"),
        (PLAIN + b" // ok", TokenReason.PAYLOAD, "not JSON"),
        (b"[" * 2900, TokenReason.SCHEMA, "nested"),
        (b"[" * 500 + b"]" * 500, TokenReason.SCHEMA, "not a JSON object"),
        (b'{"v":' * 400 + b"1" + b"}" * 400, TokenReason.SCHEMA, "v is not"),
    ],
)
def test_a_liberty_of_json_is_refused(sign_raw: SignRaw, refusal: Any, text: bytes, reason: TokenReason, hint: str) -> None:
    found, said = refusal(sign_raw(base64url.encode(text)))
    assert (found, hint in said) == (reason, True), said


def test_a_number_too_long_for_python_is_refused(sign_raw: SignRaw, refusal: Any) -> None:
    text = PLAIN[:-1] + b',"c":' + b"9" * 5000 + b"}"
    assert refusal(sign_raw(pack(zlib.compress(text))))[0] is TokenReason.PAYLOAD


def test_deep_json_is_refused_whatever_the_depth(sign_raw: SignRaw, refusal: Any) -> None:
    for depth in (100, 900, 1100, 16_000):
        text = b"[" * depth + b"]" * depth
        assert refusal(sign_raw(pack(zlib.compress(text))))[0] is TokenReason.SCHEMA


def test_stray_bits_at_the_end_of_the_payload_are_refused(sign_raw: SignRaw, refusal: Any) -> None:
    canonical = base64url.encode(PLAIN)
    assert canonical[-1] == "0"
    for last in "123":
        assert refusal(sign_raw(canonical[:-1] + last))[0] is TokenReason.PAYLOAD
    assert refusal(sign_raw(canonical + "A"))[0] is TokenReason.PAYLOAD


def test_spacing_and_order_of_keys_are_free(sign_raw: SignRaw, verify: Any) -> None:
    text = json.dumps(dict(reversed(json.loads(PLAIN).items())), indent=2).encode() + b"\n"
    assert verify(sign_raw(base64url.encode(text))).claims.order == "1001"
