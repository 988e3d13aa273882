"""The table of terms: what would be decided for every choice that a shopper may make, in few entries."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from sendback.policy.compiling import Policy
from sendback.policy.decide import decide
from sendback.policy.fitting import find_rules, values_of
from sendback.policy.index import list_bits
from sendback.policy.model import Choices, Decision, LineFacts, Term
from sendback.policy.rules import Fact

_OPEN = (Fact.REASON, Fact.CONDITION, Fact.RESOLUTION)
"""What only the shopper can say."""

Group = frozenset[str] | None
"""Choices that no rule tells apart; None for all there are."""


@dataclass(frozen=True, slots=True)
class _Entry:
    groups: tuple[Group, ...]
    decision: Decision

    def is_like(self, other: Decision) -> bool:
        return _essence(self.decision) == _essence(other)


def survey(policy: Policy, line: LineFacts, today: date, choices: Choices) -> tuple[Term, ...]:
    """Decide a line for every choice; the first term that holds the choice counts, and the last holds every one.

    Where no rule looks at what a shopper says there is one term, at the price of one decision.
    """
    unsaid = replace(line, reason=None, sub_reason=None, condition=None, resolution=None)
    base = decide(policy, unsaid, today)
    asked = _list_asked(policy, unsaid, today) if line.left > 0 and not line.not_returnable else {}
    offered = (choices.reasons, choices.conditions, choices.resolutions)
    groups = [_group(codes, asked.get(fact, frozenset())) for fact, codes in zip(_OPEN, offered, strict=True)]
    cells = [_Entry(cell, decide(policy, _say(unsaid, cell), today)) for cell in product(*groups)] if asked else []
    for place in range(len(_OPEN)):
        cells = _merge(cells, place)
    terms = [term for entry in cells for term in _list_terms(entry, choices, base, cells)]
    terms.sort(key=lambda term: not any("/" in code for code in term.reasons or ()))  # the closer reason counts first
    return (*terms, Term(None, None, None, base))


def _list_asked(policy: Policy, line: LineFacts, today: date) -> dict[Fact, frozenset[str]]:
    """List the values that rules name which this line may still come under."""
    known = {fact: values for fact, values in values_of(line).items() if fact not in _OPEN}
    asked: dict[Fact, frozenset[str]] = {}
    for place in list_bits(find_rules(policy, line, known, today)):
        when = policy.rules[place].when
        for fact in _OPEN:
            named = frozenset((*when.any_of.get(fact, ()), *when.none_of.get(fact, ())))
            if named:
                asked[fact] = asked.get(fact, frozenset()) | named
    return asked


def _group(codes: tuple[str, ...], named: frozenset[str]) -> list[Group]:
    """Put choices together that the same named values hold."""
    groups: dict[frozenset[str], set[str]] = {}
    for code in codes:
        groups.setdefault(named & {code, _parent(code)}, set()).add(code)
    return [frozenset(group) for group in groups.values()] if named and groups else [None]


def _say(line: LineFacts, cell: tuple[Group, ...]) -> LineFacts:
    reason, condition, resolution = (min(group) if group else None for group in cell)
    said, _, closer = (reason or "").partition("/")
    return replace(line, reason=said or None, sub_reason=closer or None, condition=condition, resolution=resolution)


def _merge(entries: list[_Entry], place: int) -> list[_Entry]:
    """Join entries that differ in one kind of choice only and come to the same."""
    merged: dict[object, _Entry] = {}
    for entry in entries:
        rest = (*entry.groups[:place], *entry.groups[place + 1 :])
        key = (rest, entry.groups[place] is None, _essence(entry.decision))
        known = merged.get(key)
        group = (entry.groups[place] or frozenset()) | ((known.groups[place] or frozenset()) if known else frozenset())
        groups = (*entry.groups[:place], group or None, *entry.groups[place + 1 :])
        merged[key] = _Entry(groups, (known or entry).decision)
    return list(merged.values())


def _list_terms(entry: _Entry, choices: Choices, base: Decision, entries: list[_Entry]) -> Iterable[Term]:
    """Write an entry down; of what comes to the same as the last term, only what an entry of its reason would take in."""
    reasons, conditions, resolutions = entry.groups
    rest = (_in_order(conditions, choices.conditions), _in_order(resolutions, choices.resolutions))
    plain, closer = _split(reasons, choices.reasons)
    if entry.is_like(base):
        others = [_split(other.groups[0], choices.reasons)[0] or () for other in entries if not other.is_like(base)]
        closer = tuple(code for code in closer if any(_parent(code) in codes for codes in others))
        plain = ()
    if closer:
        yield Term(closer, *rest, entry.decision)
    if plain is None or plain:
        yield Term(plain, *rest, entry.decision)


def _split(reasons: Group, offered: tuple[str, ...]) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
    """Part whole reasons from closer ones; closer ones go with their reason where it is there with all of them."""
    if reasons is None or reasons >= frozenset(offered):
        return None, ()
    whole = {code for code in reasons if "/" not in code}
    full = {code for code in whole if all(other in reasons for other in offered if _parent(other) == code)}
    closer = tuple(code for code in offered if code in reasons and "/" in code and _parent(code) not in full)
    return tuple(code for code in offered if code in whole), closer


def _in_order(group: Group, offered: tuple[str, ...]) -> tuple[str, ...] | None:
    if group is None or group >= frozenset(offered):
        return None
    return tuple(code for code in offered if code in group)


def _parent(code: str) -> str:
    return code.partition("/")[0]


def _essence(decision: Decision) -> tuple[object, ...]:
    return (decision.outcome, decision.rule, decision.sentence, decision.day, decision.fee_minor, decision.fee_currency)
