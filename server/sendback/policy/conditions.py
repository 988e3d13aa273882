"""What rules ask of numbers and days, all rules at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sendback.policy.days import Deadline
from sendback.policy.fees import find_fee
from sendback.policy.index import join_bits
from sendback.policy.model import Day, LineFacts
from sendback.policy.rules import Fee, Rule, Span
from sendback.policy.scales import build_scale
from sendback.policy.windows import group_windows

Bits = Sequence[tuple[int, Rule]]


class Condition(Protocol):
    """Something that some rules ask."""

    @property
    def asking(self) -> int:
        """Give the bits of the rules that ask it."""

    def find(self, line: LineFacts, today: date) -> int:
        """Give the bits of those of them that fit; what is not known fits none."""


@dataclass(frozen=True, slots=True)
class TermsOpen:
    """The terms' own window has not passed."""

    asking: int
    deadline: Deadline

    def find(self, line: LineFacts, today: date) -> int:
        """Give all or none."""
        return self.asking if self.deadline.is_open(line, today) else 0


@dataclass(frozen=True, slots=True)
class Chargeable:
    """A fee can be worked out: it is in the order's currency, or the price it is a part of is known."""

    asking: int
    fee: Fee

    def find(self, line: LineFacts, _today: date) -> int:
        """Give all or none."""
        return self.asking if find_fee(self.fee, line) else 0


def list_conditions(rules: tuple[Rule, ...], open_until: Mapping[int, Deadline]) -> tuple[Condition, ...]:
    """List what rules ask besides the values they name; `open_until` is until when each lets in, by its place."""
    bits = [(1 << place, rule) for place, rule in enumerate(rules)]
    windows = [(1 << place, deadline) for place, deadline in open_until.items()]
    every = (
        *_list_numbers(bits),
        *(_list_days(bits, day) for day in Day),
        *_list_fees(bits),
        *group_windows((bit, deadline) for bit, deadline in windows if not deadline.is_of_terms),
        *_list_terms(windows),
    )
    return tuple(condition for condition in every if condition.asking)


def _list_numbers(bits: Bits) -> Iterator[Condition]:
    prices = ((bit, currency, span) for bit, rule in bits for currency, span in rule.when.prices)
    yield build_scale(prices, lambda line, _: None if line.price_minor is None else (line.currency, line.price_minor))
    quantities = ((bit, "", rule.when.quantity) for bit, rule in bits if rule.when.quantity)
    yield build_scale(quantities, lambda line, _: None if line.quantity is None else ("", line.quantity))


def _list_days(bits: Bits, day: Day) -> Condition:
    """List the days between which an order was placed, shipped or delivered; that very day, and no other for it."""

    def read(line: LineFacts, _today: date) -> tuple[str, int] | None:
        known = {Day.ORDERED: line.ordered_on, Day.SHIPPED: line.shipped_on, Day.DELIVERED: line.delivered_on}[day]
        return ("", known.toordinal()) if known else None

    between = ((bit, days) for bit, rule in bits for days in rule.when.days if days.day is day)
    ends = ((bit, [end.toordinal() if end else None for end in (days.first, days.last)]) for bit, days in between)
    return build_scale(((bit, "", Span(*both)) for bit, both in ends), read)


def _list_fees(bits: Bits) -> Iterator[Condition]:
    """List fees by what they need to be worked out: one of the same currencies, or the price."""
    alike: dict[tuple[bool, frozenset[str]], Chargeable] = {}
    for bit, fee in ((bit, rule.fee) for bit, rule in bits if rule.fee):
        needs = (bool(fee.basis_points), frozenset(currency for currency, _ in fee.flat))
        alike[needs] = Chargeable(bit | (alike[needs].asking if needs in alike else 0), fee)
    yield from alike.values()


def _list_terms(windows: Iterable[tuple[int, Deadline]]) -> Iterator[Condition]:
    of_terms = [(bit, deadline) for bit, deadline in windows if deadline.is_of_terms]
    if of_terms:
        yield TermsOpen(join_bits(bit for bit, _ in of_terms), of_terms[0][1])
