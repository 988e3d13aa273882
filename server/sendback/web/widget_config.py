"""What the widget needs to know of a shop: one answer, in one language, with nothing in it that CSS or HTML could trip on."""

import functools
from collections.abc import Iterable
from typing import Any

from sendback.shops.address import get_address_form
from sendback.shops.fields import ConditionSetting, FieldKind, FieldSetting, Option, ReasonSetting, SubReasonSetting, in_language
from sendback.shops.model import Shop, ShopSettings
from sendback.web.options import describe_option, option_field
from sendback.words.catalogue import Words

_AUTOCOMPLETE = {FieldKind.NAME: "name", FieldKind.EMAIL: "email", FieldKind.PHONE: "tel", FieldKind.POSTCODE: "postal-code"}
_INPUT_MODE = {FieldKind.EMAIL: "email", FieldKind.PHONE: "tel"}


def widget_config(
    shop: Shop, settings: ShopSettings, language: str, base_url: str, proof_fields: tuple[str, ...]
) -> dict[str, Any]:
    """Write the configuration that `GET …/config` and the builder's preview answer with."""
    words = settings.words(language)
    look = settings.look.model_dump()
    logo = look.pop("logo")
    return {
        "shop": {
            "name": shop.name,
            "hosted_url": f"{base_url}/s/{shop.slug}",
            "logo_url": f"{base_url}/shop-images/{shop.slug}/{logo}.png" if logo else None,
        },
        "language": words.language,
        "direction": words.direction,
        "version": shop.settings_version,
        "look": look,
        "fields": [*(field_config(field, settings, words) for field in settings.fields), *option_field(settings, words)],
        "options": [describe_option(option, settings, words) for option in settings.options],
        "proof": {"fields": list(proof_fields)},
        "countries": country_configs(settings.countries, words),
        "reasons": [_reason(reason, settings, words) for reason in settings.reasons],
        "conditions": [_choice(each, settings, words) for each in settings.conditions],
        "resolutions": [{"code": each.value, "label": words(f"policy.resolution.{each}")} for each in settings.resolutions],
        "delivery": {"ways": [way.value for way in settings.delivery.ways]},
        "texts": words.area("widget"),
    }


def field_config(field: FieldSetting, settings: ShopSettings, words: Words) -> dict[str, Any]:
    """Describe one field in the shopper's language; a standard field without the shop's own label has the catalogue's."""
    label = in_language(field.label, words.language, settings.default_language)
    config: dict[str, Any] = {
        "id": field.id,
        "kind": field.kind.value,
        "label": label or _standard_label(field, words),
        "hint": in_language(field.hint, words.language, settings.default_language),
        "required": field.required,
        "pattern": field.pattern,
        "autocomplete": _AUTOCOMPLETE.get(field.kind, "off"),
        "input_mode": _INPUT_MODE.get(field.kind, "text"),
    }
    if field.options:
        config["options"] = [_choice(option, settings, words) for option in field.options]
    return config


def _reason(reason: ReasonSetting, settings: ShopSettings, words: Words) -> dict[str, Any]:
    """Describe one reason: its closer words, and what else is asked with it."""
    subs = [_choice(sub, settings, words) for sub in reason.subs]
    return {**_choice(reason, settings, words), "subs": subs, "photos": reason.photos, "note": reason.note}


def _choice(
    choice: Option | ReasonSetting | SubReasonSetting | ConditionSetting, settings: ShopSettings, words: Words
) -> dict[str, Any]:
    return {"code": choice.code, "label": in_language(choice.label, words.language, settings.default_language)}


def country_configs(countries: tuple[str, ...], words: Words) -> list[dict[str, Any]]:
    """Describe each country's address form, sorted by name in the shopper's language."""
    return _country_configs(countries or ALL_COUNTRIES, words.language)


@functools.lru_cache(maxsize=256)
def _country_configs(countries: tuple[str, ...], language: str) -> list[dict[str, Any]]:
    words = Words(language)
    return sorted((_country(code, words) for code in countries), key=lambda country: country["name"].casefold())


def _country(code: str, words: Words) -> dict[str, Any]:
    form = get_address_form(code)
    labels = {
        "street": words("widget.street"),
        "postcode": words(f"address.postcode.{form.postcode_kind}"),
        "city": words(f"address.city.{form.city_kind}"),
        "district": words("address.district"),
        "region": words(f"address.region.{form.region_kind}"),
    }
    country: dict[str, Any] = {
        "code": code,
        "name": words.country(code),
        "fields": [list(row) for row in form.rows],
        "labels": {name: labels[name] for row in form.rows for name in row},
        "required": list(form.required),
        "postcode_pattern": form.postcode_pattern,
    }
    if form.regions and len(form.regions) <= 100:
        country["regions"] = _list_once(form.regions)
    return country


def _list_once(regions: Iterable[tuple[str, str]]) -> list[list[str]]:
    """List each region once, under every name its country's languages give it: `Cairo Governorate · القاهرة`."""
    names: dict[str, dict[str, None]] = {}
    for code, name in regions:
        names.setdefault(code, {})[name] = None
    return [[code, " · ".join(known)] for code, known in names.items()]


def _standard_label(field: FieldSetting, words: Words) -> str:
    return words(f"widget.{field.kind.value}")


ALL_COUNTRIES: tuple[str, ...] = tuple(
    (
        "AD AE AL AM AR AT AU AX AZ BA BD BE BG BH BR BY CA CH CL CN CO CR CY CZ DE DK DO DZ EC EE EG ES FI FO FR "
        "GB GE GI GL GR GT HK HR HU ID IE IL IN IS IT JE JO JP KE KR KW KZ LB LI LK LT LU LV MA MC MD ME MK MO MT "
        "MX MY NG NL NO NP NZ OM PE PH PK PL PT PY QA RO RS SA SE SG SI SK SM TH TN TR TW UA US UY UZ VA VE VN ZA "
    ).split()
)
"""Where shops that name no countries take returns from: every country with an address format and ordinary parcel post."""
