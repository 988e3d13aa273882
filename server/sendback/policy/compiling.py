"""Making a policy ready: windows with the terms' days filled in, rules indexed, conditions shared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sendback.policy.book import PolicyBook
from sendback.policy.conditions import Condition, list_conditions
from sendback.policy.days import Deadline
from sendback.policy.globs import GlobIndex, index_globs
from sendback.policy.index import FactsIndex, index_facts
from sendback.policy.model import Day, Outcome
from sendback.policy.rules import Rule, Season, Window
from sendback.shops.model import AddressSetting
from sendback.shops.terms import PolicySetting


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of a shop's policy, ready to decide: the rules first, then the terms."""

    version: int
    deadline: Deadline
    asks_first: bool
    never: GlobIndex
    rules: tuple[Rule, ...]
    facts: FactsIndex
    conditions: tuple[tuple[Condition, int], ...]
    """Each with the bits of the rules that ask it."""
    open_until: Mapping[int, Deadline]
    """Until when each rule lets in, by its place."""
    closed_after: Mapping[int, Deadline]
    """After when each rule that waits for it refuses."""
    addresses: Mapping[str, AddressSetting]


def compile_policy(terms: PolicySetting, book: PolicyBook, version: int) -> Policy:
    """Make a policy of these terms and a book's rules; the book's own terms are not looked at."""
    seasons, rules = book.seasons, book.rules
    window = Deadline(terms.window_days + terms.grace_days, Day(terms.window_from), seasons, is_of_terms=True)
    count = _counter(terms, seasons)
    open_until = {
        place: count(rule.when.within) if rule.when.within else window
        for place, rule in enumerate(rules)
        if rule.then is not Outcome.REFUSE
    }
    return Policy(
        version=version,
        deadline=window,
        asks_first=terms.approval == "none",
        never=index_globs({pattern.casefold(): 1 for pattern in terms.non_returnable_skus}),
        rules=rules,
        facts=index_facts(rules),
        conditions=_share_conditions(rules, open_until),
        open_until=open_until,
        closed_after={place: count(rule.when.later_than) for place, rule in enumerate(rules) if rule.when.later_than},
        addresses=book.addresses,
    )


def _counter(terms: PolicySetting, seasons: tuple[Season, ...]) -> Callable[[Window], Deadline]:
    def count(window: Window) -> Deadline:
        grace = terms.grace_days if window.grace_days is None else window.grace_days
        counted_from = window.counted_from or Day(terms.window_from)
        return Deadline(window.days + grace, counted_from, seasons if window.is_extended else ())

    return count


def _share_conditions(rules: tuple[Rule, ...], open_until: Mapping[int, Deadline]) -> tuple[tuple[Condition, int], ...]:
    shared: dict[Condition, int] = {}
    for place, rule in enumerate(rules):
        for condition in list_conditions(rule, open_until.get(place)):
            shared[condition] = shared.get(condition, 0) | 1 << place
    return tuple(shared.items())
