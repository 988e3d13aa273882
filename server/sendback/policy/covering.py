"""Whether one rule is for all that another is for; where it is hard to tell, it is not."""

from collections.abc import Iterable

from sendback.policy.globs import is_covered
from sendback.policy.index import FactsIndex
from sendback.policy.model import Outcome
from sendback.policy.rules import Between, Fact, Rule, Span, Window

_SINGLE = frozenset(Fact) - {Fact.TAG, Fact.REASON, Fact.SKU}
"""Facts of which a line has one value, so that wanting one bars every other."""


def covers(wide: Rule, narrow: Rule) -> bool:
    """Say whether every line that a rule is for, on every day, is one that the wide rule is for."""
    return _covers_values(wide, narrow) and _covers_time(wide, narrow)


def are_opposed(first: Rule, second: Rule) -> bool:
    """Say whether two rules are for the same lines and come to another outcome, and no window parts them."""
    if first.then is second.then or not (_covers_values(first, second) and _covers_values(second, first)):
        return False
    return first.when.within == second.when.within and first.when.later_than is None


def find_earlier(index: FactsIndex, rules: tuple[Rule, ...], place: int) -> int:
    """Give the bits of the earlier rules that may cover one: they want the values that it wants, or do not ask."""
    found = (1 << place) - 1
    for fact, by_value in index.facts.items():
        wanted = rules[place].when.any_of.get(fact)
        if wanted is None:
            found &= by_value.wants_nothing
        elif fact is not Fact.SKU or "[" not in wanted[0]:  # such a pattern does not fit itself
            found &= by_value.wants_nothing | by_value.wanted(wanted[0]) | by_value.wanted(wanted[0].partition("/")[0])
    return found


def _covers_values(wide: Rule, narrow: Rule) -> bool:
    if wide.fee is not None and wide.fee != narrow.fee:  # a fee that cannot be worked out is a condition too
        return False
    return all(_covers_fact(fact, wide, narrow) for fact in Fact) and _covers_numbers(wide, narrow)


def _covers_fact(fact: Fact, wide: Rule, narrow: Rule) -> bool:
    named, barred = wide.when.any_of.get(fact), wide.when.none_of.get(fact, ())
    inner, inner_barred = narrow.when.any_of.get(fact), narrow.when.none_of.get(fact, ())
    if named is not None and not (inner is not None and all(is_among(fact, value, named) for value in inner)):
        return False
    if not barred or all(is_among(fact, value, inner_barred) for value in barred):
        return True
    return fact in _SINGLE and inner is not None and not set(barred) & set(inner)


def is_among(fact: Fact, value: str, values: Iterable[str]) -> bool:
    """Say whether a value, or all that a pattern stands for, is among some others; a closer reason is among its reason's."""
    if fact is Fact.SKU:
        return any(is_covered(value, other) for other in values)
    return any(value == other or (fact is Fact.REASON and value.startswith(f"{other}/")) for other in values)


def _covers_numbers(wide: Rule, narrow: Rule) -> bool:
    if wide.when.prices:
        spans = dict(wide.when.prices)
        prices = narrow.when.prices
        if not prices or not all(currency in spans and _holds_span(spans[currency], span) for currency, span in prices):
            return False
    if wide.when.quantity and not (narrow.when.quantity and _holds_span(wide.when.quantity, narrow.when.quantity)):
        return False
    return all(any(_holds_days(days, other) for other in narrow.when.days) for days in wide.when.days)


def _covers_time(wide: Rule, narrow: Rule) -> bool:
    """Compare windows: a rule that lets in ends with its own or with the terms', one that refuses begins with its own."""
    if wide.then is Outcome.REFUSE:
        later = wide.when.later_than
        return later is None or (narrow.when.later_than is not None and _is_longer(narrow.when.later_than, later))
    if narrow.then is Outcome.REFUSE:
        return False
    own, other = wide.when.within, narrow.when.within
    if own is None or other is None:
        return own is other
    return _is_longer(own, other)


def _is_longer(window: Window, other: Window) -> bool:
    alike = (window.counted_from, window.grace_days, window.is_extended)
    return alike == (other.counted_from, other.grace_days, other.is_extended) and window.days >= other.days


def _holds_span(wide: Span, narrow: Span) -> bool:
    starts = wide.low is None or (narrow.low is not None and narrow.low >= wide.low)
    return starts and (wide.high is None or (narrow.high is not None and narrow.high <= wide.high))


def _holds_days(wide: Between, narrow: Between) -> bool:
    starts = wide.first is None or (narrow.first is not None and narrow.first >= wide.first)
    ends = wide.last is None or (narrow.last is not None and narrow.last <= wide.last)
    return wide.day is narrow.day and starts and ends
