"""Who sends a return, as an agent types it: a form of its own, for whatever the shop asks its shoppers."""

from collections.abc import Mapping

from sendback.returns.faults import Faults
from sendback.returns.model import Consignor
from sendback.returns.sender_checking import check_typed_consignor
from sendback.shops.address import Address
from sendback.shops.model import Shop
from sendback.web.widget_config import ALL_COUNTRIES
from sendback.words.catalogue import words_for

_ENGLISH = words_for("en")
_PARTS = ("company", "postcode", "city", "district", "region", "country")


def read_consignor(form: Mapping[str, str], faults: Faults) -> Consignor:
    """Read a sender from the fields that `write_consignor` fills; faults are named `contact.…`."""
    said = {name: form.get(f"contact.{name}", "") for name in ("name", "email", "phone")}
    address = {name: form.get(f"contact.{name}", "") for name in _PARTS}
    lines = [line for line in form.get("contact.street", "").splitlines() if line.strip()]
    return check_typed_consignor({**said, "address": {**address, "lines": lines}}, faults)


def write_consignor(name: str, email: str, phone: str, address: Address) -> dict[str, str]:
    """Fill the fields with a sender."""
    parts = {f"contact.{part}": getattr(address, part) for part in _PARTS}
    street = "\n".join(address.lines)
    return {"contact.name": name, "contact.email": email, "contact.phone": phone, "contact.street": street, **parts}


def list_countries(shop: Shop, chosen: str = "") -> list[tuple[str, str]]:
    """List the countries to choose from, by name: those the shop takes returns from, and the one at hand."""
    codes = {*(shop.settings.countries or ALL_COUNTRIES), *([chosen] if chosen else [])}
    return sorted(((code, _ENGLISH.country(code)) for code in codes), key=lambda pair: pair[1].casefold())
