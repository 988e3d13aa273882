"""Which rules a line comes under, as far as is known."""

from datetime import date

from sendback.policy.compiling import Policy
from sendback.policy.index import Values
from sendback.policy.model import LineFacts
from sendback.policy.rules import Fact


def find_rules(policy: Policy, line: LineFacts, values: Values, today: date) -> int:
    """Give the bits of the rules whose conditions hold, but for those days after which a rule begins to refuse."""
    found = policy.facts.find(values)
    for condition, bits in policy.conditions:
        if found & bits and not condition.holds(line, today):
            found &= ~bits
    return found


def values_of(line: LineFacts) -> dict[Fact, tuple[str, ...] | None]:
    """Give the values that rules may name, casefolded; None is not known, or not said yet."""
    reason = None
    if line.reason:
        reason = (line.reason, f"{line.reason}/{line.sub_reason}") if line.sub_reason else (line.reason,)
    return {
        Fact.COUNTRY: (line.country.casefold(),) if line.country else None,
        Fact.SKU: (line.sku.casefold(),),
        Fact.CATEGORY: (line.category.casefold(),),
        Fact.TAG: tuple(tag.casefold() for tag in line.tags),
        Fact.CUSTOMER: ("business" if line.is_business else "consumer",),
        Fact.REASON: reason,
        Fact.CONDITION: (line.condition,) if line.condition else None,
        Fact.RESOLUTION: (line.resolution,) if line.resolution else None,
    }
