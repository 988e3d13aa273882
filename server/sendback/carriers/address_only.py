"""No carrier at all: the label is an address, and the shopper chooses and pays who carries it."""

from dataclasses import dataclass

from sendback.carriers.model import Booking
from sendback.returns.model import Return


@dataclass(frozen=True, slots=True)
class AddressOnly:
    """Book nothing and call nobody; so there is no number to track the parcel by."""

    code: str = "address_only"

    def book(self, item: Return) -> Booking:  # noqa: ARG002  # any parcel is the same to nobody
        """Say that the parcel goes by any post."""
        return Booking(self.code, "any_post", "", None)
