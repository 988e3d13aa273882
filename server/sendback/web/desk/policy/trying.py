"""Deciding a line for a trial: as it stands, and for everything else that could be said of it."""

from dataclasses import dataclass, replace
from datetime import date

from sendback.orders.model import Order, OrderLine
from sendback.policy.decide import decide
from sendback.policy.model import Decision, LineFacts, Term
from sendback.policy.survey import survey
from sendback.returns.policies import choices_of, facts_of, policy_of
from sendback.shops.model import Shop


@dataclass(frozen=True, slots=True)
class Asked:
    """What a shopper might say of a line; None is not said yet."""

    quantity: int | None = None
    reason: str | None = None
    """With its closer reason, such as `damaged/cracked`."""
    condition: str | None = None
    resolution: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would be decided, and what other choices would give."""

    decision: Decision
    terms: tuple[Term, ...]


def try_line(shop: Shop, order: Order, line: OrderLine, asked: Asked, country: str, today: date) -> Outcome:
    """Decide a line as if the shopper had said this today; a country wins over the order's."""
    policy = policy_of(shop.settings, shop.settings_version)
    facts = facts_of(order, line, country=country)
    said = _say(facts, asked)
    return Outcome(decide(policy, said, today), survey(policy, facts, today, choices_of(shop.settings, line)))


def _say(facts: LineFacts, asked: Asked) -> LineFacts:
    reason, _, closer = (asked.reason or "").partition("/")
    return replace(
        facts,
        quantity=asked.quantity,
        reason=reason or None,
        sub_reason=closer or None,
        condition=asked.condition,
        resolution=asked.resolution,
    )
