"""Orders as shops push them: the shape, its limits, and what it says when something does not fit."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import ConfigDict, Field, ValidationError, field_validator

from sendback.database.ids import new_id
from sendback.errors import FieldError
from sendback.orders.model import Buyer, Order, OrderLine, Source, Variant
from sendback.orders.normalize import norm_order
from sendback.shops.address import address_from
from sendback.shops.faults import list_faults
from sendback.shops.frozen import Frozen
from sendback.shops.model import AddressSetting
from sendback.shops.text import clean_line, is_email

Line = Annotated[str, Field(max_length=120)]


_LINK = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[!-~]*)?")
"""Of a picture: what a browser may load from another host without a second thought."""


class _Pushed(Frozen):
    model_config = ConfigDict(str_strip_whitespace=True)


class PushedVariant(_Pushed):
    """Something a line may be exchanged for."""

    sku: str = Field(min_length=1, max_length=64)
    title: str = Field(min_length=1, max_length=120)


class PushedLine(_Pushed):
    """One line of a pushed order; money in minor units of the order's currency."""

    id: str = Field(min_length=1, max_length=64)
    title: str = Field(min_length=1, max_length=120)
    quantity: int = Field(ge=1, le=9999)
    sku: str = Field(default="", max_length=64)
    unit_price_minor: int | None = Field(default=None, ge=0, le=10**12)
    weight_g: int | None = Field(default=None, ge=0, le=10**7)
    returnable_until: date | None = None
    returnable: bool = True
    category: str = Field(default="", max_length=64)
    tags: tuple[Annotated[str, Field(min_length=1, max_length=32)], ...] = Field(default=(), max_length=10)
    variants: tuple[PushedVariant, ...] = Field(default=(), max_length=50)
    picture: str = Field(default="", max_length=500)

    @field_validator("picture")
    @classmethod
    def _is_link(cls, picture: str) -> str:
        if picture and not _LINK.fullmatch(picture):
            raise ValueError("is not an address such as https://shop.example/picture.jpg")
        return picture


class PushedOrder(_Pushed):
    """One order as `POST /api/v1/orders` and `sendback orders import` take it."""

    number: str = Field(min_length=1, max_length=64)
    lines: tuple[PushedLine, ...] = Field(min_length=1, max_length=500)
    ordered_on: date | None = None
    shipped_on: date | None = None
    delivered_on: date | None = None
    returnable_until: date | None = None
    currency: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    language: str | None = Field(default=None, max_length=35)
    name: str = Field(default="", max_length=120)
    email: str = Field(default="", max_length=254)
    phone: str = Field(default="", max_length=40)
    address: AddressSetting = AddressSetting()
    business: bool = False

    @field_validator("number")
    @classmethod
    def _has_substance(cls, number: str) -> str:
        if clean_line(number) != number or not norm_order(number):
            raise ValueError("has characters that an order number cannot have")
        return number

    @field_validator("email")
    @classmethod
    def _is_address(cls, email: str) -> str:
        if email and not is_email(email):
            raise ValueError("is not one e-mail address")
        return email

    @field_validator("lines")
    @classmethod
    def _differ(cls, lines: tuple[PushedLine, ...]) -> tuple[PushedLine, ...]:
        if len({line.id for line in lines}) != len(lines):
            raise ValueError("two lines have the same id")
        return lines


class NamedOrder(_Pushed):
    """An order that was pushed before, named by its number, as `POST /api/v1/shipments` takes it."""

    order_number: str = Field(min_length=1, max_length=64)
    shipped_on: date | None = None


def read_named_order(body: Mapping[str, Any]) -> NamedOrder | list[FieldError]:
    """Read which order is meant, or say everything that does not fit."""
    try:
        return NamedOrder.model_validate(body)
    except ValidationError as faults:
        return list_faults(faults)


def judge_line(body: Mapping[str, Any]) -> list[FieldError]:
    """Say everything that does not fit in one line of an order; nothing when all does."""
    try:
        PushedLine.model_validate(body)
    except ValidationError as faults:
        return list_faults(faults)
    return []


def read_order(body: Mapping[str, Any], now: datetime) -> Order | list[FieldError]:
    """Read one pushed order, or say everything that does not fit."""
    try:
        pushed = PushedOrder.model_validate(body)
    except ValidationError as faults:
        return list_faults(faults)
    return order_of(pushed, now)


def order_of(pushed: PushedOrder, now: datetime) -> Order:
    """Make an order of what was pushed; it is as of now."""
    name = clean_line(pushed.name)
    address = address_from({**pushed.address.model_dump(), "name": pushed.address.name or name})
    return Order(
        order_id=new_id(),
        number=pushed.number,
        source=Source.PUSHED,
        as_of=now,
        lines=tuple(_line(line) for line in pushed.lines),
        ordered_on=pushed.ordered_on,
        shipped_on=pushed.shipped_on,
        delivered_on=pushed.delivered_on,
        returnable_until=pushed.returnable_until,
        currency=pushed.currency,
        language=pushed.language,
        buyer=Buyer(name, pushed.email, clean_line(pushed.phone), address),
        is_business=pushed.business,
    )


def _line(line: PushedLine) -> OrderLine:
    return OrderLine(
        line_id=line.id,
        title=clean_line(line.title),
        quantity=line.quantity,
        sku=clean_line(line.sku),
        unit_price_minor=line.unit_price_minor,
        weight_g=line.weight_g,
        returnable_until=line.returnable_until,
        not_returnable=not line.returnable,
        category=clean_line(line.category),
        tags=tuple(clean_line(tag) for tag in line.tags),
        variants=tuple(Variant(clean_line(variant.sku), clean_line(variant.title)) for variant in line.variants),
        picture=line.picture,
    )
