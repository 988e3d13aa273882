"""Deciding one line: rules in order, the first that fits wins."""

from collections.abc import Callable
from datetime import date
from fnmatch import fnmatchcase

from sendback.policy.model import Day, Decision, LineFacts, Outcome, Policy

Rule = Callable[[Policy, LineFacts, date], Decision | None]


def decide(policy: Policy, line: LineFacts, today: date) -> Decision:
    """Decide whether a line may come back today.

    Monotone in time: a line that is refused for lateness stays refused on every later day.
    """
    for rule in _RULES:
        if decision := rule(policy, line, today):
            return decision
    outcome = Outcome.ASK if policy.asks_first else Outcome.ALLOW
    until = find_last_day(policy, line)
    return _decision(policy, line, today, outcome, "window", "open_until" if until else "open", until)


def find_last_day(policy: Policy, line: LineFacts) -> date | None:
    """Find the last day, inclusive, on which a line may come back; None when nothing limits it.

    A day the shop gave with the order wins over the window; the window counts from the chosen day or, where that
    is unknown, from the next earlier one that is known.
    """
    if line.returnable_until:
        return line.returnable_until
    start = _first_day(policy, line)
    return _count_on(start, policy.window_days + policy.grace_days) if start else None


def _count_on(start: date, days: int) -> date:
    """Count days on from one; what lies after the year 9999 is its last day."""
    return date.fromordinal(min(start.toordinal() + days, date.max.toordinal()))


def _first_day(policy: Policy, line: LineFacts) -> date | None:
    days = {Day.DELIVERED: line.delivered_on, Day.SHIPPED: line.shipped_on, Day.ORDERED: line.ordered_on}
    order = list(days)
    return next((days[day] for day in order[order.index(policy.window_from) :] if days[day]), None)


def _refuse_taken(policy: Policy, line: LineFacts, today: date) -> Decision | None:
    if line.left > 0:
        return None
    return _decision(policy, line, today, Outcome.REFUSE, "quantity", "all_taken", None)


def _refuse_marked(policy: Policy, line: LineFacts, today: date) -> Decision | None:
    if not line.not_returnable:
        return None
    return _decision(policy, line, today, Outcome.REFUSE, "marked", "not_returnable", None)


def _refuse_sku(policy: Policy, line: LineFacts, today: date) -> Decision | None:
    sku = line.sku.upper()
    if not any(fnmatchcase(sku, pattern.upper()) for pattern in policy.non_returnable_skus):
        return None
    return _decision(policy, line, today, Outcome.REFUSE, "sku", "not_returnable", None)


def _refuse_late(policy: Policy, line: LineFacts, today: date) -> Decision | None:
    last = find_last_day(policy, line)
    if last is None or today <= last:
        return None
    return _decision(policy, line, today, Outcome.REFUSE, "window", "closed_on", last)


_RULES: tuple[Rule, ...] = (_refuse_marked, _refuse_sku, _refuse_taken, _refuse_late)


def _decision(
    policy: Policy, line: LineFacts, today: date, outcome: Outcome, rule: str, sentence: str, day: date | None
) -> Decision:
    known = {name: getattr(line, name) for name in LineFacts.__slots__}
    facts = {name: value for name, value in known.items() if value is not None and value is not False and value not in ("", ())}
    inputs = {**{name: str(value) for name, value in facts.items()}, "today": today.isoformat()}
    return Decision(outcome, rule, sentence, inputs, policy.version, day)
