"""Why a return waits, in plain English: for the desk, and for the mail to its approvers."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from sendback.returns.facts import FactName, ReturnFact, read_facts
from sendback.returns.model import Return
from sendback.words.catalogue import words_for

_ENGLISH = words_for("en")
WHY: Mapping[str, str] = MappingProxyType(
    {
        "policy": "The policy let it through.",
        "approval": "Your policy asks you to decide.",
        "agent": "Made and approved by one of you.",
        "mismatch": "What was typed differs from the order.",
        "facts": "A fact has reached the limit you set.",
        "withdrawal": "Made from a withdrawal: the contract is taken back by right.",
        "no_return_address": "There was no address yet that parcels go to. Set it in the builder, then approve.",
    }
)
"""Each rule that lets a return in or lets it wait, as a person says it."""

_FACTS: Mapping[FactName, tuple[str, str]] = MappingProxyType(
    {
        FactName.RETURNS_OF_ORDER: ("{value} return of this order", "{value} returns of this order"),
        FactName.RETURNS_OF_PERSON: ("{value} return by this person", "{value} returns by this person"),
        FactName.VALUE_OF_PERSON: ("{value} sent back by this person", "{value} sent back by this person"),
        FactName.NAMES_AT_ADDRESS: ("{value} name at this address", "{value} different names at this address"),
    }
)


def say_why(item: Return) -> str:
    """Say why a return waits or waited; what a rule says to the agent stands with its line."""
    return WHY.get(str(item.because.get("rule")), "A rule of your policy asks you to decide.")


def say_over(item: Return) -> Sequence[str]:
    """Name the facts of a return that reached their limits."""
    return [f"{say_fact(fact)} ({say_limit(fact)})" for fact in read_facts(item.because) if fact.is_over]


def say_fact(fact: ReturnFact) -> str:
    """Say a fact: 3 returns by this person in 90 days, with this one."""
    one, many = _FACTS[fact.name]
    is_money = fact.name is FactName.VALUE_OF_PERSON
    value = _ENGLISH.money(fact.value, fact.currency) if is_money else str(fact.value)
    counted = (many if fact.value != 1 else one).format(value=value)
    return f"{counted} in {fact.days} days" if fact.days else counted


def say_limit(fact: ReturnFact) -> str:
    """Say a fact's limit, or that it has none."""
    if fact.limit is None:
        return "no limit set"
    is_money = fact.name is FactName.VALUE_OF_PERSON
    return f"asks you from {_ENGLISH.money(fact.limit, fact.currency) if is_money else fact.limit} on"
