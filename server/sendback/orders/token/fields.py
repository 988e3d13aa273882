"""One value of the claims at a time: its type, its limits, and what to tell a signer who got it wrong.

`name` names the claim in the hint, never its value: a hint may reach a log.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NoReturn

from sendback.orders.token.refusal import TokenReason, TokenRefused

# Controls, line and paragraph separators, lone surrogates, and every character that turns the direction of text.
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
# Titles in Hebrew and Arabic hold the three harmless marks, which turn nothing but themselves.
UNSAFE_IN_TITLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DAY_WITH_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ].+", re.DOTALL)
NAME_SHOWN = 26


def refuse(hint: str) -> NoReturn:
    """Refuse as `schema`."""
    raise TokenRefused(TokenReason.SCHEMA, hint)


def refuse_unknown(facts: Mapping[str, Any], known: frozenset[str]) -> None:
    """Refuse any key outside `known`: a misspelt claim must not pass for an absent one."""
    if not known.issuperset(facts):
        refuse(f"{ascii(min(facts.keys() - known))[:NAME_SHOWN]} is an unknown key")


def read_text(value: object, name: str, least: int, most: int, unsafe: re.Pattern[str] = UNSAFE) -> str:
    """Read text of so many characters (code points) without control or bidi characters."""
    if not isinstance(value, str):
        refuse(f"{name} is {_say_type(value)}: write text in quotes")
    if not least <= len(value) <= most:
        refuse(f"{name} has {len(value)} characters; allowed are {least} to {most}")
    # Whatever `unsafe` matches is unprintable to Python, so most text needs no search.
    if not value.isprintable() and unsafe.search(value) is not None:
        refuse(f"{name} holds a control character, a bidi character or half a surrogate pair")
    return value


def read_shape(value: object, name: str, shape: re.Pattern[str], wanted: str) -> str:
    """Read text of one shape; `wanted` says it in words."""
    if not isinstance(value, str) or shape.fullmatch(value) is None:
        refuse(f"{name} is not {wanted}")
    return value


def read_integer(value: object, name: str, least: int, most: int, wanted: str = "a whole number") -> int:
    """Read a whole number; true, 1.0 and "1" are none."""
    if type(value) is not int:
        refuse(f"{name} is {_say_type(value)}: write {wanted}, without quotes or decimals")
    if not least <= value <= most:
        refuse(f"{name} is outside {least} to {most}")
    return value


def read_day(value: object, name: str) -> date:
    """Read YYYY-MM-DD, a day that exists."""
    if not isinstance(value, str) or DAY.fullmatch(value) is None:
        if isinstance(value, str) and DAY_WITH_TIME.fullmatch(value) is not None:
            refuse(f"{name} is a date with a time: write the shop's local day only, YYYY-MM-DD")
        refuse(f"{name} is not a day written YYYY-MM-DD")
    try:
        return date.fromisoformat(value)
    except ValueError:
        refuse(f"{name} is a day that does not exist")


def read_true(value: object, name: str) -> bool:
    """Read true; false is written by leaving the claim out."""
    if value is not True:
        refuse(f"{name} is either true or left out")
    return True


def _say_type(value: object) -> str:
    if value is None:
        return "missing or null"
    names = {str: "text", bool: "true or false", float: "a number with decimals", int: "a number", list: "a list"}
    return names.get(type(value), "an object")
