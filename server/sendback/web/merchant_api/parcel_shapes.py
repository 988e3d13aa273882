"""The boxes of a return as the API tells of them."""

from sendback.returns.parcels import Parcel, ParcelState
from sendback.returns.rma import show_rma
from sendback.shops.options import OptionKind
from sendback.web.merchant_api.shapes import LabelLinks, Moment, Shape


class BoxShape(Shape):
    """One box: how far its label is, and what the carrier said of it."""

    number: int
    rma: str
    option: str
    kind: OptionKind
    state: ParcelState
    carrier: str
    tracking_number: str | None
    dropoff_code: str | None
    cost_minor: int | None
    currency: str
    created_at: Moment


class LabelShape(Shape):
    """A box's label; null where none is needed, as at the shop's own counter."""

    number: int
    rma: str
    label: LabelLinks | None


class LabelsShape(Shape):
    """A return's paper, by links that open it for whoever holds them until `expires_at`."""

    labels: list[LabelShape]
    packing_slip: LabelLinks | None
    expires_at: str


class ParcelShape(Shape):
    """One box with a fresh link to its label; `postage` says who pays, `dropoff_code` is what a drop-off point prints from."""

    number: int
    rma: str
    option: str
    kind: OptionKind
    state: ParcelState
    postage: str
    label: LabelLinks | None
    carrier: str
    tracking_number: str | None
    dropoff_code: str | None


def describe_box(rma: str, parcel: Parcel) -> BoxShape:
    """Write one box of the return with this number."""
    bought = parcel.state is ParcelState.BOUGHT
    return BoxShape(
        number=parcel.number,
        rma=show_rma(rma, parcel.number),
        option=parcel.option_id,
        kind=parcel.kind,
        state=parcel.state,
        carrier=parcel.carrier_name if bought else "",
        tracking_number=parcel.tracking_number if bought else None,
        dropoff_code=parcel.dropoff_code if bought else None,
        cost_minor=parcel.cost_minor,
        currency=parcel.currency,
        created_at=parcel.created_at,
    )
