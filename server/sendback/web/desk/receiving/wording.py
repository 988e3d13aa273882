"""What the desk calls what was found, and what becomes of it."""

from collections.abc import Mapping
from types import MappingProxyType

from sendback.receiving.put_away import NAMES
from sendback.shops.receiving import Disposition, Outcome

OUTCOMES: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.ARRIVED: "Arrived",
        Outcome.MISSING: "Missing",
        Outcome.DAMAGED: "Damaged",
        Outcome.WRONG: "Wrong item",
        Outcome.EXTRA: "Not announced",
    }
)
DISPOSITIONS: Mapping[Disposition, str] = MappingProxyType(NAMES)
RULE_OUTCOMES = (Outcome.ARRIVED, Outcome.DAMAGED, Outcome.WRONG, Outcome.EXTRA)
"""Of what a rule may speak: nothing becomes of what is missing."""
