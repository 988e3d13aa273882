"""A purchase as the shop told us of it, by token or by push."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sendback.shops.address import Address


class Source(StrEnum):
    """How an order reached us."""

    TOKEN = "token"
    PUSHED = "pushed"


@dataclass(frozen=True, slots=True)
class Variant:
    """Something a line may be exchanged for: another size or colour of it."""

    sku: str
    title: str


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One line: what was bought, how many, and how many of them are in returns already."""

    line_id: str
    title: str
    quantity: int
    sku: str = ""
    taken: int = 0
    unit_price_minor: int | None = None
    weight_g: int | None = None
    returnable_until: date | None = None
    not_returnable: bool = False
    category: str = ""
    tags: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()
    picture: str = ""
    """An https address of what it looks like, for those who open the box."""

    @property
    def left(self) -> int:
        """How many units may still go into a return."""
        return self.quantity - self.taken


@dataclass(frozen=True, slots=True)
class Buyer:
    """Whose purchase it is, as far as the shop said; empty where it did not."""

    name: str = ""
    email: str = ""
    phone: str = ""
    address: Address = field(default_factory=Address)


@dataclass(frozen=True, slots=True)
class Order:
    """An order with its lines; `as_of` is when the shop said so: older news never overwrites newer."""

    order_id: str
    number: str
    source: Source
    as_of: datetime
    lines: tuple[OrderLine, ...]
    ordered_on: date | None = None
    shipped_on: date | None = None
    delivered_on: date | None = None
    returnable_until: date | None = None
    currency: str | None = None
    language: str | None = None
    buyer: Buyer = field(default_factory=Buyer)
    is_business: bool = False
    """Bought by a business: no consumer's right of withdrawal, and often terms of its own."""
