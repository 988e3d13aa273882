"""How parcels may come back: the ways that a shop offers."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from sendback.shops.address import get_address_form
from sendback.shops.contracts import CARRIER_CODE, CarrierSetting
from sendback.shops.fields import Labels
from sendback.shops.frozen import Frozen

ADDRESS_ONLY = "address_only"
"""The carrier that is none: the shop's own label, taken to any post."""


class OptionKind(StrEnum):
    """Who pays, and what is handed over where; the same word in the settings, the database and the API."""

    SHOPPER_PAID = "shopper_paid"
    PREPAID = "prepaid"
    DROP_OFF = "drop_off"
    IN_STORE = "in_store"


def known_country(code: str) -> str:
    """Return a country's code, or ValueError for one that does not exist."""
    get_address_form(code)
    return code


Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$"), AfterValidator(known_country)]
Minor = Annotated[int, Field(ge=0, le=100_000_000)]
Currency = Annotated[str, Field(pattern=r"^([A-Z]{3})?$")]


class ReturnOption(Frozen):
    """One way back: for which senders and reasons (empty: all), by which carrier, and what the shopper is told it costs.

    `expected_minor` is what one label will cost the shop, counted before it is bought where the carrier quotes no price.
    """

    id: str = Field(pattern=r"^[a-z0-9_]{1,40}$")
    kind: OptionKind
    label: Labels = Field(default_factory=dict)
    countries: tuple[Country, ...] = Field(default=(), max_length=260)
    reasons: tuple[str, ...] = Field(default=(), max_length=40)
    carrier: str = Field(default=ADDRESS_ONLY, max_length=60, pattern=CARRIER_CODE)
    service: str = Field(default="", max_length=80)
    cost_minor: Minor | None = None
    currency: Currency = ""
    expected_minor: Minor = 0

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.cost_minor is not None and not self.currency:
            raise ValueError("a cost needs a currency")
        if self.kind is OptionKind.IN_STORE and self.carrier != ADDRESS_ONLY:
            raise ValueError("no carrier takes a return to the shop's counter")
        return self

    @property
    def is_bought(self) -> bool:
        """Say whether a label has to be bought from a carrier."""
        return self.carrier != ADDRESS_ONLY

    def fits(self, country: str, reasons: frozenset[str]) -> bool:
        """Say whether a sender from a country may choose it for these reasons; an unknown country fits no list of countries."""
        return (not self.countries or country in self.countries) and (not self.reasons or reasons <= frozenset(self.reasons))


ANY_POST = ReturnOption(id="any_post", kind=OptionKind.SHOPPER_PAID)
"""What every shop begins with: the shop's own label, and a post of the shopper's choice."""


def list_options(options: tuple[ReturnOption, ...], country: str, reasons: frozenset[str]) -> tuple[ReturnOption, ...]:
    """List the ways that are open to a sender; a shop's own label always is, where nothing else fits."""
    return tuple(option for option in options if option.fits(country, reasons)) or (ANY_POST,)


def check_options(options: tuple[ReturnOption, ...], carriers: tuple[CarrierSetting, ...], reasons: set[str]) -> None:
    """Refuse options that name what the shop does not have, with ValueError."""
    ids, codes = [option.id for option in options], [carrier.code for carrier in carriers]
    if len(set(ids)) != len(ids):
        raise ValueError("two ways to send a return have the same id")
    if len(set(codes)) != len(codes):
        raise ValueError("two carriers have the same code")
    for option in options:
        if option.is_bought and option.carrier not in codes:
            raise ValueError(f"{option.carrier} is not among the shop's carriers")
        if unknown := set(option.reasons) - reasons:
            raise ValueError(f"there is no reason {', '.join(sorted(unknown))}")
