"""The ways to send a return, as forms and programs are told of them."""

from typing import Any

from sendback.shops.model import ShopSettings
from sendback.shops.options import ReturnOption
from sendback.words.catalogue import Words


def describe_option(option: ReturnOption, settings: ShopSettings, words: Words) -> dict[str, Any]:
    """Write one way to send a return; empty countries and reasons stand for all."""
    cost = None
    if option.cost_minor is not None:
        text = words.money(option.cost_minor, option.currency)
        cost = {"minor": option.cost_minor, "currency": option.currency, "text": text}
    return {
        "id": option.id,
        "kind": option.kind.value,
        "label": name_option(option, settings, words),
        "cost": cost,
        "countries": list(option.countries),
        "reasons": list(option.reasons),
    }


def name_option(option: ReturnOption, settings: ShopSettings, words: Words) -> str:
    """Name a way to send a return as a choice shows it: in the shop's words or the catalogue's, with its cost."""
    name = option.label.get(words.language) or option.label.get(settings.default_language)
    name = name or words(f"parcel.option.{option.kind.value}")
    if option.cost_minor is None:
        return name
    return words("parcel.with_cost", option=name, cost=words.money(option.cost_minor, option.currency))


def option_field(settings: ShopSettings, words: Words) -> list[dict[str, Any]]:
    """Ask how it is to travel, where there is a choice, as any form can that draws the shop's own choices."""
    if len(settings.options) < 2:
        return []
    choices = [{"code": option.id, "label": name_option(option, settings, words)} for option in settings.options]
    label = words("parcel.choose")
    field = {"id": "option", "kind": "select", "label": label, "hint": "", "required": True, "pattern": None}
    return [{**field, "autocomplete": "off", "input_mode": "text", "options": choices}]
