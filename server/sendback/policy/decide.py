"""Deciding one line: what never may, then the rules in order, the first that fits, then the terms."""

from datetime import date

from sendback.policy.compiling import Policy
from sendback.policy.fees import find_fee
from sendback.policy.fitting import find_rules, values_of
from sendback.policy.index import list_bits
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
    nearest: date | None = None
    for place in list_bits(find_rules(policy, line, values_of(line), today)):
        closing = policy.closed_after.get(place)
        if closing is None:
            return _follow(policy, place, line, today, nearest)
        last = closing.find_last_day(line)
        if last is not None and today > last:
            return _refuse_by_rule(policy, place, line, today, last)
        nearest = _earlier(nearest, last)
    return _refuse_sku(policy, line, today) or _apply_terms(policy, line, today, nearest)


def _follow(policy: Policy, place: int, line: LineFacts, today: date, nearest: date | None) -> Decision:
    rule = policy.rules[place]
    if rule.then is Outcome.REFUSE:
        return _refuse_by_rule(policy, place, line, today, None)
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
        option=rule.option,
        return_to=rule.return_to,
        said=rule.shopper,
        note=rule.agent,
    )


def _refuse_by_rule(policy: Policy, place: int, line: LineFacts, today: date, last: date | None) -> Decision:
    rule, inputs = policy.rules[place], write_inputs(line, today)
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
