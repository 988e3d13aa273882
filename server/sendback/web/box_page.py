"""What the shopper's pages show of each box besides its label: what is still to come, and the code for a phone."""

from collections.abc import Sequence
from dataclasses import dataclass

from sendback.delivery.facts import name_country
from sendback.returns.model import PRINTABLE, Return
from sendback.returns.parcels import MOST_BOXES, Parcel, ParcelState
from sendback.shops.address import format_address
from sendback.shops.model import Shop
from sendback.shops.options import ANY_POST, OptionKind


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes of a return that can be sent; `says_postage` where the shop ever chose how its returns travel."""

    parcels: Sequence[Parcel]
    address: tuple[str, ...]
    says_postage: bool
    is_awaited: bool
    takes_paper: bool

    @property
    def takes_more(self) -> bool:
        """Say whether another box may be added."""
        return self.takes_paper and len(self.parcels) < MOST_BOXES

    def code_key(self, parcel: Parcel) -> str:
        """Name the sentence that says what a box's code is good for: to be printed from, to be shown, or only to be told by."""
        if parcel.kind is OptionKind.IN_STORE:
            return "parcel.shows"
        is_printed_from = parcel.state is ParcelState.BOUGHT and parcel.dropoff_code
        return "parcel.prints" if is_printed_from else "parcel.identifies"

    def needs_address(self, parcel: Parcel) -> bool:
        """Say whether the shopper has to know where it goes: a drop-off point knows by itself."""
        return self.code_key(parcel) != "parcel.prints"


def show_boxes(shop: Shop, item: Return, parcels: Sequence[Parcel]) -> Boxes | None:
    """Gather what the pages say of the boxes; None while, or once, nothing can be sent."""
    if item.status not in PRINTABLE:
        return None
    home, sender = item.return_to or shop.settings.delivery.return_address.as_address(), item.consignor.address.country
    is_abroad = bool(sender and home.country and sender != home.country)
    return Boxes(
        parcels=parcels,
        address=format_address(home, name_country(home.country) if is_abroad else ""),
        says_postage=shop.settings.options != (ANY_POST,),
        is_awaited=any(parcel.is_awaited for parcel in parcels),
        takes_paper=parcels[0].has_paper,
    )
