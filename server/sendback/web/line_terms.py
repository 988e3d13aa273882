"""One line of an order as a shopper is told of it: what may become of it, on which terms, and why."""

from datetime import date
from typing import Any

from sendback.orders.model import OrderLine
from sendback.orders.opening import Opened
from sendback.policy.model import Term
from sendback.returns.policies import find_kindest, survey_line
from sendback.returns.sentences import say_choice, say_decision
from sendback.shops.fields import reasons_for
from sendback.shops.model import Shop, ShopSettings
from sendback.shops.resolutions import list_resolutions
from sendback.words.catalogue import Words


def describe_line(shop: Shop, opened: Opened, line: OrderLine, words: Words, today: date) -> dict[str, Any]:
    """Write one line with what may become of it and why, in the shopper's language."""
    settings, terms = shop.settings, survey_line(shop, opened.order, line, today)
    decision = find_kindest(terms)
    day, open_terms = decision.day, terms if decision.is_returnable else ()
    return {
        "id": line.line_id,
        "title": line.title,
        "sku": line.sku,
        "category": line.category,
        "variants": [{"sku": variant.sku, "title": variant.title} for variant in line.variants],
        "quantity": line.quantity,
        "left": line.left,
        "unit_price_minor": None if opened.is_gift else line.unit_price_minor,
        "returnable": decision.is_returnable,
        "because": {
            "code": decision.sentence,
            "rule": decision.rule,
            "text": say_decision(settings, decision, words),
        },
        "until_on": day.isoformat() if day and decision.is_returnable else None,
        "reasons": _list_reasons(settings, line),
        "terms": [told for term in open_terms if (told := _describe_term(settings, term, opened.is_gift, words))],
    }


def _list_reasons(settings: ShopSettings, line: OrderLine) -> list[str] | None:
    """List the reasons that a line's product class is offered, None for all of the shop's."""
    offered = reasons_for(settings.reasons, line.category)
    return None if len(offered) == len(settings.reasons) else [reason.code for reason in offered]


def _describe_term(settings: ShopSettings, term: Term, is_gift: bool, words: Words) -> dict[str, Any] | None:
    """Write the terms of some choices; null stands for every choice. A fee is for one unit, for more are not asked for yet.

    None for terms of what cannot be asked for here, such as money for a gift.
    """
    decision, offered = term.decision, list_resolutions(settings.resolutions, is_gift)
    resolutions = None if term.resolutions is None else [each for each in offered if each in term.resolutions]
    if resolutions == []:
        return None
    fee = 0 if is_gift else decision.fee_minor
    return {
        "reasons": _as_list(term.reasons),
        "conditions": _as_list(term.conditions),
        "resolutions": resolutions,
        "outcome": decision.outcome.value,
        "text": say_choice(settings, decision, words),
        "fee_minor": fee,
        "currency": decision.fee_currency if fee else "",
        "fee_text": words.money(fee, decision.fee_currency) if fee else "",
        "fee_each": bool(fee) and decision.is_fee_each,
        "option": decision.option,
    }


def _as_list(codes: tuple[str, ...] | None) -> list[str] | None:
    return None if codes is None else list(codes)
