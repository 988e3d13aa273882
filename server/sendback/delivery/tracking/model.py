"""Who tells of a box, and what came of what was told."""

from dataclasses import dataclass
from datetime import timedelta

from sendback.carriers.model import Milestone

SEEN = frozenset({Milestone.MOVING, Milestone.WAITING, Milestone.STRAYED, Milestone.DELIVERED})
"""Words that a carrier can only say of a box that it has, or had."""

LONGEST = timedelta(days=60)
"""A box that was not heard of for longer is lost, or arrived and nobody said so: it is neither asked for nor expected."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who tells: the journal's actor, and why where a person says what no carrier does."""

    actor: str
    because: str = ""


CARRIER = Source("carrier")


@dataclass(frozen=True, slots=True)
class Heard:
    """What was new in what was told: how many events, and whether the box was now first seen or delivered."""

    kept: int = 0
    is_seen: bool = False
    is_delivered: bool = False
