"""What a carrier does for a parcel, whoever it is, and the facts that go to it and come back."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from sendback.shops.address import Address


class LabelForm(StrEnum):
    """The file formats that carriers give labels in."""

    PDF = "pdf"
    PNG = "png"
    ZPL = "zpl"


@dataclass(frozen=True, slots=True)
class Dimensions:
    """The outside of a box."""

    length_mm: int
    width_mm: int
    height_mm: int


@dataclass(frozen=True, slots=True)
class Content:
    """One article in the box, as customs ask for it; `value_minor` is for one unit, `hs_code` and `origin` may be empty."""

    title: str
    sku: str = ""
    quantity: int = 1
    value_minor: int | None = None
    currency: str = ""
    hs_code: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One box from the shopper back to the shop.

    `reference` is `<rma>-<parcel number>`: it goes to the carrier, and what was bought is found again by it.
    `service` is empty where any will do. People's facts stay out of the text form, so that no log repeats them.
    """

    reference: str
    service: str
    sender: Address = field(repr=False)
    receiver: Address = field(repr=False)
    weight_g: int
    sender_phone: str = field(default="", repr=False)
    sender_email: str = field(default="", repr=False)
    receiver_phone: str = field(default="", repr=False)
    receiver_email: str = field(default="", repr=False)
    dimensions: Dimensions | None = None
    contents: tuple[Content, ...] = ()
    cross_border: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """What one service would cost; `carrier` is the code in the journal, `days` the time it takes where the carrier says so."""

    carrier: str
    service: str
    cost_minor: int
    currency: str
    days: int | None = None
    service_name: str = ""


@dataclass(frozen=True, slots=True)
class Bought:
    """A parcel's journey, bought: its number and the carrier's own label.

    `label` is empty and `label_form` None where the shop's own label is drawn; `carrier_name` is what the shopper reads
    and is empty while any carrier will do. `shipment_id` is what the carrier voids by. `dropoff_code` is shown on a
    phone instead of a label; `dropoff_label` is the carrier's own PDF with such a code.
    """

    reference: str
    tracking_number: str | None
    label: bytes = field(repr=False)
    label_form: LabelForm | None
    cost_minor: int | None
    currency: str
    carrier_name: str
    service: str
    shipment_id: str
    void_until: datetime | None = None
    dropoff_code: str | None = None
    dropoff_label: bytes = field(default=b"", repr=False)

    @property
    def ref(self) -> "BoughtRef":
        """What is kept to void it by."""
        return BoughtRef(self.reference, self.tracking_number, self.service, self.shipment_id)


@dataclass(frozen=True, slots=True)
class BoughtRef:
    """What a carrier needs to know to take a purchase back."""

    reference: str
    tracking_number: str | None
    service: str
    shipment_id: str


class Milestone(StrEnum):
    """How far a parcel is, in words that every carrier shares."""

    ANNOUNCED = "announced"
    MOVING = "moving"
    WAITING = "waiting"
    DELIVERED = "delivered"
    STRAYED = "strayed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class TrackingEvent:
    """One thing a carrier says of a parcel; `text` is in the carrier's words, `at` is None where its clock cannot be read.

    `expected_on` is the day on which it means to deliver, where it names one.
    """

    at: datetime | None
    milestone: Milestone
    text: str
    place: str = ""
    expected_on: date | None = None


class TroubleKind(StrEnum):
    """What can be done: try later, change the request, ask by reference before buying again, or show it to a person."""

    LATER = "later"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    RUBBISH = "rubbish"


class CarrierTrouble(Exception):
    """A carrier did not do what it was asked; `reason` is shown to the shop's people and holds nothing about a person.

    UNKNOWN says that a purchase may have been made: `find` it before buying again. After any other kind nothing was bought;
    so rubbish in answer to a purchase is UNKNOWN, and RUBBISH is said of questions only.
    """

    def __init__(self, kind: TroubleKind, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason


class Carrier(Protocol):
    """Take parcels back to the shop. Every verb raises CarrierTrouble, and nothing else, when it does not succeed."""

    @property
    def code(self) -> str:
        """The carrier's name in events and settings, such as `address_only` or `karrio:ups`."""

    @property
    def can_find(self) -> bool:
        """Whether `find` can be relied on; where it cannot, an unknown purchase is for a person to look up."""

    def quote(self, parcel: Parcel) -> tuple[Quote, ...]:
        """Say what each service would cost, cheapest first."""

    def buy(self, parcel: Parcel) -> Bought:
        """Buy the journey. Call it once for a reference; after UNKNOWN, `find` first."""

    def find(self, reference: str) -> Bought | None:
        """Look for what was bought first under a reference and not voided; None when nothing was or it cannot be asked."""

    def find_all(self, reference: str) -> tuple[Bought, ...]:
        """List all of it, oldest first: a carrier that was asked twice may have sold twice, and the surplus is to be voided."""

    def void(self, bought: BoughtRef) -> None:
        """Take an unused purchase back; doing it again is no trouble."""

    def track(self, tracking_number: str) -> tuple[TrackingEvent, ...]:
        """Tell a parcel's journey, oldest event first."""
