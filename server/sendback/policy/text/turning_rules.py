"""From the rule that was written to the one that is decided by."""

from sendback.policy.model import Day, Outcome
from sendback.policy.rules import Between, Rule, Span, When, Window
from sendback.policy.text.rule_shape import RuleText, WhenText


def as_rule(text: RuleText, line: int) -> Rule:
    """Give a rule that was written."""
    return Rule(
        id=text.id,
        then=Outcome(text.then),
        line=line,
        when=as_when(text.when),
        fee=text.fee,
        option=text.option or "",
        return_to=text.return_to or "",
        shopper=dict(text.shopper),
        agent=text.agent,
    )


def as_when(text: WhenText) -> When:
    """Give the conditions that were written."""
    spans = [
        (Day(day), getattr(text, f"{day}_from"), getattr(text, f"{day}_to"))
        for day in Day
    ]  # fmt: skip
    quantity = Span(text.quantity_from, text.quantity_to)
    return When(
        any_of=text.list_values(),
        none_of=text.none_of.list_values() if text.none_of else {},
        prices=_as_prices(text),
        quantity=quantity if quantity != Span() else None,
        days=tuple(Between(day, first, last) for day, first, last in spans if first or last),
        within=_as_window(text, text.within_days),
        later_than=_as_window(text, text.later_than_days),
    )


def _as_prices(text: WhenText) -> tuple[tuple[str, Span], ...]:
    low, high = dict(text.price_from or ()), dict(text.price_to or ())
    return tuple((currency, Span(low.get(currency), high.get(currency))) for currency in {**low, **high})


def _as_window(text: WhenText, days: int | None) -> Window | None:
    if days is None:
        return None
    return Window(days, Day(text.counted_from) if text.counted_from else None, text.grace_days, text.seasons)
