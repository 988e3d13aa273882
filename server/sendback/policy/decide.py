"""Deciding one line: what never may, then the rules in order, the first that fits, then the terms."""

from datetime import date

from sendback.policy.compiling import Policy
from sendback.policy.fees import find_fee
from sendback.policy.fitting import find_rules, values_of
from sendback.policy.index import join_bits
from sendback.policy.inputs import write_inputs
from sendback.policy.model import Decision, LineFacts, Outcome


def decide(policy: Policy, line: LineFacts, today: date) -> Decision:
    """Decide whether a line may come back today, on what terms, and why.

    A rule that asks for what is not known, or not yet said, does not fit. Monotone in time: a line that is refused
    stays refused on every later day, for rules that let in have an end, and rules that refuse have only a beginning.
    """
    if line.not_returnable:
        return _answer(policy, line, today, Outcome.REFUSE, "marked", "not_returnable")
    if line.left <= 0:  # what never comes back is said first, of what is gone too
        return _refuse_sku(policy, line, today) or _answer(policy, line, today, Outcome.REFUSE, "quantity", "all_taken")
    found = find_rules(policy, line, values_of(line), today)
    waiting = _find_waiting(policy, found, line, today)
    deciding = found & ~waiting
    first = deciding & -deciding
    nearest = _find_next(policy, waiting & (first - 1) if first else waiting, line)
    if first:
        return _follow(policy, first.bit_length() - 1, line, today, nearest)
    return _refuse_sku(policy, line, today) or _apply_terms(policy, line, today, nearest)


def _find_waiting(policy: Policy, found: int, line: LineFacts, today: date) -> int:
    """Give those of the rules that refuse only later; where no day is known to count from, they never do."""
    return found & join_bits(windows.asking & ~windows.find_passed(line, today) for windows in policy.closed_after)


def _find_next(policy: Policy, waiting: int, line: LineFacts) -> date | None:
    """Find the last day before one of the waiting rules refuses."""
    days = [windows.find_next(line, waiting) for windows in policy.closed_after] if waiting else []
    return min((day for day in days if day), default=None)


def _follow(policy: Policy, place: int, line: LineFacts, today: date, nearest: date | None) -> Decision:
    rule = policy.rules[place]
    if rule.then is Outcome.REFUSE:
        return _refuse_by_rule(policy, place, line, today)
    last = None if rule.then is Outcome.KEEP else _earlier(policy.open_until[place].find_last_day(line), nearest)
    fee, currency = (rule.fee and find_fee(rule.fee, line)) or (0, "")
    sentence = "keep" if rule.then is Outcome.KEEP else "open_until" if last else "open"
    return Decision(
        outcome=rule.then,
        rule=rule.id,
        sentence=sentence,
        inputs=write_inputs(line, today),
        policy_version=policy.version,
        day=last,
        fee_minor=fee,
        fee_currency=currency,
        is_fee_each=bool(fee and rule.fee and (rule.fee.is_each or rule.fee.basis_points)),
        option=rule.option,
        return_to=rule.return_to,
        said=rule.shopper,
        note=rule.agent,
    )


def _refuse_by_rule(policy: Policy, place: int, line: LineFacts, today: date) -> Decision:
    rule, inputs, last = policy.rules[place], write_inputs(line, today), _find_next(policy, 1 << place, line)
    sentence = "closed_on" if last else "not_returnable"
    return Decision(Outcome.REFUSE, rule.id, sentence, inputs, policy.version, last, said=rule.shopper, note=rule.agent)


def _refuse_sku(policy: Policy, line: LineFacts, today: date) -> Decision | None:
    if not policy.never.find(line.sku.casefold()):
        return None
    return _answer(policy, line, today, Outcome.REFUSE, "sku", "not_returnable")


def _apply_terms(policy: Policy, line: LineFacts, today: date, nearest: date | None) -> Decision:
    last = policy.deadline.find_last_day(line)
    if last is not None and today > last:
        return _answer(policy, line, today, Outcome.REFUSE, "window", "closed_on", last)
    outcome = Outcome.ASK if policy.asks_first else Outcome.ALLOW
    until = _earlier(last, nearest)
    return _answer(policy, line, today, outcome, "window", "open_until" if until else "open", until)


def _answer(
    policy: Policy, line: LineFacts, today: date, outcome: Outcome, rule: str, sentence: str, day: date | None = None
) -> Decision:
    return Decision(outcome, rule, sentence, write_inputs(line, today), policy.version, day)


def _earlier(first: date | None, second: date | None) -> date | None:
    return min((day for day in (first, second) if day), default=None)
