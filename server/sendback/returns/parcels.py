"""The boxes of a return: each travels by itself, with a label of its own and a story of its own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sendback.orders.normalize import UPPER
from sendback.shops.options import ADDRESS_ONLY, OptionKind, ReturnOption

MOST_BOXES = 10
_NOT_KEY = re.compile(r"[^0-9A-Z]")


class ParcelState(StrEnum):
    """How far a box's label is: the shop's own needs nothing more, a carrier's has to be bought."""

    OWN = "own"
    WANTED = "wanted"
    BUYING = "buying"
    BOUGHT = "bought"
    FAILED = "failed"
    VOIDING = "voiding"
    VOIDED = "voided"


_S = ParcelState
NEXT: Mapping[ParcelState, frozenset[ParcelState]] = {
    _S.OWN: frozenset(),
    _S.WANTED: frozenset({_S.BUYING, _S.FAILED, _S.VOIDED}),
    _S.BUYING: frozenset({_S.BUYING, _S.WANTED, _S.BOUGHT, _S.FAILED, _S.VOIDING, _S.VOIDED}),
    _S.BOUGHT: frozenset({_S.VOIDING}),
    _S.FAILED: frozenset({_S.WANTED, _S.BUYING, _S.VOIDED}),
    _S.VOIDING: frozenset({_S.VOIDED, _S.BOUGHT}),
    _S.VOIDED: frozenset({_S.WANTED}),
}
"""The state table of a box. Buying again begins a new try after a crash; a purchase that cannot be voided stays bought."""

AWAITED = frozenset({_S.WANTED, _S.BUYING})
"""A carrier's label is on its way; until then the shop's own slip serves."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One box as stored. Cost and number are the carrier's; `seen_at` is since when the carrier is known to have the box.

    What was heard of its journey is written by `delivery/tracking` alone, and never with the rest of it.
    """

    shop_id: str
    return_id: str
    number: int
    option_id: str
    kind: OptionKind
    carrier: str
    service: str
    state: ParcelState
    reference: str
    created_at: datetime
    tracking_number: str | None = None
    shipment_id: str = ""
    bought_service: str = ""
    carrier_name: str = ""
    dropoff_code: str | None = None
    cost_minor: int | None = None
    currency: str = ""
    saved_minor: int = 0
    reserved_minor: int = 0
    reserved_hour: int = 0
    attempts: int = 0
    last_reason: str = ""
    bought_at: datetime | None = None
    void_until: datetime | None = None
    seen_at: datetime | None = None
    delivered_at: datetime | None = None
    heard_at: datetime | None = None
    milestone: str = ""
    expected_on: date | None = None
    expected_by: str = ""
    ask_at: datetime | None = None
    ask_failures: int = 0

    @property
    def is_awaited(self) -> bool:
        """Say whether a carrier's label is still on its way."""
        return self.state in AWAITED

    @property
    def is_unasked(self) -> bool:
        """Say whether its carrier has not been asked for anything yet, or refused it."""
        return self.state is ParcelState.FAILED or (self.state is ParcelState.WANTED and not self.attempts)

    @property
    def has_paper(self) -> bool:
        """Say whether there is a label to print: none is needed at the shop's own counter."""
        return self.kind is not OptionKind.IN_STORE


def plan_parcel(shop_id: str, return_id: str, rma: str, number: int, option: ReturnOption, now: datetime) -> Parcel:
    """Give a return its next box, its label bought from a carrier where the option says so."""
    return Parcel(
        shop_id=shop_id,
        return_id=return_id,
        number=number,
        option_id=option.id,
        kind=option.kind,
        carrier=option.carrier if option.is_bought else ADDRESS_ONLY,
        service=option.service,
        state=ParcelState.WANTED if option.is_bought else ParcelState.OWN,
        reference=f"{rma}-{number}",
        created_at=now,
    )


def key_tracking(number: str) -> str:
    """Spell a tracking number as it is compared: capital letters and digits, whatever stands between them.

    >>> key_tracking("(J)JD01 4600-0067"), key_tracking("rb 123 456 785 gb")
    ('JJD0146000067', 'RB123456785GB')
    """
    return _NOT_KEY.sub("", number.translate(UPPER))


def renew_reference(reference: str) -> str:
    """Name the next purchase for the same box, for a carrier still knows the voided one.

    >>> renew_reference("R100000016-1"), renew_reference("R100000016-1-2")
    ('R100000016-1-2', 'R100000016-1-3')
    """
    rma, number, *tries = reference.split("-")
    return f"{rma}-{number}-{int(tries[0]) + 1 if tries else 2}"
