"""The order lines of a token, each read against its limits."""

from typing import Any

from sendback.orders.token.claims import TokenItem
from sendback.orders.token.fields import (
    UNSAFE_IN_TITLE,
    read_day,
    read_integer,
    read_text,
    read_true,
    refuse,
    refuse_unknown,
)
from sendback.orders.token.refusal import TokenRefused

ITEM_KEYS = frozenset({"id", "q", "k", "t", "a", "w", "u", "n", "c", "y"})
MOST_ITEMS = 100
MOST_QUANTITY = 9999
MOST_MINOR = 10**12
MOST_GRAMS = 10**9
MOST_TAGS = 10
MINOR_UNITS = "minor units (29.99 is 2999)"


def read_items(value: object) -> tuple[TokenItem, ...]:
    """Read `i`: 1 to 100 lines, no two with the same id."""
    if not isinstance(value, list) or not 1 <= len(value) <= MOST_ITEMS:
        refuse(f"i is not a list of 1 to {MOST_ITEMS} items")
    items = []
    for index, facts in enumerate(value):
        if not isinstance(facts, dict):
            refuse(f"i[{index}] is not an object")
        try:
            items.append(_read_item(facts))
        except TokenRefused as fault:  # placed here, so that a good line does not pay for the name of its place
            refuse(f"i[{index}].{fault.hint}")
    if len({item.line_id for item in items}) < len(items):
        refuse("two items of i have the same id")
    return tuple(items)


def _read_item(facts: dict[str, Any]) -> TokenItem:
    refuse_unknown(facts, ITEM_KEYS)
    return TokenItem(
        read_text(facts.get("id"), "id", 1, 64),
        read_integer(facts.get("q"), "q", 1, MOST_QUANTITY),
        sku=read_text(facts["k"], "k", 0, 64) if "k" in facts else None,
        title=read_text(facts["t"], "t", 0, 120, UNSAFE_IN_TITLE) if "t" in facts else None,
        unit_price_minor=read_integer(facts["a"], "a", 0, MOST_MINOR, MINOR_UNITS) if "a" in facts else None,
        weight_g=read_integer(facts["w"], "w", 0, MOST_GRAMS, "whole grams") if "w" in facts else None,
        returnable_until_on=read_day(facts["u"], "u") if "u" in facts else None,
        is_returnable="n" not in facts or not read_true(facts["n"], "n"),
        category=read_text(facts["c"], "c", 1, 64) if "c" in facts else None,
        tags=_read_tags(facts["y"]) if "y" in facts else (),
    )


def _read_tags(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not 1 <= len(value) <= MOST_TAGS:
        refuse(f"y is not a list of 1 to {MOST_TAGS} tags")
    return tuple(read_text(tag, "a tag of y", 1, 32) for tag in value)
