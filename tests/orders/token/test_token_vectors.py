"""The public vectors, and the promise that a token is what stock itsdangerous prints."""

import copy
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from itsdangerous import URLSafeTimedSerializer

from sendback.orders.token.keys import SigningKey, kid_of
from sendback.orders.token.signing import sign_payload
from sendback.orders.token.vectors import run_vectors
from sendback.orders.token.verifying import verify_token

VECTORS = Path(__file__).parents[2] / "vectors" / "order-token.json"


@pytest.fixture(scope="module")
def vectors() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(VECTORS.read_text("utf-8"))
    return loaded


def test_all_vectors_pass_byte_for_byte() -> None:
    report = run_vectors(VECTORS)
    assert [str(miss) for miss in report.misses] == []
    assert report.counts == {"sign": 40, "tag": 96, "seal": 8, "verify": 41}
    assert report.summary == "sign 40, tag 96, seal 8, verify 41: 0 missed"


@pytest.mark.parametrize(
    ("section", "name", "wrong"),
    [
        ("sign", "token", "sbo1_"),
        ("sign", "length", 7),
        ("tag", "tag", "AAAAAAAAAAAAAAAA"),
        ("tag", "normalized", "x"),
        ("tag", "order_normalized", "x"),
        ("seal", "box", "A" * 60),
        ("seal", "plaintext_json", "{}"),
        ("verify", "expect", "expired"),
    ],
)
def test_a_wrong_vector_is_named(vectors: dict[str, Any], section: str, name: str, wrong: object) -> None:
    changed = copy.deepcopy(vectors)
    changed[section][2][name] = wrong
    misses = run_vectors(changed).misses
    assert {(miss.section, miss.index) for miss in misses} == {(section, 2)}
    assert str(wrong) in str(misses[0]) or section == "seal"


def test_a_file_without_vectors_never_looks_passed() -> None:
    with pytest.raises(ValueError, match="no vectors"):
        run_vectors({"spec": "sendback order token v1"})


def test_an_owner_that_is_no_shop_is_named() -> None:
    with pytest.raises(ValueError, match="not a shop"):
        run_vectors({"verify_keys": {"shop one": "sbsk_test_kgPoYqnC_x"}})


def test_every_signed_vector_is_accepted(vectors: dict[str, Any]) -> None:
    for vector in vectors["sign"]:
        key = SigningKey(vector["key"], "shop")
        token = verify_token(vector["token"], {key.kid: key}.get, "shop", vector["ts"])
        claims = json.loads(vector["payload_json"])
        assert (token.signed_at, token.claims.order) == (vector["ts"], claims["o"])
        assert [item.line_id for item in token.claims.items] == [item["id"] for item in claims.get("i", [])]


def make_stock(key: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(
        key,
        salt="sendback.order.v1",
        signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256},
    )


def test_stock_itsdangerous_reads_every_signed_vector(vectors: dict[str, Any]) -> None:
    for vector in vectors["sign"]:
        signed = vector["token"].removeprefix(f"sbo1_{kid_of(vector['key'])}.")
        assert make_stock(vector["key"]).loads(signed) == json.loads(vector["payload_json"])


@pytest.mark.parametrize("lines", [1, 12])
def test_what_stock_itsdangerous_prints_is_accepted(nordlys: SigningKey, lines: int) -> None:
    items = [{"id": str(number), "q": 1, "t": "Linen shirt"} for number in range(lines)]
    claims = {"v": 1, "o": "1001", "j": "AAAAAAAAAAAAAAAA", "m": {"p": "LtFIpp1bLrGeWtUm"}, "i": items}
    stock = make_stock(nordlys.text)
    signed = stock.dumps(claims)
    signed_at = int(stock.loads(signed, return_timestamp=True)[1].timestamp())
    token = verify_token(f"sbo1_{nordlys.kid}.{signed}", {nordlys.kid: nordlys}.get, None, signed_at)
    assert len(token.claims.items) == lines
    ours = sign_payload(json.dumps(claims, separators=(",", ":")).encode(), nordlys.text, signed_at)
    assert signed == ours.removeprefix(f"sbo1_{nordlys.kid}.") or signed.startswith(".")
