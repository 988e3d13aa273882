"""What a rule asks of numbers and days; rules that ask the same share one condition, so that it is looked at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sendback.policy.days import Deadline
from sendback.policy.fees import find_fee
from sendback.policy.model import Day, LineFacts
from sendback.policy.rules import Between, Fee, Rule, Span


class Condition(Protocol):
    """Something that holds for a line today, or does not; what is not known never holds."""

    def holds(self, line: LineFacts, today: date) -> bool:
        """Say whether it holds."""


@dataclass(frozen=True, slots=True)
class PriceWithin:
    """One unit costs so much, in one of these currencies."""

    spans: tuple[tuple[str, Span], ...]

    def holds(self, line: LineFacts, _today: date) -> bool:
        """Say whether the price lies within the span of the order's currency."""
        return any(currency == line.currency and span.holds(line.price_minor) for currency, span in self.spans)


@dataclass(frozen=True, slots=True)
class QuantityWithin:
    """So many units are asked for."""

    span: Span

    def holds(self, line: LineFacts, _today: date) -> bool:
        """Say whether the units asked for lie within the span."""
        return self.span.holds(line.quantity)


@dataclass(frozen=True, slots=True)
class DayBetween:
    """The order was placed, shipped or delivered between two days."""

    between: Between

    def holds(self, line: LineFacts, _today: date) -> bool:
        """Say whether that very day lies between them."""
        days = {Day.ORDERED: line.ordered_on, Day.SHIPPED: line.shipped_on, Day.DELIVERED: line.delivered_on}
        day, first, last = days[self.between.day], self.between.first, self.between.last
        return day is not None and (first is None or day >= first) and (last is None or day <= last)


@dataclass(frozen=True, slots=True)
class StillOpen:
    """A window has not passed."""

    deadline: Deadline

    def holds(self, line: LineFacts, today: date) -> bool:
        """Say whether today is not after its last day."""
        return self.deadline.is_open(line, today)


@dataclass(frozen=True, slots=True)
class Chargeable:
    """A fee can be worked out."""

    fee: Fee

    def holds(self, line: LineFacts, _today: date) -> bool:
        """Say whether it is in the order's currency, or the price it is a part of is known."""
        return find_fee(self.fee, line) is not None


def list_conditions(rule: Rule, deadline: Deadline | None) -> Iterator[Condition]:
    """List what a rule asks besides the values it names; `deadline` is until when it lets something in."""
    when = rule.when
    if when.prices:
        yield PriceWithin(when.prices)
    if when.quantity:
        yield QuantityWithin(when.quantity)
    yield from map(DayBetween, when.days)
    if rule.fee:
        yield Chargeable(rule.fee)
    if deadline:
        yield StillOpen(deadline)
