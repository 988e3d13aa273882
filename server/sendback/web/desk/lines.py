"""The lines of a return as the desk shows them: what was asked for each, what it costs, and why it may come back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sendback.orders.model import Order
from sendback.returns.model import Return, ReturnLine
from sendback.shops.fields import in_language
from sendback.shops.model import Shop, ShopSettings
from sendback.words.catalogue import words_for

_ENGLISH = words_for("en")


def show_lines(shop: Shop, item: Return, orders: Mapping[str, Order]) -> list[dict[str, Any]]:
    """Write every line; the order's number beside it where the return is of several."""
    several = len(item.order_ids) > 1
    return [_line(shop.settings, line, orders[line.order_id], several) for line in item.lines]


def _line(settings: ShopSettings, line: ReturnLine, order: Order, names_order: bool) -> dict[str, Any]:
    because = line.because
    has_price = line.unit_price_minor is not None and order.currency
    return {
        "title": line.title,
        "sku": line.sku,
        "quantity": line.quantity,
        "price": _ENGLISH.money(line.unit_price_minor or 0, order.currency or "") if has_price else "",
        "order": line.order_number if names_order else "",
        "reason": _name_reason(settings, line),
        "condition": _name_condition(settings, line.condition),
        "wish": _say_wish(line),
        "fee": _ENGLISH.money(line.fee_minor, line.fee_currency) if line.fee_currency else "",
        "kept": line.is_kept,
        "note": line.note,
        "because": _say_because(settings, because),
        "agent": because.get("note", ""),
        "rule": f"{because['rule']}, policy version {because['policy_version']}",
    }


def _say_because(settings: ShopSettings, because: Mapping[str, Any]) -> str:
    if own := in_language(because.get("said", {}), "en", settings.default_language):
        return own
    day = str(because.get("day") or "")
    return _ENGLISH(f"policy.{because['sentence']}", day=_ENGLISH.day(date.fromisoformat(day)) if day else "")


def _name_reason(settings: ShopSettings, line: ReturnLine) -> str:
    """Name the reason with its closer word; one that the shop no longer has shows its code."""
    reason = next((each for each in settings.reasons if each.code == line.reason), None)
    if reason is None:
        return " / ".join(filter(None, (line.reason, line.sub_reason)))
    name = in_language(reason.label, "en", settings.default_language) or reason.code
    if not line.sub_reason:
        return name
    closer = next(
        (in_language(sub.label, "en", settings.default_language) for sub in reason.subs if sub.code == line.sub_reason), ""
    )
    return f"{name}: {closer or line.sub_reason}"


def _name_condition(settings: ShopSettings, code: str) -> str:
    labels = {each.code: in_language(each.label, "en", settings.default_language) for each in settings.conditions}
    return labels.get(code) or code


def _say_wish(line: ReturnLine) -> str:
    """Say what was asked for instead: `Exchange: Wool jumper, L (JUMPER-L)`."""
    wish = _ENGLISH(f"policy.resolution.{line.resolution}")
    sku = f" ({line.exchange_sku})" if line.exchange_sku else ""
    return f"{wish}: {line.exchange_title}{sku}" if line.exchange_title else wish
