"""What the codes of a return's line are called at the desk."""

from collections.abc import Mapping
from types import MappingProxyType

from sendback.returns.model import ReturnLine
from sendback.shops.fields import in_language
from sendback.shops.model import ShopSettings
from sendback.shops.resolutions import Resolution

RESOLUTIONS: Mapping[Resolution, str] = MappingProxyType(
    {
        Resolution.REFUND: "Refund",
        Resolution.EXCHANGE: "Exchange",
        Resolution.STORE_CREDIT: "Store credit",
        Resolution.REPAIR: "Repair",
        Resolution.KEEP: "Keeps it",
    }
)

_OURS: Mapping[str, str] = MappingProxyType({"withdrawal": "Withdrawal"})
"""Reasons that no shop offers: nobody gives them, what happened does."""


def list_reasons(settings: ShopSettings) -> dict[str, str]:
    """List the shop's reasons by code, `reason` or `reason/sub`, each as the desk calls it."""
    default, names = settings.default_language, {}
    for reason in settings.reasons:
        names[reason.code] = in_language(reason.label, "en", default) or reason.code
        for sub in reason.subs:
            names[f"{reason.code}/{sub.code}"] = f"{names[reason.code]}: {in_language(sub.label, 'en', default) or sub.code}"
    return names


def name_reason(settings: ShopSettings, line: ReturnLine) -> str:
    """Name why a line comes back; a code that the shop no longer offers stands for itself."""
    names, whole = list_reasons(settings), f"{line.reason}/{line.sub_reason}" if line.sub_reason else line.reason
    return names.get(whole) or names.get(line.reason) or _OURS.get(line.reason) or line.reason
