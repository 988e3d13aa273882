"""A return as a row of a list, and a page of such rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sendback.returns.model import Status


@dataclass(frozen=True, slots=True)
class ListedLine:
    """One line, in short."""

    title: str
    quantity: int
    unit_price_minor: int | None
    order_number: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One row; `mark` is its place in the order of the list, `asked_at` since when the shopper has not answered."""

    return_id: str
    rma: str
    order_number: str
    name: str
    email: str
    status: Status
    created_at: datetime
    updated_at: datetime
    currency: str
    is_gift: bool
    is_mismatched: bool
    is_withdrawal: bool
    due_since: datetime | None
    asked_at: datetime | None
    lines: Sequence[ListedLine]
    mark: str

    @property
    def value_minor(self) -> int | None:
        """What its lines cost together; None where a price is not known."""
        prices = [line.unit_price_minor for line in self.lines]
        if not prices or None in prices:
            return None
        return sum((line.unit_price_minor or 0) * line.quantity for line in self.lines)


@dataclass(frozen=True, slots=True)
class Found:
    """A page of return ids in order; `onward` is where to go on, empty at the end.

    A page may be short of rows and still have an `onward`: what fits is rare, and only so many returns are looked at.
    """

    ids: Sequence[str]
    marks: Sequence[str]
    onward: str
