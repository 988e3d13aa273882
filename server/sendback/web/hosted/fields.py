"""The controls of a form as the templates draw them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sendback.returns.sender_checking import MOST
from sendback.shops.fields import OWN_KINDS, FieldKind
from sendback.web.hosted.option_choice import list_choices
from sendback.web.hosted.visit import Visit
from sendback.web.widget_config import country_configs, field_config

_AUTOFILL = {
    "street": "address-line1",
    "street2": "address-line2",
    "postcode": "postal-code",
    "city": "address-level2",
    "district": "address-level3",
    "region": "address-level1",
}
_TYPES = {"email": "email", "phone": "tel"}


@dataclass(frozen=True, slots=True)
class Field:
    """One control with its label; `options` make it a choice of (value, text)."""

    name: str
    label: str
    type: str = "text"
    value: str = ""
    required: bool = True
    hint: str = ""
    autocomplete: str = "off"
    input_mode: str = "text"
    options: Sequence[tuple[str, str]] = ()
    most: int = 200


@dataclass(frozen=True, slots=True)
class AddressBlock:
    """An address laid out the way its country writes it; `country` is None where there is nothing to choose."""

    legend: str
    country: Field | None
    country_code: str
    rows: Sequence[Sequence[Field]]


def list_details(visit: Visit, seen: Mapping[str, Any]) -> list[Field | AddressBlock]:
    """List what the shop asks about the sender, in the shop's order; what proved the order is not asked again."""
    known = _known_values(seen["contact"])
    items: list[Field | AddressBlock] = []
    for setting in visit.shop.settings.fields:
        config = field_config(setting, visit.shop.settings, visit.words)
        if setting.kind is FieldKind.ADDRESS:
            items.append(_address(visit, config, known))
        elif setting.kind in OWN_KINDS:
            items.append(_plain(visit, f"fields.{setting.id}", config, "", MOST["own"]))
        elif setting.kind in (FieldKind.NAME, FieldKind.PHONE) or (setting.kind is FieldKind.EMAIL and not seen["email_masked"]):
            name = f"contact.{setting.id}"
            items.append(_plain(visit, name, config, known.get(name, ""), MOST[setting.id]))
    block = next((item for item in items if isinstance(item, AddressBlock)), None)
    choices = list_choices(visit, block.country_code if block else seen["contact"]["address"]["country"])
    if choices:
        chosen = next((code for code, _ in choices if code == visit.get("option")), choices[0][0])
        items.append(Field("option", visit.words("parcel.choose"), value=chosen, options=choices))
    return items


def label_details(items: Sequence[Field | AddressBlock]) -> dict[str, str]:
    """Return each control's label by its name, for sentences about faults."""
    return {field.name: field.label for item in items for field in _controls(item)}


def _controls(item: Field | AddressBlock) -> list[Field]:
    if isinstance(item, Field):
        return [item]
    choice = [item.country] if item.country else []
    return [*choice, *(field for row in item.rows for field in row)]


def _plain(visit: Visit, name: str, config: Mapping[str, Any], known: str, most: int) -> Field:
    return Field(
        name=name,
        label=config["label"],
        type=_TYPES.get(config["kind"], "text"),
        value=visit.typed.get(name, known),
        required=config["required"],
        hint=config["hint"],
        autocomplete=config["autocomplete"],
        input_mode=config["input_mode"],
        options=[(option["code"], option["label"]) for option in config.get("options", ())],
        most=most,
    )


def _address(visit: Visit, config: Mapping[str, Any], known: Mapping[str, str]) -> AddressBlock:
    countries = country_configs(visit.shop.settings.countries, visit.words)
    name = "contact.address.country"
    home = visit.shop.settings.delivery.return_address.country
    wanted = [visit.get(name), known.get(name, ""), home]
    offered = {country["code"]: country for country in countries}
    chosen = next((offered[code] for code in wanted if code in offered), countries[0])
    choice = Field(
        name,
        visit.words("widget.country"),
        value=chosen["code"],
        autocomplete="country",
        options=[(country["code"], country["name"]) for country in countries],
    )
    rows = [_row(visit, row, chosen, config["required"], known) for row in _with_second_street(chosen["fields"])]
    return AddressBlock(visit.words("hosted.address"), choice if len(countries) > 1 else None, chosen["code"], rows)


def _with_second_street(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    laid = []
    for row in rows:
        laid.append(list(row))
        if "street" in row:
            laid.append(["street2"])
    return laid


def _row(visit: Visit, row: Sequence[str], country: Mapping[str, Any], needed: bool, known: Mapping[str, str]) -> list[Field]:
    fields = []
    for part in row:
        name = f"contact.address.{part}"
        label = country["labels"].get(part) or visit.words(f"widget.{part}")
        fields.append(
            Field(
                name,
                label,
                value=visit.typed.get(name, known.get(name, "")),
                required=needed and part in country["required"],
                autocomplete=_AUTOFILL.get(part, "off"),
                options=[(code, text) for code, text in country.get("regions", ())] if part == "region" else (),
                most=MOST["street" if part == "street2" else part],
            )
        )
    return fields


def _known_values(contact: Mapping[str, Any] | None) -> dict[str, str]:
    if not contact:
        return {}
    address = contact["address"]
    lines = [*address["lines"], ""]
    values = {f"contact.address.{part}": address[part] for part in ("postcode", "city", "district", "region", "country")}
    values |= {"contact.address.street": lines[0], "contact.address.street2": ", ".join(filter(None, lines[1:]))}
    return {**values, "contact.name": contact["name"] or address["name"], "contact.phone": contact["phone"]}
