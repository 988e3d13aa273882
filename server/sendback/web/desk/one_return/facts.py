"""Facts as the desk shows them: what was counted, its limit, and the returns it was counted from."""

from collections.abc import Sequence
from dataclasses import dataclass

from sendback.returns.facts import ReturnFact, read_facts
from sendback.returns.model import Return
from sendback.returns.rma import show_rma
from sendback.returns.waiting import say_fact, say_limit


@dataclass(frozen=True, slots=True)
class ShownFact:
    """One fact in words; `source` names returns by id and number."""

    text: str
    limit: str
    is_over: bool
    source: Sequence[tuple[str, str]]
    repeats: bool
    """Whether it was counted from the same returns as the one before it."""


def show_facts(item: Return) -> list[ShownFact]:
    """Write the facts that were kept with a return, those over their limit first."""
    facts = sorted(read_facts(item.because), key=lambda fact: not fact.is_over)
    before = [None, *(fact.source for fact in facts)]
    return [
        ShownFact(say_fact(fact), say_limit(fact), fact.is_over, _name(fact), bool(fact.source) and fact.source == last)
        for fact, last in zip(facts, before, strict=False)
    ]


def _name(fact: ReturnFact) -> list[tuple[str, str]]:
    return [(return_id, show_rma(rma)) for return_id, rma in fact.source]
