"""The lines of a return as the desk shows them: what was asked for each, what it costs, and why it may come back."""

from collections.abc import Mapping
from typing import Any

from sendback.orders.model import Order
from sendback.returns.model import Return, ReturnLine
from sendback.returns.naming import RESOLUTIONS, list_conditions, name_reason
from sendback.returns.sentences import say_because
from sendback.shops.model import Shop, ShopSettings
from sendback.web.desk.built_in import BUILT_IN
from sendback.web.desk.photos import Shown
from sendback.words.catalogue import words_for

_ENGLISH = words_for("en")


def show_lines(
    shop: Shop, item: Return, orders: Mapping[str, Order], photos: Mapping[tuple[str, str], list[Shown]]
) -> list[dict[str, Any]]:
    """Write every line; the order's number beside it where the return is of several."""
    several = len(item.order_ids) > 1
    return [
        {**_line(shop.settings, line, orders[line.order_id], several), "photos": photos.get((line.order_id, line.line_id), [])}
        for line in item.lines
    ]


def add_up(item: Return, orders: Mapping[str, Order]) -> str:
    """Say how many units it is of and what they cost, where every price is known and of one currency."""
    units = sum(line.quantity for line in item.lines)
    counted = f"{units} items" if units != 1 else "1 item"
    currencies = {orders[line.order_id].currency for line in item.lines}
    prices = [line.unit_price_minor for line in item.lines]
    currency = currencies.pop() if len(currencies) == 1 else None
    if currency is None or None in prices:
        return counted
    worth = sum((line.unit_price_minor or 0) * line.quantity for line in item.lines)
    return f"{counted}, {_ENGLISH.money(worth, currency)}"


def names_own_rule(because: Mapping[str, Any]) -> bool:
    """Say whether a decision was made by a rule that stands in the policy, to be looked up there."""
    return because["rule"] not in BUILT_IN


def _line(settings: ShopSettings, line: ReturnLine, order: Order, names_order: bool) -> dict[str, Any]:
    because = line.because
    has_price = line.unit_price_minor is not None and order.currency
    return {
        "title": line.title,
        "sku": line.sku,
        "quantity": line.quantity,
        "price": _ENGLISH.money(line.unit_price_minor or 0, order.currency or "") if has_price else "",
        "order": line.order_number if names_order else "",
        "reason": name_reason(settings, line),
        "condition": list_conditions(settings).get(line.condition, line.condition),
        "wish": _say_wish(line),
        "fee": _ENGLISH.money(line.fee_minor, line.fee_currency) if line.fee_currency else "",
        "kept": line.is_kept,
        "note": line.note,
        "because": say_because(settings, because, _ENGLISH),
        "agent": because.get("note", ""),
        "word": because.get("override"),
        "inputs": {
            name.replace("_", " "): value for name, value in because.get("inputs", {}).items() if value not in (None, "", [])
        },
        "outcome": because.get("outcome", ""),
        "shopper": _say_to_shopper(settings, because),
        "rule": BUILT_IN.get(because["rule"], because["rule"]),
        "is_own_rule": names_own_rule(because),
        "version": because["policy_version"],
    }


def _say_to_shopper(settings: ShopSettings, because: Mapping[str, Any]) -> dict[str, str]:
    """Give the sentence that the shopper reads of it in the shop's own language, where that is not English."""
    language = settings.default_language
    return {} if language == "en" else {language: say_because(settings, because, settings.words(language))}


def _say_wish(line: ReturnLine) -> str:
    """Say what was asked for instead: `Exchange: Wool jumper, L (JUMPER-L)`."""
    wish = RESOLUTIONS[line.resolution]
    sku = f" ({line.exchange_sku})" if line.exchange_sku else ""
    return f"{wish}: {line.exchange_title}{sku}" if line.exchange_title else wish
