"""What the codes of a return's line are called at the desk, in plain English."""

from collections.abc import Mapping
from types import MappingProxyType

from sendback.returns.model import ReturnLine
from sendback.shops.fields import in_language
from sendback.shops.model import ShopSettings
from sendback.shops.resolutions import Resolution
from sendback.words.catalogue import words_for

RESOLUTIONS: Mapping[Resolution, str] = MappingProxyType(
    {each: words_for("en")(f"policy.resolution.{each}") for each in Resolution}
)

_OURS: Mapping[str, str] = MappingProxyType({"withdrawal": "Withdrawal"})
"""Reasons that no shop offers: nobody gives them, what happened does."""


def list_reasons(settings: ShopSettings) -> dict[str, str]:
    """List the shop's reasons by code, each followed by its closer ones: `damaged/cracked` is called Damaged: cracked."""
    default, names = settings.default_language, {}
    for reason in settings.reasons:
        names[reason.code] = in_language(reason.label, "en", default) or reason.code
        for sub in reason.subs:
            names[f"{reason.code}/{sub.code}"] = f"{names[reason.code]}: {in_language(sub.label, 'en', default) or sub.code}"
    return names


def list_conditions(settings: ShopSettings) -> dict[str, str]:
    """List the conditions that goods may come back in, by code."""
    return {each.code: in_language(each.label, "en", settings.default_language) or each.code for each in settings.conditions}


def name_reason(settings: ShopSettings, line: ReturnLine) -> str:
    """Name why a line comes back; a code that the shop no longer offers stands for itself."""
    names, whole = list_reasons(settings), f"{line.reason}/{line.sub_reason}" if line.sub_reason else line.reason
    return names.get(whole) or names.get(line.reason) or _OURS.get(line.reason) or line.reason
