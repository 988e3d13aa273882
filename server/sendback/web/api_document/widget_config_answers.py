"""What the widget is told of a shop: `GET …/config`."""

from typing import Any

from pydantic import BaseModel


class Choice(BaseModel):
    """Something to choose: its code, and what it is called in the language of the answer."""

    code: str
    label: str


class ReasonChoice(Choice):
    """A reason, its closer words, and what else is asked with it."""

    subs: list[Choice]
    photos: str
    note: str


class ShopShape(BaseModel):
    """The shop."""

    name: str
    hosted_url: str
    logo_url: str | None


class CostShape(BaseModel):
    """An amount, and how it is written."""

    minor: int
    currency: str
    text: str


class OptionShape(BaseModel):
    """A way to send it."""

    id: str
    kind: str
    label: str
    cost: CostShape | None
    countries: list[str]
    reasons: list[str]


class FieldShape(BaseModel):
    """One field of the form."""

    id: str
    kind: str
    label: str
    hint: str
    required: bool
    pattern: str | None
    autocomplete: str
    input_mode: str
    options: list[Choice] = []


class ProofFields(BaseModel):
    """Which fields prove an order."""

    fields: list[str]


class CountryShape(BaseModel):
    """A country with its address form."""

    code: str
    name: str
    fields: list[list[str]]
    labels: dict[str, str]
    required: list[str]
    postcode_pattern: str
    regions: list[list[str]] = []


class DeliveryWays(BaseModel):
    """How a label may be had."""

    ways: list[str]


class WithdrawalTexts(BaseModel):
    """The way to withdraw, and what the law has to say."""

    enabled: bool
    url: str
    texts: dict[str, str]


class ConfigShape(BaseModel):
    """What the form needs to know of a shop."""

    shop: ShopShape
    language: str
    direction: str
    version: int
    look: dict[str, Any]
    fields: list[FieldShape]
    options: list[OptionShape]
    proof: ProofFields
    countries: list[CountryShape]
    reasons: list[ReasonChoice]
    conditions: list[Choice]
    resolutions: list[Choice]
    delivery: DeliveryWays
    withdrawal: WithdrawalTexts
    texts: dict[str, str | dict[str, str]]
    """A sentence, or its forms by number: `one`, `other`, …"""
