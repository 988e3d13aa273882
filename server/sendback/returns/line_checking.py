"""What a shopper said of each line, checked against the shop's reasons, conditions and resolutions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sendback.orders.model import Order, OrderLine
from sendback.returns.faults import Faults, mapping
from sendback.returns.model import LineRequest
from sendback.shops.fields import ReasonSetting, reasons_for
from sendback.shops.model import Shop, ShopSettings
from sendback.shops.resolutions import Resolution, list_resolutions

MOST_LINES = 500
MOST_NOTE = 300
MOST_TITLE = 120
MOST_PHOTOS = 3


@dataclass(frozen=True, slots=True)
class _Asked:
    """One line as it was sent: where its faults are named, and what the shop knows and offers."""

    where: str
    facts: Mapping[str, Any]
    ware: OrderLine
    settings: ShopSettings
    is_gift: bool


def check_lines(shop: Shop, order: Order, raw: object, where: str, is_gift: bool, faults: Faults) -> tuple[LineRequest, ...]:
    """Check the lines asked for of one order; each fault is named at `where`, the line's id and its part."""
    if not isinstance(raw, list) or not raw:
        faults.add(where, "required")
        return ()
    known = {line.line_id: line for line in order.lines}
    lines: dict[str, LineRequest] = {}
    for place, item in enumerate(raw[: MOST_LINES + 1]):
        facts = mapping(item)
        line_id = str(facts.get("id", ""))
        here = f"{where}.{line_id if line_id in known else place}"
        if line_id not in known or line_id in lines:
            faults.add(here, "unknown")
            continue
        lines[line_id] = _check_line(_Asked(here, facts, known[line_id], shop.settings, is_gift), faults)
    return tuple(lines.values())


def _check_line(asked: _Asked, faults: Faults) -> LineRequest:
    reason = _check_reason(asked, faults)
    resolution = _check_resolution(asked, faults)
    sku, title = _check_exchange(asked, faults) if resolution is Resolution.EXCHANGE else ("", "")
    return LineRequest(
        asked.ware.line_id,
        _check_quantity(asked, faults),
        reason.code if reason else "",
        _check_note(asked, reason, faults),
        sub_reason=_check_sub_reason(asked, reason, faults),
        condition=_check_condition(asked, faults),
        resolution=resolution or Resolution.REFUND,
        exchange_sku=sku,
        exchange_title=title,
        photos=_check_photos(asked, reason, faults),
    )


def _check_quantity(asked: _Asked, faults: Faults) -> int:
    quantity = asked.facts.get("quantity")
    if not isinstance(quantity, int) or isinstance(quantity, bool) or not 1 <= quantity <= 9999:
        faults.add(f"{asked.where}.quantity", "range")
        return 1
    return quantity


def _check_reason(asked: _Asked, faults: Faults) -> ReasonSetting | None:
    code = str(asked.facts.get("reason") or "")
    offered = reasons_for(asked.settings.reasons, asked.ware.category)
    reason = next((each for each in offered if each.code == code), None)
    if reason is None:
        faults.add(f"{asked.where}.reason", "unknown" if code else "required")
    return reason


def _check_sub_reason(asked: _Asked, reason: ReasonSetting | None, faults: Faults) -> str:
    """Check the closer word; a reason that has any needs one."""
    codes = [sub.code for sub in reason.subs] if reason else []
    return _choose(asked, "sub_reason", codes, faults)


def _check_condition(asked: _Asked, faults: Faults) -> str:
    return _choose(asked, "condition", [each.code for each in asked.settings.conditions], faults)


def _choose(asked: _Asked, part: str, codes: list[str], faults: Faults) -> str:
    """Take one of the codes; nothing is asked where there are none."""
    chosen = str(asked.facts.get(part) or "")
    if not codes:
        return ""
    if chosen not in codes:
        faults.add(f"{asked.where}.{part}", "unknown" if chosen else "required")
        return ""
    return chosen


def _check_resolution(asked: _Asked, faults: Faults) -> Resolution | None:
    """Take what is asked for, the first that is offered where nothing is said."""
    offered = list_resolutions(asked.settings.resolutions, asked.is_gift)
    chosen = str(asked.facts.get("resolution") or offered[0])
    if chosen not in offered:
        faults.add(f"{asked.where}.resolution", "unknown")
        return None
    return Resolution(chosen)


def _check_exchange(asked: _Asked, faults: Faults) -> tuple[str, str]:
    """Take a variant of the line by its SKU, or whatever else was named."""
    where, wish = f"{asked.where}.exchange", mapping(asked.facts.get("exchange"))
    if sku := str(wish.get("sku") or ""):
        variant = next((each for each in asked.ware.variants if each.sku == sku), None)
        if variant is None:
            faults.add(where, "unknown")
        return (variant.sku, variant.title) if variant else ("", "")
    return "", faults.text(where, wish.get("title"), MOST_TITLE, required=True)


def _check_note(asked: _Asked, reason: ReasonSetting | None, faults: Faults) -> str:
    if reason is not None and reason.note == "off":
        return ""
    required = reason is not None and reason.note == "required"
    return faults.text(f"{asked.where}.note", asked.facts.get("note"), MOST_NOTE, required=required, several_lines=True)


def _check_photos(asked: _Asked, reason: ReasonSetting | None, faults: Faults) -> tuple[str, ...]:
    """Take the ids of the photos; whether they are this order's is seen where they are attached."""
    raw = asked.facts.get("photos")
    photos = tuple(str(each)[:64] for each in raw) if isinstance(raw, list) else ()
    if reason is None or reason.photos == "off":
        return ()
    if len(photos) > MOST_PHOTOS:
        faults.add(f"{asked.where}.photos", "range")
    elif reason.photos == "required" and not photos:
        faults.add(f"{asked.where}.photos", "required")
    return photos[:MOST_PHOTOS]
