"""What a policy looks at and what it answers: the facts of a line, and the decision with its because."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Outcome(StrEnum):
    """What a policy says of one line."""

    ALLOW = "allow"
    ASK = "ask"
    REFUSE = "refuse"
    KEEP = "keep"


class Day(StrEnum):
    """Which day a return window is counted from."""

    ORDERED = "ordered"
    SHIPPED = "shipped"
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What is known of one order line when it is judged; days are in the shop's time zone.

    What only the shopper can say (`quantity`, `reason`, `sub_reason`, `condition`, `resolution`) is None until it is said.
    """

    sku: str
    left: int
    not_returnable: bool = False
    returnable_until: date | None = None
    ordered_on: date | None = None
    shipped_on: date | None = None
    delivered_on: date | None = None
    quantity: int | None = None
    price_minor: int | None = None
    currency: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    country: str = ""
    is_business: bool = False
    reason: str | None = None
    sub_reason: str | None = None
    condition: str | None = None
    resolution: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer for one line: the rule that made it, what it looked at, and the sentence that explains it.

    `sentence` is a key of the catalogues' `policy` area and `day` the day it speaks of; a rehearsal needs no more
    than `rule`, `inputs` (`read_inputs`) and `policy_version`. `fee_minor` is for all the units asked for, for one where
    none were said.
    """

    outcome: Outcome
    rule: str
    sentence: str
    inputs: Mapping[str, str]
    policy_version: int
    day: date | None = None
    fee_minor: int = 0
    fee_currency: str = ""
    is_fee_each: bool = False
    """Whether more units cost more."""
    option: str = ""
    """The way to send it that the rule names; empty leaves the choice to the shopper."""
    return_to: str = ""
    """The name of the address in the policy that it goes to; empty for the shop's return address."""
    said: Mapping[str, str] = field(default_factory=dict)
    """The shop's own sentence for the shopper by language; it takes the place of `sentence`."""
    note: str = ""
    """The sentence for the agent."""

    @property
    def is_returnable(self) -> bool:
        """Say whether the line may be asked for at all."""
        return self.outcome is not Outcome.REFUSE


@dataclass(frozen=True, slots=True)
class Choices:
    """What a shopper may choose from for one line; a closer reason is written with its reason, `damaged/cracked`."""

    reasons: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    resolutions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """The decision for some choices of a shopper; None stands for every choice, and `damaged` for what is closer too."""

    reasons: tuple[str, ...] | None
    conditions: tuple[str, ...] | None
    resolutions: tuple[str, ...] | None
    decision: Decision
