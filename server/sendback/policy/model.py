"""What a decision is made of: the shop's rules, the facts of a line, and the answer with its because."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Outcome(StrEnum):
    """What a policy says of one line."""

    ALLOW = "allow"
    ASK = "ask"
    REFUSE = "refuse"


class Day(StrEnum):
    """Which day a return window is counted from."""

    ORDERED = "ordered"
    SHIPPED = "shipped"
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules of one version of a shop's settings."""

    version: int
    window_days: int
    window_from: Day
    grace_days: int
    asks_first: bool
    non_returnable_skus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What is known of one order line when it is judged; days are in the shop's time zone."""

    sku: str
    left: int
    not_returnable: bool = False
    returnable_until: date | None = None
    ordered_on: date | None = None
    shipped_on: date | None = None
    delivered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer for one line: the rule that made it, what it looked at, and the sentence that explains it.

    `sentence` is a key of the catalogues' `policy` area and `day` the day it speaks of; a rehearsal needs no more
    than `rule`, `inputs` and `policy_version`.
    """

    outcome: Outcome
    rule: str
    sentence: str
    inputs: Mapping[str, str]
    policy_version: int
    day: date | None = None

    @property
    def is_returnable(self) -> bool:
        """Say whether the line may be asked for at all."""
        return self.outcome is not Outcome.REFUSE
