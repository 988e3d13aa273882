"""Conditions that nothing can fulfil."""

from collections.abc import Iterator

from sendback.policy.covering import is_among
from sendback.policy.rules import When


def list_impossible(when: When) -> Iterator[str]:
    """List the conditions that nothing can fulfil, as sentences."""
    for fact, named in when.any_of.items():
        if all(is_among(fact, value, when.none_of.get(fact, ())) for value in named):
            yield f"It wants a {fact.value} that it excludes."
    for currency, span in when.prices:
        if span.low is not None and span.high is not None and span.low > span.high:
            yield f"Its price in {currency} ends before it begins."
    if when.quantity and when.quantity.low and when.quantity.high and when.quantity.low > when.quantity.high:
        yield "Its quantity ends before it begins."
    for days in when.days:
        if days.first and days.last and days.first > days.last:
            yield f"Its days ({days.day.value}) end before they begin."
