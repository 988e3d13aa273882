"""A policy decided the plain way, one rule after the other and one condition after the other.

What `sendback.policy` is measured against, and what its tests hold it to: the same answers, by code short enough to see that they
are right.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from fnmatch import fnmatchcase

from sendback.policy.book import PolicyBook
from sendback.policy.fees import find_fee
from sendback.policy.model import Day, LineFacts, Outcome
from sendback.policy.rules import Fact, Rule, Season, When, Window
from sendback.shops.terms import PolicySetting


def decide_plainly(terms: PolicySetting, book: PolicyBook, line: LineFacts, today: date) -> tuple[Outcome, str]:
    """Give the outcome and the rule that makes it."""
    never = any(fnmatchcase(line.sku.casefold(), pattern.casefold()) for pattern in terms.non_returnable_skus)
    if line.not_returnable:
        return Outcome.REFUSE, "marked"
    if line.left <= 0:
        return Outcome.REFUSE, "sku" if never else "quantity"
    for rule in book.rules:
        if fits(terms, book.seasons, rule, line, today):
            return rule.then, rule.id
    if never:
        return Outcome.REFUSE, "sku"
    if is_late(terms, book.seasons, line, today):
        return Outcome.REFUSE, "window"
    return (Outcome.ASK if terms.approval == "none" else Outcome.ALLOW), "window"


def fits(terms: PolicySetting, seasons: Iterable[Season], rule: Rule, line: LineFacts, today: date) -> bool:
    """Say whether a rule is for a line today."""
    when = rule.when
    if not all(_names(fact, when, line) for fact in Fact):
        return False
    if when.prices and not any(line.currency == currency and span.holds(line.price_minor) for currency, span in when.prices):
        return False
    if when.quantity and not when.quantity.holds(line.quantity):
        return False
    for days in when.days:
        day = {Day.ORDERED: line.ordered_on, Day.SHIPPED: line.shipped_on, Day.DELIVERED: line.delivered_on}[days.day]
        if day is None or (days.first and day < days.first) or (days.last and day > days.last):
            return False
    if rule.fee and find_fee(rule.fee, line) is None:
        return False
    return _is_its_time(terms, seasons, rule, line, today)


def is_late(terms: PolicySetting, seasons: Iterable[Season], line: LineFacts, today: date) -> bool:
    """Say whether the terms' own window has passed."""
    if line.returnable_until:
        return today > line.returnable_until
    last = _last_day(terms, seasons, Window(terms.window_days), line)
    return last is not None and today > last


def _is_its_time(terms: PolicySetting, seasons: Iterable[Season], rule: Rule, line: LineFacts, today: date) -> bool:
    if rule.when.within:
        last = _last_day(terms, seasons, rule.when.within, line)
        return last is not None and today <= last
    if rule.when.later_than:
        last = _last_day(terms, seasons, rule.when.later_than, line)
        return last is not None and today > last
    return rule.then is Outcome.REFUSE or not is_late(terms, seasons, line, today)


def _last_day(terms: PolicySetting, seasons: Iterable[Season], window: Window, line: LineFacts) -> date | None:
    counted_from = window.counted_from or Day(terms.window_from)
    known = [line.delivered_on, line.shipped_on, line.ordered_on][[Day.DELIVERED, Day.SHIPPED, Day.ORDERED].index(counted_from) :]
    start = next((day for day in known if day), None)
    if start is None:
        return None
    grace = terms.grace_days if window.grace_days is None else window.grace_days
    last = start + timedelta(days=window.days + grace)
    bought = line.ordered_on or line.shipped_on or line.delivered_on
    if not window.is_extended or bought is None:
        return last
    return max([last, *(season.until for season in seasons if season.bought_from <= bought <= season.bought_to)])


def _names(fact: Fact, when: When, line: LineFacts) -> bool:
    named, barred = when.any_of.get(fact), when.none_of.get(fact)
    if named is None and barred is None:
        return True
    values = _values(fact, line)
    if values is None:
        return False
    same = fnmatchcase if fact is Fact.SKU else str.__eq__
    has = [any(same(value, name) for value in values for name in names) for names in (named or (), barred or ())]
    return (named is None or has[0]) and not has[1]


def _values(fact: Fact, line: LineFacts) -> list[str] | None:
    match fact:
        case Fact.COUNTRY:
            return [line.country.casefold()] if line.country else None
        case Fact.TAG:
            return [tag.casefold() for tag in line.tags]
        case Fact.CUSTOMER:
            return ["business" if line.is_business else "consumer"]
        case Fact.REASON:
            return None if not line.reason else [line.reason, f"{line.reason}/{line.sub_reason}"]
        case Fact.CONDITION | Fact.RESOLUTION:
            said = getattr(line, fact.value)
            return [said] if said else None
    return [getattr(line, fact.value).casefold()]
