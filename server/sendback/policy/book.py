"""A policy as its owner wrote it, read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sendback.policy.model import LineFacts, Outcome
from sendback.policy.rules import Rule, Season
from sendback.shops.model import AddressSetting
from sendback.shops.terms import PolicySetting


@dataclass(frozen=True, slots=True)
class Example:
    """A case that the owner is sure of: these facts, on this day, and what is to come of it; None is not looked at."""

    line: int
    name: str
    facts: LineFacts
    today: date
    expect: Outcome
    rule: str | None = None
    fee: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class PolicyBook:
    """All that stands in a policy's text; `addresses` are by the name that rules call them."""

    terms: PolicySetting = field(default_factory=PolicySetting)
    seasons: tuple[Season, ...] = ()
    rules: tuple[Rule, ...] = ()
    addresses: Mapping[str, AddressSetting] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
