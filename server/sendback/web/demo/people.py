"""Who buys at Nordlys: people of many countries and scripts, each living at one address."""

import functools
import json
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Country:
    """Where orders come from, how many, and in which money; `rate` is what a euro costs."""

    code: str
    orders: int
    currency: str
    rate: float
    language: str
    people: tuple["Person", ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Person:
    """A customer."""

    name: str
    email: str
    phone: str
    address: Mapping[str, Any]


@functools.cache
def read_countries() -> tuple[Country, ...]:
    """Read them from people.json; the same people at every start."""
    known = json.loads(resources.files("sendback.web.demo").joinpath("people.json").read_text("utf-8"))
    return tuple(_country(code, facts) for code, facts in known.items())


def _country(code: str, facts: Mapping[str, Any]) -> Country:
    people = tuple(
        _person(code, name, handle, facts["phone"], facts["places"][place % len(facts["places"])], place)
        for place, (name, handle) in enumerate(facts["people"])
    )
    return Country(code, facts["orders"], facts["currency"], facts["rate"], facts["language"], people)


def _person(code: str, name: str, handle: str, phone: str, place: Mapping[str, Any], count: int) -> Person:
    draw = random.Random(handle)
    number = "".join(str(draw.randint(1, 9)) if mark == "#" else mark for mark in phone)
    lines = [line.replace("{n}", str(3 + 7 * count + draw.randint(0, 6))) for line in place["lines"]]
    return Person(name, f"{handle}@post.example", number, {**place, "lines": lines, "country": code, "name": name})
