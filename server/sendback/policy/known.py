"""What a shop has that its policy may name, and what a rule names that is not there."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sendback.policy.model import Choices
from sendback.policy.rules import Fact, Rule, When
from sendback.shops.options import known_country

_CHOICES = {Fact.REASON: "reasons", Fact.CONDITION: "conditions", Fact.RESOLUTION: "resolutions"}


@dataclass(frozen=True, slots=True)
class Known:
    """What a shop has that its policy may name; no `countries` are all of them."""

    choices: Choices = field(default_factory=Choices)
    options: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    warehouses: frozenset[str] = frozenset()
    """Their codes: a rule may send a return to one, as to an address of the policy."""


def list_unknown(rule: Rule, known: Known) -> Iterator[str]:
    """List what a rule names and the shop has not, as sentences."""
    for fact, name in _list_named(rule.when):
        if fact in _CHOICES and name not in getattr(known.choices, _CHOICES[fact]):
            yield f"The shop offers no {fact.value} {name}."
        elif fact is Fact.COUNTRY and not _exists(name.upper()):
            yield f"There is no country {name.upper()}."
        elif fact is Fact.COUNTRY and known.countries and name.upper() not in known.countries:
            yield f"{name.upper()} is not among the shop's countries."
    if rule.option and rule.option not in known.options:
        yield f"The shop offers no way to send it called {rule.option}."


def _list_named(when: When) -> Iterator[tuple[Fact, str]]:
    for named in (when.any_of, when.none_of):
        for fact, values in named.items():
            yield from ((fact, value) for value in values)


def _exists(country: str) -> bool:
    try:
        return bool(known_country(country))
    except ValueError:
        return False
