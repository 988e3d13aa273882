"""Our parcels in the words of karrio's unified requests (karrio.core.models), as plain values."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from sendback.carriers.configuration import KarrioSetting
from sendback.carriers.karrio_money import write_amount
from sendback.carriers.model import BoughtRef, Content, Dimensions, LabelForm, Parcel
from sendback.shops.address import Address

PLUGIN_OPTIONS: Final[Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {"ups": {"ups_return_service": "ups_print_return_label"}}  # karrio's own choice sends a driver to the shopper's door
)
_WHOLE_STREETS: Final = frozenset({"ups"})
"""Plug-ins that take a street as one line, and would be given `5 Hauptstraße` by karrio, which looks for its number."""


def write_shipment(parcel: Parcel, service: str, setting: KarrioSetting, is_return: bool) -> dict[str, Any]:
    """Write a purchase. The shopper ships to the shop; a plug-in's return mapper wants it this way round too."""
    request = {
        **_write_journey(parcel, setting),
        "service": service,
        "reference": parcel.reference,
        "options": {**_write_value(parcel), **_choose_options(setting)},
        "is_return": is_return,
    }
    if setting.label_form is not LabelForm.PDF:  # PDF is every plug-in's own choice; naming it costs DHL's code for the phone
        request["label_type"] = setting.label_form.upper()
    if parcel.cross_border:
        request["customs"] = _write_customs(parcel)
    return request


def write_rating(parcel: Parcel, services: list[str], setting: KarrioSetting) -> dict[str, Any]:
    """Write a question for prices."""
    options = _choose_options(setting)
    return {**_write_journey(parcel, setting), "services": services, "reference": parcel.reference, "options": options}


def _choose_options(setting: KarrioSetting) -> dict[str, Any]:
    return {**PLUGIN_OPTIONS.get(setting.plugin, {}), **setting.options}


def write_void(bought: BoughtRef) -> dict[str, Any]:
    """Write a cancellation."""
    return {"shipment_identifier": bought.shipment_id, "service": bought.service}


def write_tracking(number: str) -> dict[str, Any]:
    """Write a question for one journey."""
    return {"tracking_numbers": [number]}


def _write_journey(parcel: Parcel, setting: KarrioSetting) -> dict[str, Any]:
    parties = {
        "shipper": _write_address(parcel.sender, parcel.sender_phone, parcel.sender_email),
        "recipient": _write_address(parcel.receiver, parcel.receiver_phone, parcel.receiver_email),
    }
    if setting.plugin in _WHOLE_STREETS:
        parties = {role: _keep_street(party) for role, party in parties.items()}
    return {**parties, "parcels": [_write_parcel(parcel, setting.usual_box_mm)]}


def _write_address(address: Address, phone: str, email: str) -> dict[str, Any]:
    lines = [line for line in (*address.lines, address.district) if line]
    facts = {
        "person_name": address.name,
        "company_name": address.company,
        "address_line1": lines[0] if lines else "",
        "address_line2": ", ".join(lines[1:]),
        "postal_code": address.postcode,
        "city": address.city,
        "state_code": address.region,
        "country_code": address.country,
        "phone_number": phone,
        "email": email,
    }
    return {name: value for name, value in facts.items() if value}


def _keep_street(party: dict[str, Any]) -> dict[str, Any]:
    """Call the street's first word its number, for karrio puts what it takes for the number in front of the rest."""
    first, _, rest = party.get("address_line1", "").partition(" ")
    return party if first in rest.split() else {**party, "street_number": first, "address_line1": rest}


def _write_parcel(parcel: Parcel, usual_box_mm: tuple[int, int, int]) -> dict[str, Any]:
    box = parcel.dimensions or Dimensions(*usual_box_mm)
    return {
        "weight": parcel.weight_g / 1000,
        "weight_unit": "KG",
        "length": box.length_mm / 10,
        "width": box.width_mm / 10,
        "height": box.height_mm / 10,
        "dimension_unit": "CM",
        "reference_number": parcel.reference,
        "items": [_write_commodity(content, parcel) for content in parcel.contents],
    }


def _write_commodity(content: Content, parcel: Parcel) -> dict[str, Any]:
    """Write one article; the box's weight is shared out evenly, for we know of no other."""
    pieces = sum(each.quantity for each in parcel.contents) or 1
    facts = {
        "title": content.title,
        "description": content.title,
        "sku": content.sku,
        "quantity": content.quantity,
        "weight": round(parcel.weight_g / 1000 / pieces, 3),
        "weight_unit": "KG",
        "hs_code": content.hs_code,
        "origin_country": content.origin,
        "value_currency": content.currency,
        "value_amount": None if content.value_minor is None else write_amount(content.value_minor, content.currency),
    }
    return {name: value for name, value in facts.items() if value not in ("", None)}


def _write_customs(parcel: Parcel) -> dict[str, Any]:
    return {
        "commodities": [_write_commodity(content, parcel) for content in parcel.contents],
        "content_type": "return_merchandise",
        "content_description": "Returned goods",
        "incoterm": "DDU",
        "invoice": parcel.reference,
    }


def _write_value(parcel: Parcel) -> dict[str, Any]:
    """Declare what the goods are worth, where all of them have a value in one currency."""
    currencies = {content.currency for content in parcel.contents}
    values = [content.value_minor for content in parcel.contents]
    if len(currencies) != 1 or "" in currencies or None in values:
        return {}
    total = sum((content.value_minor or 0) * content.quantity for content in parcel.contents)
    currency = currencies.pop()
    return {"declared_value": write_amount(total, currency), "currency": currency}
