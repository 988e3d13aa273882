"""The boxes of a return as the desk shows them: what each travels with, what it cost, and what can be done about it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sendback.delivery.links import Document
from sendback.delivery.tracking.reading import Word
from sendback.returns.model import PRINTABLE, Return, Status
from sendback.returns.parcels import MOST_BOXES, Parcel, ParcelState
from sendback.shops.model import Shop
from sendback.shops.options import ANY_POST
from sendback.web.context import get_context
from sendback.web.desk.journey import Journey, show_journey
from sendback.web.desk.ways import name_way
from sendback.web.moments import write_moment
from sendback.words.catalogue import words_for

_ENGLISH = words_for("en")
STATES: dict[ParcelState, tuple[str, str]] = {
    ParcelState.OWN: ("Your own label", ""),
    ParcelState.WANTED: ("Carrier label waits", "warn"),
    ParcelState.BUYING: ("Carrier label is being bought", "warn"),
    ParcelState.BOUGHT: ("Carrier label bought", ""),
    ParcelState.FAILED: ("No carrier label", "bad"),
    ParcelState.VOIDING: ("Being given back", "warn"),
    ParcelState.VOIDED: ("Given back", "off"),
}
"""Each state of a box as a person says it, and the tone of its badge."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One box as the desk shows it."""

    number: int
    option: str
    state: tuple[str, str]
    facts: Sequence[tuple[str, str]]
    reason: str
    label: str
    journey: Journey
    can_buy: bool
    can_void: bool


def show_boxes(
    shop: Shop,
    item: Return,
    parcels: Sequence[Parcel],
    told: Sequence[tuple[int, Word]],
    here: Collection[int | None],
    sees_words: bool,
) -> list[Shown]:
    """Write the boxes in plain words, the first first, each with what its carrier said of it; `here` were taken in."""

    def travel(parcel: Parcel) -> Journey:
        words = [word for number, word in told if number == parcel.number]
        return show_journey(parcel, words, shop.settings.zone, sees_words, _can_arrive(item, parcel), parcel.number in here)

    return [_show(shop, item, parcel, travel(parcel)) for parcel in parcels]


def takes_more(item: Return, parcels: Sequence[Parcel]) -> bool:
    """Say whether the return may get another box."""
    return item.status in PRINTABLE and len(parcels) < MOST_BOXES and parcels[0].has_paper


def _show(shop: Shop, item: Return, parcel: Parcel, journey: Journey) -> Shown:
    option = next((option for option in shop.settings.options if option.id == parcel.option_id), ANY_POST)
    is_open, ids = item.status in PRINTABLE, (item.shop_id, item.return_id)
    return Shown(
        number=parcel.number,
        option=name_way(option, shop.settings),
        state=STATES[parcel.state],
        facts=_list_facts(shop, parcel),
        reason=parcel.last_reason,
        label=get_context().links.document_url(*ids, Document.LABEL, parcel=parcel.number)
        if is_open and parcel.has_paper
        else "",
        journey=journey,
        can_buy=is_open and parcel.state in (ParcelState.FAILED, ParcelState.VOIDED),
        can_void=parcel.state is ParcelState.BOUGHT,
    )


def _can_arrive(item: Return, parcel: Parcel) -> bool:
    return item.status in (Status.AUTHORIZED, Status.RECEIVED) and parcel.has_paper and parcel.state is not ParcelState.VOIDED


def _list_facts(shop: Shop, parcel: Parcel) -> list[tuple[str, str]]:
    def money(minor: int) -> str:
        return _ENGLISH.money(minor, parcel.currency) if parcel.currency else ""

    facts = [
        ("Carrier", parcel.carrier_name),
        ("Tracking number", parcel.tracking_number or ""),
        ("Drop-off code", parcel.dropoff_code or ""),
        ("Cost", money(parcel.cost_minor) if parcel.cost_minor is not None else ""),
        ("Saved", money(parcel.saved_minor) if parcel.saved_minor else ""),
        ("Can be given back until", write_moment(parcel.void_until, shop.settings.zone) if parcel.void_until else ""),
    ]
    return [(name, text) for name, text in facts if text]
