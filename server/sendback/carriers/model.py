"""What a carrier does for a return, whoever it is."""

from dataclasses import dataclass
from typing import Protocol

from sendback.returns.model import Return


@dataclass(frozen=True, slots=True)
class Booking:
    """How a parcel travels: the carrier's code in the journal, its name for the shopper, its number where it has one.

    `carrier_name` is empty while the shopper may hand the parcel to whoever they like.
    """

    carrier: str
    service: str
    carrier_name: str
    tracking_number: str | None


class Carrier(Protocol):
    """Take a parcel back to the shop."""

    @property
    def code(self) -> str:
        """The carrier's name in events and settings, such as `address_only`."""

    def book(self, item: Return) -> Booking:
        """Book the journey of a return's parcel; the same return gives the same booking, however often it is asked."""
