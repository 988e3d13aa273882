"""What would become of a return, told before anybody confirms it; nothing is changed by asking."""

from collections.abc import Sequence
from typing import Any

from sendback.orders.opening import Opened
from sendback.policy.model import Outcome
from sendback.returns.checking import check_choices
from sendback.returns.composing import find_rule
from sendback.returns.fees import say_fees
from sendback.returns.judging import JudgedLine, judge_request
from sendback.returns.sentences import say_choice
from sendback.returns.travelling import Way, choose_way
from sendback.shops.model import Shop
from sendback.shops.resolutions import Resolution
from sendback.shops.warehouse_store import list_places
from sendback.web.context import get_context
from sendback.web.options import describe_option
from sendback.web.shopper import read_beside
from sendback.words.catalogue import Words


def preview_return(shop: Shop, opened: Opened, body: dict[str, Any], words: Words) -> dict[str, Any]:
    """Say what becomes of each line, what it costs, how it may travel and who settles what; or refuse as creating does."""
    today = get_context().clock().astimezone(shop.settings.zone).date()
    checked = check_choices(shop, opened.order, body, words, read_beside(shop, opened, body), opened.is_gift)
    lines = judge_request(shop, opened.order, checked, today)
    sent = [line for line in lines if not line.is_kept]
    way = choose_way(shop, checked, sent, get_context().database.read(list_places, shop.shop_id)) if sent else None
    return describe_preview(shop, lines, way, words)


def describe_preview(shop: Shop, lines: Sequence[JudgedLine], way: Way | None, words: Words) -> dict[str, Any]:
    """Write what would become of the lines that were asked for."""
    orders = list(dict.fromkeys(line.order.order_id for line in lines))
    asks_first = find_rule(shop, lines, way, differs=False) != "policy"
    # A line that waits says so itself.
    waits = asks_first and way and not any(line.asks_first for line in lines)
    return {
        "lines": [_describe_line(shop, line, orders.index(line.order.order_id), words) for line in lines],
        "fee_text": say_fees([_fee(line) for line in lines], words),
        "options": [describe_option(option, shop.settings, words) for option in way.choices] if way else [],
        "asks_first": asks_first,
        "sends": way is not None,
        "notes": [*([words("policy.asks_first")] if waits else []), *list_notes(shop, lines, words)],
    }


def list_notes(shop: Shop, lines: Sequence[JudgedLine], words: Words) -> list[str]:
    """Say who settles what: the shop, always, for money is not moved here."""
    fee = say_fees([_fee(line) for line in lines], words)
    asked = [each for each in Resolution if any(line.asked.resolution is each for line in lines)]
    return [
        *([words("policy.settles.fee", shop=shop.name, fee=fee)] if fee else []),
        *(words(f"policy.settles.{each}", shop=shop.name) for each in asked),
    ]


def _describe_line(shop: Shop, line: JudgedLine, order: int, words: Words) -> dict[str, Any]:
    return {
        "id": line.ware.line_id,
        "order": order,
        "outcome": Outcome.ASK.value if line.asks_first else line.decision.outcome.value,
        "text": say_choice(shop.settings, line.decision, words),
        "fee_minor": line.fee_minor,
        "fee_text": say_fees([_fee(line)], words),
    }


def _fee(line: JudgedLine) -> tuple[int, str]:
    return line.fee_minor, line.decision.fee_currency
