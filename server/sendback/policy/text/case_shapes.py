"""What a season and an example of a policy's text are made of."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from sendback.policy.text.values import Code, Count, CountryCode, Customer, Days, Money, ReasonCode, Text, Written, as_many


class SeasonText(Written):
    """`[[season]]`: what is bought between two days may come back until a third."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    bought_from: date
    bought_to: date
    until: date


class ExampleText(Written):
    """`[[example]]`: a case, and what is to come of it."""

    name: Annotated[str, Field(max_length=200)] = ""
    sku: Annotated[str, Field(max_length=64)] = ""
    category: Annotated[str, Field(max_length=64)] = ""
    tag: Annotated[tuple[Text, ...], BeforeValidator(as_many), Field(max_length=100)] = ()
    country: CountryCode | None = None
    customer: Customer = "consumer"
    price: Money | None = None
    quantity: Count | None = None
    reason: ReasonCode | None = None
    condition: Code | None = None
    resolution: Code | None = None
    days: Days | None = None
    ordered: date | None = None
    shipped: date | None = None
    delivered: date | None = None
    returnable_until: date | None = None
    not_returnable: bool = False
    today: date | None = None
    expect: Literal["allow", "ask", "refuse", "keep"]
    rule: Annotated[str, Field(max_length=60)] | None = None
    fee: Money | None = None

    @model_validator(mode="after")
    def _know_its_days(self) -> Self:
        dated = bool(self.ordered or self.shipped or self.delivered or self.returnable_until)
        if dated and self.days is not None:
            raise ValueError("Say either days or ordered, shipped and delivered.")
        if dated and self.today is None:
            raise ValueError("Say which day it is, today = 2026-12-24, beside the days of the order.")
        return self
