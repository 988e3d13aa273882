"""The claims of version 1: which keys there may be and what each must hold (docs/order-token.md, "Claims")."""

import re
from typing import Any

from sendback.orders.normalize import norm_order
from sendback.orders.token.claims import MatchTags, OrderClaims
from sendback.orders.token.fields import read_day, read_shape, read_text, read_true, refuse, refuse_unknown
from sendback.orders.token.items import read_items

CLAIMS = frozenset("vojimsduclrxagb")
SAYS_WHAT = frozenset("irx")
CAN_PROVE = frozenset("mrxg")
TAG_KEYS = frozenset("pe")
TOKEN_ID = re.compile(r"[A-Za-z0-9_-]{12,64}")
TAG = re.compile(r"[A-Za-z0-9_-]{16}")
BOX = re.compile(r"[A-Za-z0-9_-]{40,3000}")
CURRENCY = re.compile(r"[A-Z]{3}")
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,7}")


def read_claims(facts: object) -> OrderClaims:
    """Read the claims of a token, or refuse them as `schema` with the first fault found."""
    if not isinstance(facts, dict):
        refuse("the payload is not a JSON object")
    refuse_unknown(facts, CLAIMS)
    if type(facts.get("v")) is not int or facts["v"] != 1:
        refuse("v is not the number 1")
    if SAYS_WHAT.isdisjoint(facts):
        refuse("nothing says what was bought: give i, r or x")
    if CAN_PROVE.isdisjoint(facts):
        refuse("nothing can prove the purchase: give m, r, x or g")
    return _read_known(facts)


def _read_known(facts: dict[str, Any]) -> OrderClaims:
    return OrderClaims(
        order=_read_order(facts.get("o")),
        token_id=read_shape(facts.get("j"), "j", TOKEN_ID, "12 to 64 characters of A-Z a-z 0-9 - _"),
        items=read_items(facts["i"]) if "i" in facts else (),
        tags=_read_tags(facts["m"]) if "m" in facts else MatchTags(),
        shipped_on=read_day(facts["s"], "s") if "s" in facts else None,
        ordered_on=read_day(facts["d"], "d") if "d" in facts else None,
        returnable_until_on=read_day(facts["u"], "u") if "u" in facts else None,
        currency=read_shape(facts["c"], "c", CURRENCY, "three capital letters (ISO 4217)") if "c" in facts else None,
        language=read_shape(facts["l"], "l", LANGUAGE, "a language tag (BCP 47)") if "l" in facts else None,
        is_reference="r" in facts and read_true(facts["r"], "r"),
        is_logged_in="a" in facts and read_true(facts["a"], "a"),
        box=read_shape(facts["x"], "x", BOX, "40 to 3000 characters of base64url") if "x" in facts else None,
        is_gift="g" in facts and read_true(facts["g"], "g"),
        is_business="b" in facts and read_true(facts["b"], "b"),
    )


def refuse_open_prices(claims: OrderClaims) -> None:
    """Refuse a gift whose prices stand open in the link, where whoever is given it can read them."""
    if any(item.unit_price_minor is not None for item in claims.items):
        refuse("this is a gift and i has a price: leave a out, for whoever has the link can read it")


def _read_order(value: object) -> str:
    order = read_text(value, "o", 1, 64)
    if not norm_order(order):
        refuse("o holds no order number, only blanks or #")
    return order


def _read_tags(facts: object) -> MatchTags:
    if not isinstance(facts, dict) or not facts:
        refuse("m is not an object with p, e or both")
    refuse_unknown(facts, TAG_KEYS)
    wanted = "the 16 characters of a match tag"
    return MatchTags(
        read_shape(facts["p"], "m.p", TAG, wanted) if "p" in facts else None,
        read_shape(facts["e"], "m.e", TAG, wanted) if "e" in facts else None,
    )
