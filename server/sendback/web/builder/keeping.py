"""What the builder has no screen for: it stays as it was saved, however old the settings are that the builder sends."""

from collections.abc import Mapping
from typing import Any

from sendback.shops.model import ShopSettings

_PARTS = (
    "conditions", "resolutions", "desk", "alerts", "options", "carriers", "spending_limit_minor", "spending_currency",
    "withdrawal", "designs",
)  # fmt: skip
_OF_POLICY = ("text", "refund_due", "thresholds")
_OF_REASON = ("categories", "subs", "photos", "note")


def keep_others(sent: Mapping[str, Any], saved: ShopSettings) -> dict[str, Any]:
    """Put back what is saved at the desk, in the designer and by commands; what was sent of it may be hours old."""
    kept = saved.model_dump(mode="json")
    whole = {**sent, **{part: kept[part] for part in _PARTS}}
    policy, reasons = whole.get("policy", {}), whole.get("reasons")
    if isinstance(policy, dict):
        whole["policy"] = {**policy, **{part: kept["policy"][part] for part in _OF_POLICY}}
    if isinstance(reasons, list):
        known = {reason["code"]: {part: reason[part] for part in _OF_REASON} for reason in kept["reasons"]}
        whole["reasons"] = [_keep_of_reason(reason, known) for reason in reasons]
    return whole


def _keep_of_reason(sent: Any, known: Mapping[str, dict[str, Any]]) -> Any:
    code = sent.get("code") if isinstance(sent, dict) else None
    return {**sent, **known[code]} if isinstance(code, str) and code in known else sent
