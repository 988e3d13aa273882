"""Who sends the parcel, as the shopper typed it, checked against what the shop asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sendback.orders.model import Order
from sendback.returns.faults import Faults, mapping
from sendback.returns.model import Consignor
from sendback.shops.address import Address, address_from, get_address_form
from sendback.shops.fields import OWN_KINDS, FieldKind, FieldSetting
from sendback.shops.model import Shop
from sendback.shops.text import clean_line, is_email

MOST = {
    "name": 80,
    "email": 254,
    "phone": 40,
    "company": 80,
    "street": 80,
    "postcode": 16,
    "city": 60,
    "district": 60,
    "region": 60,
    "own": 200,
    "note": 300,
}
MOST_STREET_LINES = 3


def check_consignor(shop: Shop, order: Order, raw: Mapping[str, Any], faults: Faults) -> Consignor:
    """Check who sends it and from where; mail goes to the address on record where there is one, whatever is typed."""
    asked = {field.kind: field for field in shop.settings.fields}
    name = _standard(asked, FieldKind.NAME, raw.get("name"), faults)
    phone = _standard(asked, FieldKind.PHONE, raw.get("phone"), faults)
    email = order.buyer.email
    if not email:
        email = _standard(asked, FieldKind.EMAIL, raw.get("email"), faults)
        if email and not is_email(email):
            faults.add("contact.email", "format")
    address = _check_address(shop, asked.get(FieldKind.ADDRESS), mapping(raw.get("address")), faults)
    return Consignor(name, email, phone, address)


def check_typed_consignor(raw: Mapping[str, Any], faults: Faults) -> Consignor:
    """Check who sends it as the shop's own people type it: whatever they know of it, and nothing has to be there."""
    name = faults.text("contact.name", raw.get("name"), MOST["name"], required=False)
    phone = faults.text("contact.phone", raw.get("phone"), MOST["phone"], required=False)
    email = faults.text("contact.email", raw.get("email"), MOST["email"], required=False)
    if email and not is_email(email):
        faults.add("contact.email", "format")
    typed = mapping(raw.get("address"))
    country = str(typed.get("country") or "").upper()
    if country:
        try:
            get_address_form(country)
        except ValueError:
            faults.add("contact.address.country", "unknown")
            country = ""
    return Consignor(name, email, phone, replace(_check_parts(typed, (), faults), country=country))


def _standard(asked: Mapping[FieldKind, FieldSetting], kind: FieldKind, raw: object, faults: Faults) -> str:
    setting = asked.get(kind)
    if setting is None:
        return ""
    text = faults.text(f"contact.{kind}", raw, MOST[kind.value], required=setting.required)
    if text and not setting.accepts(text):
        faults.add(f"contact.{kind}", "format")
    return text


def _check_address(shop: Shop, setting: FieldSetting | None, raw: Mapping[str, Any], faults: Faults) -> Address:
    if setting is None:
        return Address()
    country = str(raw.get("country") or "").upper()
    offered = shop.settings.countries
    try:
        required = get_address_form(country).required if setting.required else ()
    except ValueError:
        faults.add("contact.address.country", "required" if not country else "unknown")
        return Address()
    if offered and country not in offered:
        faults.add("contact.address.country", "unknown")
    return replace(_check_parts(raw, required, faults), country=country)


def _check_parts(raw: Mapping[str, Any], required: Sequence[str], faults: Faults) -> Address:
    street = raw.get("lines")
    rows = [row for row in street if isinstance(row, str) and row.strip()] if isinstance(street, list) else []
    if len(rows) > MOST_STREET_LINES:
        faults.add("contact.address.lines", "range")
    lines = tuple(faults.text("contact.address.lines", row, MOST["street"], required=False) for row in rows[:MOST_STREET_LINES])
    if "street" in required and not any(lines):
        faults.add("contact.address.lines", "required")
    names = ("company", "postcode", "city", "district", "region")
    parts = {n: faults.text(f"contact.address.{n}", raw.get(n), MOST[n], required=n in required) for n in names}
    name = clean_line(str(raw.get("name") or ""))[: MOST["name"]]
    return address_from({**parts, "name": name, "lines": lines})


def check_own_fields(shop: Shop, raw: Mapping[str, Any], faults: Faults) -> dict[str, str]:
    """Check the answers to the shop's own questions."""
    own = [setting for setting in shop.settings.fields if setting.kind in OWN_KINDS]
    answers = {}
    for setting in own:
        where = f"fields.{setting.id}"
        text = faults.text(where, raw.get(setting.id), MOST["own"], required=setting.required)
        codes = {option.code for option in setting.options}
        if text and setting.kind is FieldKind.SELECT and text not in codes:
            faults.add(where, "unknown")
        elif text and not setting.accepts(text):
            faults.add(where, "format")
        if text:
            answers[setting.id] = text
    return answers
