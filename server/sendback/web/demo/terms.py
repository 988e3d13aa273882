"""What Nordlys asks of a return and what it offers: reasons with closer words, conditions, resolutions, and its policy."""

from importlib import resources
from typing import Any

from sendback.policy.reading import read_policy
from sendback.shops.fields import Labels, standard_reasons

_SIZED = ["clothing", "shoes"]


def _label(en: str, fi: str, zh: str, de: str, ar: str) -> Labels:
    return {"en": en, "fi": fi, "zh-Hans": zh, "de": de, "ar": ar}


_DAMAGED = [
    {"code": "broken", "label": _label("Broken", "Rikki", "破损", "Zerbrochen", "مكسور")},
    {"code": "incomplete", "label": _label("Parts are missing", "Osia puuttuu", "缺少配件", "Teile fehlen", "أجزاء ناقصة")},
    {
        "code": "stopped",
        "label": _label("No longer works", "Ei enää toimi", "不再能用", "Funktioniert nicht mehr", "لم يعد يعمل"),
    },
]
_MORE: dict[str, dict[str, Any]] = {
    "too_small": {"categories": _SIZED},
    "too_large": {"categories": _SIZED},
    "damaged": {"subs": _DAMAGED, "photos": "optional"},
    "wrong_item": {"photos": "optional"},
    "other": {"note": "required"},
}
CONDITIONS = [
    {"code": "unopened", "label": _label("Unused", "Käyttämätön", "未使用", "Unbenutzt", "غير مستعمل")},
    {
        "code": "opened",
        "label": _label(
            "Opened or tried on", "Avattu tai sovitettu", "已拆封或试用", "Geöffnet oder anprobiert", "مفتوح أو مجرّب"
        ),
    },
]
RESOLUTIONS = ["refund", "exchange", "store_credit", "repair"]


def demo_reasons() -> list[dict[str, Any]]:
    """Give the standard reasons, some with closer words or for what has sizes only."""
    return [reason.model_dump() | _MORE.get(reason.code, {}) for reason in standard_reasons()]


def demo_policy() -> dict[str, Any]:
    """Give the policy of the examples, with the terms that it names."""
    text = resources.files("sendback.web.demo").joinpath("policy.toml").read_text("utf-8")
    return {**read_policy(text).terms.model_dump(), "text": text}
