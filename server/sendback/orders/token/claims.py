"""What a token says about a purchase, once it has been read."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Profile(StrEnum):
    """Say where the order lines are: in the token, in a sealed box in it, or in the order pushed to us."""

    SELF_CONTAINED = "self-contained"
    SEALED = "sealed"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class MatchTags:
    """Hold the keyed tags that a typed postcode or e-mail must reproduce; None proves nothing."""

    postcode: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class TokenItem:
    """One order line; the price is per unit, in minor units of the order's currency."""

    line_id: str
    quantity: int
    sku: str | None = None
    title: str | None = None
    unit_price_minor: int | None = None
    weight_g: int | None = None
    returnable_until_on: date | None = None
    is_returnable: bool = True
    category: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderClaims:
    """The claims of version 1. Dates are days in the shop's time zone, inclusive; `box` is still sealed."""

    order: str
    token_id: str
    items: tuple[TokenItem, ...] = ()
    tags: MatchTags = MatchTags()
    shipped_on: date | None = None
    ordered_on: date | None = None
    returnable_until_on: date | None = None
    currency: str | None = None
    language: str | None = None
    is_reference: bool = False
    is_logged_in: bool = False
    box: str | None = None
    is_gift: bool = False
    is_business: bool = False

    @property
    def profile(self) -> Profile:
        """Name the privacy profile (docs/order-token.md, "What a link holder can read")."""
        if self.box is not None:
            return Profile.SEALED
        return Profile.REFERENCE if self.is_reference else Profile.SELF_CONTAINED


@dataclass(frozen=True, slots=True)
class SealedAddress:
    """An address out of a sealed box: street lines, and the parts the signer named."""

    lines: tuple[str, ...]
    postcode: str | None = None
    city: str | None = None
    region: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class SealedBuyer:
    """Who bought, out of a sealed box; shown only after the typed proof, the e-mail masked."""

    name: str | None = None
    email: str | None = None
    address: SealedAddress | None = None
