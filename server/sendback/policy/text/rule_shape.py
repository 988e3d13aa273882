"""What a rule of a policy's text is made of."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from sendback.policy.rules import Fact
from sendback.policy.text.values import (
    Code,
    Codes,
    Count,
    Countries,
    Customers,
    DayName,
    Days,
    FeeText,
    Grace,
    Language,
    Moneys,
    Name,
    ReasonCodes,
    Sentence,
    Texts,
    Written,
)

RESERVED = frozenset({"approval", "facts", "marked", "mismatch", "no_return_address", "policy", "quantity", "sku", "window"})
"""Names under which a decision says that no rule of the shop's made it."""


class Named(Written):
    """Values that rules name: any of them where they stand in `when`, none of them in `when.not`."""

    country: Countries | None = None
    sku: Texts | None = None
    category: Texts | None = None
    tag: Texts | None = None
    customer: Customers | None = None
    reason: ReasonCodes | None = None
    condition: Codes | None = None
    resolution: Codes | None = None

    def list_values(self) -> Mapping[Fact, tuple[str, ...]]:
        """List the values by fact, as they are compared."""
        kinds = {"b2c": "consumer", "b2b": "business"}
        named = {fact: getattr(self, fact.value) for fact in Fact}
        return {fact: tuple(kinds.get(text, text.casefold()) for text in texts) for fact, texts in named.items() if texts}


class WhenText(Named):
    """`[rule.when]`: what must hold, all of it."""

    none_of: Named | None = Field(default=None, alias="not")
    price_from: Moneys | None = None
    price_to: Moneys | None = None
    quantity_from: Count | None = None
    quantity_to: Count | None = None
    ordered_from: date | None = None
    ordered_to: date | None = None
    shipped_from: date | None = None
    shipped_to: date | None = None
    delivered_from: date | None = None
    delivered_to: date | None = None
    within_days: Days | None = None
    later_than_days: Days | None = None
    counted_from: DayName | None = None
    grace_days: Grace | None = None
    seasons: bool = True

    @model_validator(mode="after")
    def _count_something(self) -> Self:
        counts = self.within_days is not None or self.later_than_days is not None
        if not counts and (self.counted_from or self.grace_days is not None or not self.seasons):
            raise ValueError("counted_from, grace_days and seasons need within_days or later_than_days beside them.")
        return self


class RuleText(Written):
    """`[[rule]]`: for whom it is, and what it says."""

    id: Name
    then: Literal["allow", "ask", "refuse", "keep"]
    when: WhenText = WhenText()
    fee: FeeText | None = None
    option: Code | None = None
    return_to: Name | None = None
    shopper: dict[Language, Sentence] = Field(default_factory=dict)
    agent: Sentence = ""

    @model_validator(mode="after")
    def _hold_together(self) -> Self:
        if self.id in RESERVED:
            raise ValueError(f"{self.id} is what Sendback calls a decision of its own; choose another id.")
        if self.then in ("refuse", "keep") and (self.fee or self.option or self.return_to):
            raise ValueError(f"A rule that says {self.then} sends nothing, so it has no fee, option or return_to.")
        if self.then == "refuse" and self.when.within_days is not None:
            raise ValueError("What is refused stays refused: use later_than_days here, or let a rule before it allow.")
        if self.then != "refuse" and self.when.later_than_days is not None:
            raise ValueError("later_than_days is for rules that refuse. Write the earlier days as a rule before this one.")
        return self
