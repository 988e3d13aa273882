"""A return: what comes back, from whom, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sendback.orders.model import Order
from sendback.shops.address import Address
from sendback.shops.resolutions import RefundMoment, Resolution
from sendback.shops.warehouses import MAIN


class Status(StrEnum):
    """Where a return stands; the same word in the database, the API and the events."""

    REQUESTED = "requested"
    AUTHORIZED = "authorized"
    RECEIVED = "received"
    """Something of it arrived, and not all of it is settled."""
    DECLINED = "declined"
    CANCELED = "canceled"
    CLOSED = "closed"


NEXT: Mapping[Status, frozenset[Status]] = {
    Status.REQUESTED: frozenset({Status.AUTHORIZED, Status.DECLINED, Status.CANCELED, Status.CLOSED}),
    Status.AUTHORIZED: frozenset({Status.CANCELED, Status.RECEIVED, Status.CLOSED}),
    Status.RECEIVED: frozenset({Status.AUTHORIZED, Status.CLOSED}),
    Status.DECLINED: frozenset(),
    Status.CANCELED: frozenset(),
    Status.CLOSED: frozenset({Status.RECEIVED, Status.AUTHORIZED}),
}
"""The status table: from where to where; nothing else is ever written. A receipt or a finding that is taken back leads back."""

PRINTABLE = frozenset({Status.AUTHORIZED, Status.RECEIVED})
"""In which statuses there is paper to print: another box may follow the one that arrived."""


BY_RIGHT = "withdrawal"
"""The rule of a return that a withdrawal asks for: no policy, fee or fact applies, and its money has a clock of its own."""

ON_THE_SPOT = "agent"
"""The rule of a return that an agent made and let in at once."""


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
    """What a shopper asks for one order line; an empty `order_id` means the request's own order."""

    line_id: str
    quantity: int
    reason: str
    note: str = ""
    order_id: str = ""
    sub_reason: str = ""
    condition: str = ""
    resolution: Resolution = Resolution.REFUND
    exchange_sku: str = ""
    exchange_title: str = ""
    photos: tuple[str, ...] = ()
    """The ids of the photos sent for it beforehand."""


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
    beside: tuple[Order, ...] = ()
    """Other orders, proved too, whose lines travel in the same box."""
    is_gift: bool = False


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One line of a return, with the decision that let it in; `fee_minor` is for all its units, in the order's currency."""

    line_id: str
    sku: str
    title: str
    quantity: int
    unit_price_minor: int | None
    reason: str
    note: str
    because: Mapping[str, Any]
    order_id: str = ""
    order_number: str = ""
    sub_reason: str = ""
    condition: str = ""
    resolution: Resolution = Resolution.REFUND
    exchange_sku: str = ""
    exchange_title: str = ""
    fee_minor: int = 0

    @property
    def is_kept(self) -> bool:
        """Say whether the shopper keeps it: it is settled without being sent."""
        return self.because.get("outcome") == "keep" or self.resolution is Resolution.KEEP

    @property
    def is_overridden(self) -> bool:
        """Say whether an agent let it in although the policy refused it."""
        return "override" in self.because

    @property
    def fee_currency(self) -> str:
        """The currency of its fee, empty where it bears none."""
        return str(self.because.get("fee_currency", "")) if self.fee_minor else ""


@dataclass(frozen=True, slots=True)
class Return:
    """A return as stored; `settings_version` is what its paper is drawn with.

    `order_id` is the order it was asked for with; each line names its own. `return_to` is where the box goes when the
    policy names another place than the shop's return address.
    """

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
    is_gift: bool = False
    return_to: Address | None = None
    refund_moment: RefundMoment = "receipt"
    refund_due_at: datetime | None = None
    refunded_at: datetime | None = None
    refund_waived_at: datetime | None = None
    """Since when somebody of the shop says that nothing is due."""
    escalated_at: datetime | None = None
    warehouse: str = MAIN
    """Where its boxes go: a code of the shop's warehouses, or an address that the policy names."""
    received_at: datetime | None = None
    closed_at: datetime | None = None
    erased_at: datetime | None = None
    """Since when it tells of no person any more; what came back, and why, stays."""

    @property
    def sent_lines(self) -> tuple[ReturnLine, ...]:
        """The lines that come back, which paper and carriers are told of."""
        return tuple(line for line in self.lines if not line.is_kept)

    @property
    def is_kept(self) -> bool:
        """Say whether nothing of it comes back: there is no box and no label."""
        return bool(self.lines) and not self.sent_lines

    @property
    def is_settled(self) -> bool:
        """Say whether it was decided in the shopper's favour."""
        return self.status in (Status.AUTHORIZED, Status.RECEIVED, Status.CLOSED)

    @property
    def status_of_goods(self) -> Status:
        """Where a return that is let in stands by its goods: some of it may have come before anybody decided."""
        if self.received_at is None:
            return Status.AUTHORIZED
        return Status.CLOSED if self.closed_at else Status.RECEIVED

    @property
    def was_awaited(self) -> bool:
        """Say whether somebody decided after it was asked for, rather than the policy or an agent on the spot."""
        return self.because.get("rule") not in ("policy", ON_THE_SPOT)

    @property
    def order_ids(self) -> tuple[str, ...]:
        """The orders whose lines are in it, the one it was asked for with first."""
        return tuple(dict.fromkeys((self.order_id, *(line.order_id for line in self.lines))))

    @property
    def order_numbers(self) -> tuple[str, ...]:
        """The numbers of those orders."""
        return tuple(dict.fromkeys((self.order_number, *(line.order_number for line in self.lines))))
