"""A return: what comes back, from whom, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sendback.shops.address import Address


class Status(StrEnum):
    """Where a return stands; the same word in the database, the API and the events."""

    REQUESTED = "requested"
    AUTHORIZED = "authorized"
    DECLINED = "declined"
    CANCELED = "canceled"


NEXT: Mapping[Status, frozenset[Status]] = {
    Status.REQUESTED: frozenset({Status.AUTHORIZED, Status.DECLINED, Status.CANCELED}),
    Status.AUTHORIZED: frozenset({Status.CANCELED}),
    Status.DECLINED: frozenset(),
    Status.CANCELED: frozenset(),
}
"""The status table: from where to where; nothing else is ever written."""

PRINTABLE = frozenset({Status.AUTHORIZED})
"""In which statuses there is paper to print."""


class Delivery(StrEnum):
    """How the shopper wants the label."""

    POPUP = "popup"
    EMAIL = "email"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Consignor:
    """Who sends the parcel: in a return, the shopper."""

    name: str
    email: str
    phone: str
    address: Address


@dataclass(frozen=True, slots=True)
class LineRequest:
    """What a shopper asks for one order line."""

    line_id: str
    quantity: int
    reason: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReturnRequest:
    """All that a shopper asks for, checked and cleaned."""

    order_id: str
    lines: tuple[LineRequest, ...]
    consignor: Consignor
    own_fields: Mapping[str, str]
    delivery: Delivery
    language: str
    option: str = ""
    """The id of the shop's option that was chosen; empty for the first that fits."""


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One line of a return, with the decision that let it in."""

    line_id: str
    sku: str
    title: str
    quantity: int
    unit_price_minor: int | None
    reason: str
    note: str
    because: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Return:
    """A return as stored; `settings_version` is what its paper is drawn with."""

    shop_id: str
    return_id: str
    rma: str
    order_id: str
    order_number: str
    status: Status
    consignor: Consignor
    own_fields: Mapping[str, str]
    mismatches: tuple[str, ...]
    language: str
    delivery: Delivery
    settings_version: int
    because: Mapping[str, Any]
    decline_reason: str
    created_at: datetime
    updated_at: datetime
    lines: tuple[ReturnLine, ...]
