"""Every mail to shoppers as it would read, drawn from a return that never was."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from sendback.delivery import journey_letters as journey
from sendback.delivery import letters, message_letters, postage_letters
from sendback.delivery.letter import Letter
from sendback.delivery.letters import About
from sendback.delivery.links import Links
from sendback.returns.found_store import Found
from sendback.returns.messages import Message, MessageKind
from sendback.returns.model import Consignor, Delivery, Return, ReturnLine, Status
from sendback.returns.parcels import Parcel, ParcelState
from sendback.returns.rma import make_rma
from sendback.shops.address import Address
from sendback.shops.model import Shop
from sendback.shops.options import OptionKind
from sendback.shops.receiving import Outcome

ORDER = "10042"
_ID = "specimen"
_JUMPER = ReturnLine("1", "MERINO-M", "Merino jumper, moss, M", 1, 8900, "other", "", {}, _ID, ORDER)
_SLIPPERS = ReturnLine("2", "FELT-41", "Felt slippers, 41", 1, 4200, "other", "", {}, _ID, ORDER)


def write_specimen(shop: Shop, mail: str, language: str, links: Links, now: datetime) -> Letter:
    """Write one mail, by the name that its sentences begin with; KeyError where there is none of that name."""
    return _WRITERS[mail](About(shop, _make_return(shop, language, now), links), now)


def _make_return(shop: Shop, language: str, now: datetime) -> Return:
    who = Consignor("Aino Järvenpää", "aino@example.com", "", Address("Aino Järvenpää", country="FI"))
    return Return(
        shop_id=shop.shop_id,
        return_id=_ID,
        rma=make_rma(90_000_042),
        order_id=_ID,
        order_number=ORDER,
        status=Status.AUTHORIZED,
        consignor=who,
        own_fields={},
        mismatches=(),
        language=language,
        delivery=Delivery.EMAIL,
        settings_version=shop.settings_version,
        because={},
        decline_reason="Both pairs show wear on the soles.",
        created_at=now,
        updated_at=now,
        lines=(_JUMPER, _SLIPPERS),
    )


def _box(about: About, now: datetime) -> Parcel:
    return Parcel(
        about.shop.shop_id, _ID, 1, "prepaid", OptionKind.PREPAID, "specimen", "", ParcelState.BOUGHT, "", now,
        tracking_number="JJFI 6543 2100 0012", carrier_name="Posti", dropoff_code="4711",
    )  # fmt: skip


def _message(kind: MessageKind, now: datetime) -> Message:
    return Message(_ID, 1, kind, "Which of the two seams has come apart?", kind is MessageKind.QUESTION, "", now)


def _settled(about: About) -> Letter:
    found = [Found(_ID, "1", "", Outcome.ARRIVED, 1), Found(_ID, "2", "", Outcome.DAMAGED, 1)]
    return journey.write_settled_letter(about, found)


def _arrived(about: About, now: datetime) -> Letter:
    days = about.shop.settings.mails.settle_days
    by = (now + timedelta(days=days)).astimezone(about.shop.settings.zone).date() if days else None
    return journey.write_arrived_letter(about, 1, 1, by)


def _about_order(about: About, kind: str) -> Letter:
    url = f"{about.links.base_url}/s/{about.shop.slug}"
    if kind == "access":
        return letters.write_access_letter(about.shop, ORDER, url, about.words)
    return letters.write_shipped_letter(about.shop, ORDER, url, about.words, has_label=False)


_WRITERS: Mapping[str, Callable[[About, datetime], Letter]] = MappingProxyType(
    {
        "label": letters.write_label_letter,
        "code": lambda about, _: postage_letters.write_code_letter(about),
        "postage": lambda about, now: postage_letters.write_postage_letter(about, _box(about, now), now),
        "received": lambda about, _: letters.write_received_letter(about),
        "declined": lambda about, _: letters.write_declined_letter(about),
        "canceled": lambda about, _: letters.write_canceled_letter(about),
        "closed": lambda about, _: letters.write_closed_letter(about),
        "reopened": lambda about, _: letters.write_reopened_letter(about),
        "question": lambda about, now: message_letters.write_question_letter(about, _message(MessageKind.QUESTION, now)),
        "message": lambda about, now: message_letters.write_message_letter(about, _message(MessageKind.MESSAGE, now)),
        "changed": lambda about, now: message_letters.write_changed_letter(about, _message(MessageKind.CHANGE, now)),
        "in_transit": lambda about, now: journey.write_in_transit_letter(about, _box(about, now).tracking_number or ""),
        "arrived": _arrived,
        "settled": lambda about, _: _settled(about),
        "refunded": lambda about, _: journey.write_refunded_letter(about),
        "access": lambda about, _: _about_order(about, "access"),
        "shipped": lambda about, _: _about_order(about, "shipped"),
    }
)
SPECIMENS = tuple(_WRITERS)
"""The names of the mails that can be written so."""
