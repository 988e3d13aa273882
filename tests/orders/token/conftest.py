"""A small cast: the shop Nordlys with a live key, another shop, and a stranger whose key nobody knows."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from sendback.orders.token.keys import SigningKey
from sendback.orders.token.refusal import TokenReason, TokenRefused
from sendback.orders.token.signing import sign_payload
from sendback.orders.token.verifying import VerifiedToken, verify_token

NOW = 1_795_000_000
SECRET = "Ubv5D04VxaD8uwFjUY3ezYeDegTmodgrHdHOb4WVdn80000000"

Sign = Callable[..., str]
Verify = Callable[..., VerifiedToken]
Refusal = Callable[..., tuple[TokenReason, str]]


@pytest.fixture(scope="session")
def now() -> int:
    return NOW


@pytest.fixture(scope="session")
def nordlys() -> SigningKey:
    return SigningKey(f"sbsk_live_Nordlys1_{SECRET}", "nordlys")


@pytest.fixture(scope="session")
def other_shop() -> SigningKey:
    return SigningKey(f"sbsk_live_Tammela1_{SECRET}", "tammela")


@pytest.fixture(scope="session")
def keys(nordlys: SigningKey, other_shop: SigningKey) -> dict[str, SigningKey]:
    return {key.kid: key for key in (nordlys, other_shop)}


@pytest.fixture(scope="session")
def plain_claims() -> dict[str, Any]:
    """Claims as small as they can be; tests take a copy and change one thing."""
    tags = {"p": "LtFIpp1bLrGeWtUm"}
    return {"v": 1, "o": "1001", "j": "AAAAAAAAAAAAAAAA", "m": tags, "i": [{"id": "1", "q": 1}]}


@pytest.fixture(scope="session")
def sign(nordlys: SigningKey) -> Sign:
    """Sign whatever is given, right or wrong: an object as JSON, bytes as they are."""

    def sign(claims: object, key: SigningKey = nordlys, at: int = NOW, *, compress: bool = False) -> str:
        text = claims if isinstance(claims, bytes) else json.dumps(claims).encode()
        return sign_payload(text, key.text, at, compress=compress)

    return sign


@pytest.fixture(scope="session")
def good_token(sign: Sign, plain_claims: dict[str, Any]) -> str:
    return sign(plain_claims)


@pytest.fixture(scope="session")
def verify(keys: dict[str, SigningKey]) -> Verify:
    """Verify for the shop Nordlys at NOW unless told otherwise."""

    def verify(token: object, shop_id: str | None = "nordlys", now: int = NOW, **rules: Any) -> VerifiedToken:
        return verify_token(token, rules.pop("find_key", keys.get), shop_id, now, **rules)

    return verify


@pytest.fixture(scope="session")
def refusal(verify: Verify) -> Refusal:
    """Give reason and hint of a refusal; acceptance fails the test."""

    def refusal(token: object, **rules: Any) -> tuple[TokenReason, str]:
        with pytest.raises(TokenRefused) as caught:
            verify(token, **rules)
        return caught.value.reason, caught.value.hint

    return refusal
