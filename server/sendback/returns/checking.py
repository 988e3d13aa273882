"""What a shopper typed, checked against what the shop asks for, and cleaned for print; every fault is named at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sendback.errors import Code, FieldError, Problem
from sendback.orders.model import Order
from sendback.returns.boxes import choose_option
from sendback.returns.model import Consignor, Delivery, LineRequest, ReturnRequest
from sendback.returns.photo_checking import check_photos
from sendback.shops.address import Address, address_from, get_address_form
from sendback.shops.fields import OWN_KINDS, FieldKind, FieldSetting
from sendback.shops.model import Shop, Way
from sendback.shops.text import clean_line, clean_text, is_email
from sendback.words.catalogue import Words

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


@dataclass(slots=True)
class Faults:
    """Collect what is wrong, each in the shopper's language."""

    words: Words
    found: list[FieldError] = field(default_factory=list)

    def add(self, name: str, code: str, **values: object) -> None:
        """Note one fault: code is required, too-long, format, unknown or range."""
        self.found.append(FieldError(name, code, self.words(f"problem.field.{code}", **values)))

    def text(self, name: str, raw: object, most: int, *, required: bool, several_lines: bool = False) -> str:
        """Return a cleaned text, noting when it is missing or too long."""
        typed = raw if isinstance(raw, str) else ""
        if len(typed) > 10 * most:  # far too long: not worth cleaning
            self.add(name, "too-long", most=most)
            return ""
        cleaned = clean_text(typed) if several_lines else clean_line(typed)
        if required and not cleaned:
            self.add(name, "required")
        if len(cleaned) > most:
            self.add(name, "too-long", most=most)
        return cleaned


def check_request(shop: Shop, order: Order, body: Mapping[str, Any], words: Words) -> ReturnRequest:
    """Turn what the shopper sent into a request that fits the shop, or Problem invalid-fields with every fault."""
    faults = Faults(words)
    lines = _check_lines(shop, order, body.get("lines"), faults)
    consignor = _check_consignor(shop, order, _mapping(body.get("contact")), faults)
    own = _check_own_fields(shop, _mapping(body.get("fields")), faults)
    delivery = _check_delivery(shop, body.get("delivery"), faults)
    option = _check_option(shop, body, consignor.address.country, lines, faults)
    if delivery is not Delivery.POPUP and not consignor.email:
        faults.add("contact.email", "required")
    if faults.found:
        detail = words("problem.invalid-fields")
        raise Problem(Code.INVALID_FIELDS, detail, errors=_first_of_each(faults.found))
    return ReturnRequest(order.order_id, lines, consignor, own, delivery, words.language, option)


def _check_lines(shop: Shop, order: Order, raw: object, faults: Faults) -> tuple[LineRequest, ...]:
    if not isinstance(raw, list) or not raw:
        faults.add("lines", "required")
        return ()
    known = {line.line_id for line in order.lines}
    reasons = {reason.code: reason for reason in shop.settings.reasons}
    lines: dict[str, LineRequest] = {}
    for place, item in enumerate(raw[:500]):
        facts = _mapping(item)
        line_id, quantity, reason = str(facts.get("id", "")), facts.get("quantity"), str(facts.get("reason", ""))
        where = f"lines.{line_id if line_id in known else place}"
        if line_id not in known or line_id in lines:
            faults.add(where, "unknown")
            continue
        if not isinstance(quantity, int) or isinstance(quantity, bool) or not 1 <= quantity <= 9999:
            faults.add(f"{where}.quantity", "range")
            quantity = 1
        if reason not in reasons:
            faults.add(f"{where}.reason", "required" if not reason else "unknown")
        note = faults.text(f"{where}.note", facts.get("note"), MOST["note"], required=False, several_lines=True)
        photos = check_photos(reasons.get(reason), facts.get("photos"), where, faults)
        lines[line_id] = LineRequest(line_id, quantity, reason, note, photos=photos)
    return tuple(lines.values())


def _check_consignor(shop: Shop, order: Order, raw: Mapping[str, Any], faults: Faults) -> Consignor:
    asked = {field.kind: field for field in shop.settings.fields}
    name = _standard(asked, FieldKind.NAME, raw.get("name"), faults)
    phone = _standard(asked, FieldKind.PHONE, raw.get("phone"), faults)
    email = order.buyer.email  # mail goes to the address on record where there is one, whatever is typed
    if not email:
        email = _standard(asked, FieldKind.EMAIL, raw.get("email"), faults)
        if email and not is_email(email):
            faults.add("contact.email", "format")
    address = _check_address(shop, asked.get(FieldKind.ADDRESS), _mapping(raw.get("address")), faults)
    return Consignor(name, email, phone, address)


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
    return address_from({**parts, "name": name, "country": country, "lines": lines})


def _check_own_fields(shop: Shop, raw: Mapping[str, Any], faults: Faults) -> dict[str, str]:
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


def _check_delivery(shop: Shop, raw: object, faults: Faults) -> Delivery:
    ways = set(shop.settings.delivery.ways)
    allowed = {Delivery.POPUP} if Way.POPUP in ways else set()
    allowed |= {Delivery.EMAIL} if Way.EMAIL in ways else set()
    allowed |= {Delivery.BOTH} if len(ways) == 2 else set()
    chosen = next((way for way in allowed if way.value == raw), None)
    if chosen is None:
        faults.add("delivery", "unknown" if raw else "required")
        return Delivery.POPUP
    return chosen


def _check_option(shop: Shop, body: Mapping[str, Any], country: str, lines: Sequence[LineRequest], faults: Faults) -> str:
    """Check how it is to travel; forms that know no options send it among the shop's own fields, as one more choice."""
    wanted = str(body.get("option") or _mapping(body.get("fields")).get("option") or "")
    option = choose_option(shop.settings.options, wanted, country, [line.reason for line in lines])
    if option is None and not faults.found:  # a wrong reason or country is said at its own place
        faults.found.append(FieldError("option", "unknown", faults.words("parcel.option.wrong")))
    return option.id if option else ""


def _first_of_each(found: Sequence[FieldError]) -> list[FieldError]:
    return list({error.field: error for error in reversed(found)}.values())[::-1]


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
