"""Signing: claims in, token out. Signers in other languages are in examples/sign_order."""

import json
import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from itsdangerous.encoding import int_to_bytes

from sendback.orders.token import base64url
from sendback.orders.token.claims import MatchTags, OrderClaims, TokenItem
from sendback.orders.token.grammar import split_token
from sendback.orders.token.keys import find_signer, kid_of
from sendback.orders.token.payload import pack_payload
from sendback.orders.token.schema import read_claims, refuse_open_prices

TOKEN_ID_BYTES = 12


def draw_token_id() -> str:
    """Draw a token id: 12 random bytes in 16 characters."""
    return secrets.token_urlsafe(TOKEN_ID_BYTES)


def sign_order(claims: OrderClaims, key: str, now: int, *, compress: bool = False) -> str:
    """Sign claims at `now`, in Unix seconds; TokenRefused where the verifier would refuse them."""
    facts = write_claims(claims)
    read_claims(facts)
    if claims.is_gift:
        refuse_open_prices(claims)
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    token = sign_payload(text.encode("utf-8"), key, now, compress=compress)
    split_token(token)
    return token


def sign_payload(text: bytes, key: str, now: int, *, compress: bool = False) -> str:
    """Sign exactly these bytes of JSON, looking at nothing."""
    stamp = base64url.encode(int_to_bytes(now))
    signed = f"{pack_payload(text, compress=compress)}.{stamp}"
    return f"sbo1_{kid_of(key)}.{find_signer(key).sign(signed).decode('ascii')}"


def as_gift(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Make the claims of a gift out of those for the buyer: the link is the proof, and nothing in it is a price."""
    items = [{name: value for name, value in item.items() if name != "a"} for item in facts.get("i", [])]
    kept = {name: value for name, value in facts.items() if name not in ("m", "a", "c", "i")}
    return {**kept, **({"i": items} if items else {}), "g": True}


def write_claims(claims: OrderClaims) -> dict[str, Any]:
    """Write claims as the JSON object of version 1, leaving out what says nothing."""
    return _drop_absent(
        {
            "v": 1,
            "o": claims.order,
            "j": claims.token_id,
            "s": _write_day(claims.shipped_on),
            "d": _write_day(claims.ordered_on),
            "u": _write_day(claims.returnable_until_on),
            "c": claims.currency,
            "l": claims.language,
            "m": _write_tags(claims.tags) or None,
            "i": [_write_item(item) for item in claims.items] or None,
            "r": claims.is_reference or None,
            "x": claims.box,
            "a": claims.is_logged_in or None,
            "g": claims.is_gift or None,
            "b": claims.is_business or None,
        }
    )


def _write_item(item: TokenItem) -> dict[str, Any]:
    return _drop_absent(
        {
            "id": item.line_id,
            "k": item.sku,
            "t": item.title,
            "q": item.quantity,
            "a": item.unit_price_minor,
            "w": item.weight_g,
            "u": _write_day(item.returnable_until_on),
            "n": None if item.is_returnable else True,
            "c": item.category,
            "y": list(item.tags) or None,
        }
    )


def _write_tags(tags: MatchTags) -> dict[str, str]:
    return _drop_absent({"p": tags.postcode, "e": tags.email})


def _write_day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _drop_absent(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value is not None}
