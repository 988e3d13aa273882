"""A thousand rules at once: one bit a rule, so that what a line is not for falls away by a few operations on numbers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sendback.policy.globs import index_globs
from sendback.policy.rules import Fact, Rule

Values = Mapping[Fact, tuple[str, ...] | None]


@dataclass(frozen=True, slots=True)
class FactIndex:
    """For one fact: which rules want a value of it, which do not, and which never ask."""

    wanted: Callable[[str], int]
    unwanted: Callable[[str], int]
    wants_nothing: int
    asks_nothing: int

    def find(self, values: tuple[str, ...] | None) -> int:
        """Give the rules that these values fit; where nothing is known, those that do not ask."""
        if values is None:
            return self.asks_nothing
        found, barred = self.wants_nothing, 0
        for value in values:
            found |= self.wanted(value)
            barred |= self.unwanted(value)
        return found & ~barred


@dataclass(frozen=True, slots=True)
class FactsIndex:
    """All that rules name values of."""

    everything: int = 0
    facts: Mapping[Fact, FactIndex] = field(default_factory=dict)

    def find(self, values: Values) -> int:
        """Give the bits of the rules that fit these values; a fact that is left out limits nothing."""
        found = self.everything
        for fact, index in self.facts.items():
            if fact in values:
                found &= index.find(values[fact])
        return found


def index_facts(rules: tuple[Rule, ...]) -> FactsIndex:
    """Index rules by the values that they name."""
    everything = (1 << len(rules)) - 1
    facts = {}
    for fact in Fact:
        wanted = _gather(rule.when.any_of.get(fact, ()) for rule in rules)
        unwanted = _gather(rule.when.none_of.get(fact, ()) for rule in rules)
        if wanted or unwanted:
            wants_nothing = everything & ~join_bits(wanted.values())
            asks_nothing = wants_nothing & ~join_bits(unwanted.values())
            facts[fact] = FactIndex(_finder(fact, wanted), _finder(fact, unwanted), wants_nothing, asks_nothing)
    return FactsIndex(everything, facts)


def list_bits(bits: int) -> Iterator[int]:
    """List the places of the bits that are set, lowest first.

    >>> list(list_bits(0b1010))
    [1, 3]
    """
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def join_bits(many: Iterable[int]) -> int:
    """Set every bit that is set in any of some numbers."""
    joined = 0
    for bits in many:
        joined |= bits
    return joined


def _gather(named: Iterable[Iterable[str]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, values in enumerate(named):
        for value in values:
            found[value] = found.get(value, 0) | 1 << number
    return found


def _finder(fact: Fact, named: Mapping[str, int]) -> Callable[[str], int]:
    if fact is not Fact.SKU:
        return lambda value: named.get(value, 0)
    exact = {text: bits for text, bits in named.items() if not any(sign in text for sign in "*?[")}
    globs = index_globs({text: bits for text, bits in named.items() if text not in exact})
    return lambda value: exact.get(value, 0) | globs.find(value)
