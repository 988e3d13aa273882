"""No carrier at all: the label is an address, and the shopper chooses and pays who carries it."""

from dataclasses import dataclass

from sendback.carriers.model import Bought, BoughtRef, Parcel, Quote, TrackingEvent

SERVICE = "any_post"


@dataclass(frozen=True, slots=True)
class AddressOnly:
    """Buy nothing and call nobody; so there is no number to track by, and the label is drawn by the shop."""

    code: str = "address_only"
    can_find: bool = True

    def quote(self, parcel: Parcel) -> tuple[Quote, ...]:  # noqa: ARG002  # any parcel is the same to nobody
        """Offer any post, which costs the shop nothing."""
        return (Quote(self.code, SERVICE, 0, ""),)

    def buy(self, parcel: Parcel) -> Bought:
        """Say that the parcel goes by any post."""
        return _any_post(parcel.reference)

    def find(self, reference: str) -> Bought | None:
        """Say the same again: whoever asks, nothing else was bought."""
        return _any_post(reference)

    def find_all(self, reference: str) -> tuple[Bought, ...]:
        """List that one answer."""
        return (_any_post(reference),)

    def void(self, bought: BoughtRef) -> None:
        """Do nothing, for nothing was bought."""

    def track(self, tracking_number: str) -> tuple[TrackingEvent, ...]:  # noqa: ARG002
        """Know nothing of the journey."""
        return ()


def _any_post(reference: str) -> Bought:
    return Bought(reference, None, b"", None, 0, "", carrier_name="", service=SERVICE, shipment_id="")
