"""Trying the policy out: an order, a day and what a shopper might say, and what would be decided. Nothing is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask import Response, render_template, request

from sendback.database.model import Tx
from sendback.errors import Problem
from sendback.orders.model import Order
from sendback.returns.naming import RESOLUTIONS, list_conditions, list_reasons
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.policy import naming
from sendback.web.desk.policy.pasted import MOST_PASTED, find_pasted
from sendback.web.desk.policy.reading import today_of
from sendback.web.desk.policy.trying import Asked, try_line
from sendback.web.desk.policy.verdicts import Verdict, show_verdict
from sendback.web.problems import STATUS

MOST_FORM_BYTES = 512 * 1024
"""An order of five hundred lines with something said of each still fits."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What was typed into the form, cleaned."""

    pasted: str
    today: date
    country: str
    language: str


@needs(Action.SEE_SETTINGS, most_bytes=MOST_FORM_BYTES)
def show_trial() -> Response | str:
    """Show the form, and under it each line of the pasted order with what the policy says; order numbers are only posted."""
    shop, context = own_shop(), get_context()
    tried, now = _read_form(shop), context.clock()

    def find(tx: Tx, shop_id: str, at: datetime) -> Order:
        return find_pasted(tx, context, shop_id, tried.pasted, at)

    order, problem = None, None
    if tried.pasted:
        try:
            order = context.database.read(find, shop.shop_id, now)
        except Problem as refused:
            problem = refused
    html = render_template(
        "desk/policy/trial.html",
        shop=shop,
        tried=tried,
        order=order,
        lines=_judge(shop, order, tried) if order else [],
        trouble=problem.detail if problem else "",
        languages=shop.settings.languages,
        countries=naming.name_countries(),
        reasons=list_reasons(shop.settings),
        conditions=list_conditions(shop.settings),
        resolutions={each.value: RESOLUTIONS[each] for each in shop.settings.resolutions},
    )
    return Response(html, STATUS[problem.code] if problem else 200, mimetype="text/html")


def _read_form(shop: Shop) -> Tried:
    typed, settings = request.form, shop.settings
    language, country = typed.get("language", ""), typed.get("country", "")
    return Tried(
        pasted=typed.get("order", "").strip()[:MOST_PASTED],
        today=_read_day(typed.get("day", ""), today_of(shop)),
        country=country if country in naming.name_countries() else "",
        language=language if language in settings.languages else settings.default_language,
    )


def _read_day(typed: str, today: date) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return today


def _judge(shop: Shop, order: Order, tried: Tried) -> list[Verdict]:
    verdicts = []
    for place, line in enumerate(order.lines):
        asked = _read_asked(request.form, place)
        outcome = try_line(shop, order, line, asked, tried.country, tried.today)
        verdicts.append(show_verdict(shop, place, line, asked, outcome, tried.language))
    return verdicts


def _read_asked(typed: Mapping[str, str], place: int) -> Asked:
    quantity = typed.get(f"quantity.{place}", "")
    return Asked(
        quantity=int(quantity) if quantity.isascii() and quantity.isdecimal() and len(quantity) < 5 and int(quantity) else None,
        reason=typed.get(f"reason.{place}", "")[:81] or None,
        condition=typed.get(f"condition.{place}", "")[:40] or None,
        resolution=typed.get(f"resolution.{place}", "")[:40] or None,
    )
