"""The claims of version 1: which keys there may be and what each must hold (docs/order-token.md, "Claims")."""

import re
from datetime import date
from typing import Any

from sendback.orders.normalize import norm_order
from sendback.orders.token.claims import MatchTags, OrderClaims, TokenItem
from sendback.orders.token.fields import (
    UNSAFE_IN_TITLE,
    read_day,
    read_integer,
    read_shape,
    read_text,
    read_true,
    refuse,
    refuse_unknown,
)

CLAIMS = frozenset("vojimsduclrxa")
ITEM_KEYS = frozenset({"id", "q", "k", "t", "a", "w", "u", "n"})
TAG_KEYS = frozenset({"p", "e"})
TOKEN_ID = re.compile(r"[A-Za-z0-9_-]{12,64}")
TAG = re.compile(r"[A-Za-z0-9_-]{16}")
BOX = re.compile(r"[A-Za-z0-9_-]{40,3000}")
CURRENCY = re.compile(r"[A-Z]{3}")
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,7}")
MOST_ITEMS = 100
MOST_QUANTITY = 9999
MOST_MINOR = 10**12
MOST_GRAMS = 10**9
MINOR_UNITS = "minor units (29.99 is 2999)"


def read_claims(facts: object) -> OrderClaims:
    """Read the claims of a token, or refuse them as `schema` with the first fault found."""
    if not isinstance(facts, dict):
        refuse("the payload is not a JSON object")
    refuse_unknown(facts, CLAIMS, "the payload")
    if type(facts.get("v")) is not int or facts["v"] != 1:
        refuse("v is not the number 1")
    claims = OrderClaims(
        order=_read_order(facts.get("o")),
        token_id=read_shape(facts.get("j"), "j", TOKEN_ID, "12 to 64 characters of A-Z a-z 0-9 - _"),
        items=_read_items(facts["i"]) if "i" in facts else (),
        tags=_read_tags(facts["m"]) if "m" in facts else MatchTags(),
        shipped_on=_read_day(facts, "s", ""),
        ordered_on=_read_day(facts, "d", ""),
        returnable_until_on=_read_day(facts, "u", ""),
        currency=_read_shape(facts, "c", CURRENCY, "three capital letters (ISO 4217)"),
        language=_read_shape(facts, "l", LANGUAGE, "a language tag (BCP 47)"),
        is_reference="r" in facts and read_true(facts["r"], "r"),
        is_logged_in="a" in facts and read_true(facts["a"], "a"),
        box=_read_shape(facts, "x", BOX, "40 to 3000 characters of base64url"),
    )
    _require_purchase_and_proof(facts)
    return claims


def _require_purchase_and_proof(facts: dict[str, Any]) -> None:
    if not facts.keys() & {"i", "r", "x"}:
        refuse("nothing says what was bought: give i, r or x")
    if not facts.keys() & {"m", "r", "x"}:
        refuse("nothing can prove the purchase: give m, r or x")


def _read_order(value: object) -> str:
    order = read_text(value, "o", 1, 64)
    if not norm_order(order):
        refuse("o holds no order number, only blanks or #")
    return order


def _read_items(value: object) -> tuple[TokenItem, ...]:
    if not isinstance(value, list) or not 1 <= len(value) <= MOST_ITEMS:
        refuse(f"i is not a list of 1 to {MOST_ITEMS} items")
    items = tuple(_read_item(item, f"i[{index}]") for index, item in enumerate(value))
    if len({item.line_id for item in items}) < len(items):
        refuse("two items of i have the same id")
    return items


def _read_item(facts: object, where: str) -> TokenItem:
    if not isinstance(facts, dict):
        refuse(f"{where} is not an object")
    refuse_unknown(facts, ITEM_KEYS, where)
    return TokenItem(
        line_id=read_text(facts.get("id"), f"{where}.id", 1, 64),
        quantity=read_integer(facts.get("q"), f"{where}.q", 1, MOST_QUANTITY),
        sku=read_text(facts["k"], f"{where}.k", 0, 64) if "k" in facts else None,
        title=read_text(facts["t"], f"{where}.t", 0, 120, UNSAFE_IN_TITLE) if "t" in facts else None,
        unit_price_minor=read_integer(facts["a"], f"{where}.a", 0, MOST_MINOR, MINOR_UNITS) if "a" in facts else None,
        weight_g=read_integer(facts["w"], f"{where}.w", 0, MOST_GRAMS, "whole grams") if "w" in facts else None,
        returnable_until_on=_read_day(facts, "u", f"{where}."),
        is_returnable=not ("n" in facts and read_true(facts["n"], f"{where}.n")),
    )


def _read_tags(facts: object) -> MatchTags:
    if not isinstance(facts, dict) or not facts:
        refuse("m is not an object with p, e or both")
    refuse_unknown(facts, TAG_KEYS, "m")
    wanted = "the 16 characters of a match tag"
    return MatchTags(_read_shape(facts, "p", TAG, wanted, "m."), _read_shape(facts, "e", TAG, wanted, "m."))


def _read_day(facts: dict[str, Any], name: str, prefix: str) -> date | None:
    return read_day(facts[name], prefix + name) if name in facts else None


def _read_shape(facts: dict[str, Any], name: str, shape: re.Pattern[str], wanted: str, prefix: str = "") -> str | None:
    return read_shape(facts[name], prefix + name, shape, wanted) if name in facts else None
