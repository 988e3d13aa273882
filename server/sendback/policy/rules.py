"""What a policy is written in: rules with their conditions, fees and windows, and seasons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sendback.policy.model import Day, Outcome


class Fact(StrEnum):
    """What a rule may name values of: any of them, or none of them."""

    COUNTRY = "country"
    SKU = "sku"
    CATEGORY = "category"
    TAG = "tag"
    CUSTOMER = "customer"
    REASON = "reason"
    CONDITION = "condition"
    RESOLUTION = "resolution"


@dataclass(frozen=True, slots=True)
class Span:
    """From one number to another, both inclusive; None is open."""

    low: int | None = None
    high: int | None = None

    def holds(self, number: int | None) -> bool:
        """Say whether a number lies within; an unknown one never does."""
        return number is not None and (self.low is None or number >= self.low) and (self.high is None or number <= self.high)


@dataclass(frozen=True, slots=True)
class Between:
    """From one day to another, both inclusive; None is open."""

    day: Day
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """So many days from a day on; None takes what the terms say."""

    days: int
    counted_from: Day | None = None
    grace_days: int | None = None
    is_extended: bool = True
    """Whether seasons make it longer."""


@dataclass(frozen=True, slots=True)
class Fee:
    """What the shop keeps for a return: an amount in one of some currencies, or a part of the price."""

    flat: tuple[tuple[str, int], ...] = ()
    is_each: bool = False
    """Whether the amount is for every unit rather than once for the line."""
    basis_points: int = 0


@dataclass(frozen=True, slots=True)
class When:
    """Which lines a rule is for: all that is named must hold. Texts are casefolded; `prices` are by currency."""

    any_of: Mapping[Fact, tuple[str, ...]] = field(default_factory=dict)
    none_of: Mapping[Fact, tuple[str, ...]] = field(default_factory=dict)
    prices: tuple[tuple[str, Span], ...] = ()
    quantity: Span | None = None
    days: tuple[Between, ...] = ()
    within: Window | None = None
    """For rules that let something in: until when."""
    later_than: Window | None = None
    """For rules that refuse: from when on."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a policy, and the line of the text that it begins on."""

    id: str
    then: Outcome
    line: int = 0
    when: When = field(default_factory=When)
    fee: Fee | None = None
    option: str = ""
    return_to: str = ""
    shopper: Mapping[str, str] = field(default_factory=dict)
    agent: str = ""


@dataclass(frozen=True, slots=True)
class Season:
    """What is bought from one day to another may come back until a third, where its window would end before."""

    name: str
    bought_from: date
    bought_to: date
    until: date
    line: int = 0
