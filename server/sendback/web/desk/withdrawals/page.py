"""One withdrawal: what was stated, which order it is about, and what is left to do."""

from dataclasses import dataclass
from typing import Any

from flask import Response, g, render_template, request

from sendback.database.model import Tx
from sendback.errors import Problem
from sendback.journal.model import Event
from sendback.journal.store import list_events
from sendback.orders.model import Order
from sendback.orders.store import get_order
from sendback.returns.rma import show_rma
from sendback.returns.store import find_return
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.timeline import name_everybody, tell
from sendback.web.desk.withdrawals.words import ARTICLES, TIES
from sendback.web.moments import write_day, write_moment
from sendback.web.problems import STATUS
from sendback.withdrawals import inbox_store, store
from sendback.withdrawals.exceptions import find_articles
from sendback.withdrawals.model import Withdrawal
from sendback.withdrawals.periods import Period, count_period
from sendback.withdrawals.receiving import name_check_page
from sendback.withdrawals.refunding import find_due


@dataclass(frozen=True, slots=True)
class _Known:
    """What the database knows of one withdrawal."""

    item: Withdrawal
    order: Order | None
    rma: str
    beside: list[Withdrawal]
    events: list[Event]
    names: dict[str, str]


@needs(Action.SEE_PEOPLE)
def show_withdrawal(receipt: str) -> Response | str:
    """Show one of the shop's withdrawals."""
    return draw_withdrawal(own_shop(), receipt)


def draw_withdrawal(shop: Shop, receipt: str, problem: Problem | None = None) -> Response:
    """Draw a withdrawal, with what stood in the way of what was asked."""
    context, zone = get_context(), shop.settings.zone
    known = context.database.read(_read, shop, receipt)
    item, order = known.item, known.order
    values: dict[str, Any] = {
        "item": item,
        "order": order,
        "rma": known.rma,
        "beside": known.beside,
        "tie": TIES[item.tie],
        "due": find_due(shop, item, order, context.clock().astimezone(zone).date()),
        "period": _count(shop, order),
        "lines": [(line, _name_articles(shop, line)) for line in order.lines] if order else [],
        "entries": tell(known.events, zone, known.names, context.clock()),
        "check_url": name_check_page(context.settings.base_url, shop.slug, item.withdrawal_id),
        "pdf": context.links.receipt_url(shop.shop_id, item.withdrawal_id, "pdf"),
    }
    html = render_template(
        "desk/withdrawal.html",
        shop=shop,
        problem=problem,
        typed=request.form,
        done=request.args.get("done", ""),
        moment=lambda at: write_moment(at, zone),
        day=write_day,
        **values,
    )
    if problem is not None:
        g.problem_code = problem.code.value
    return Response(html, STATUS[problem.code] if problem else 200, mimetype="text/html")


def _read(tx: Tx, shop: Shop, receipt: str) -> _Known:
    item = store.get_withdrawal(tx, shop.shop_id, receipt)
    order = get_order(tx, shop.shop_id, item.order_id) if item.order_id else None
    made = find_return(tx, shop.shop_id, item.return_id) if item.return_id else None
    events = list_events(tx, shop.shop_id, receipt)
    beside = inbox_store.list_beside(tx, item)
    return _Known(item, order, show_rma(made.rma) if made else "", beside, events, name_everybody(tx, shop, events))


def _count(shop: Shop, order: Order | None) -> Period | None:
    if order is None or order.delivered_on is None:
        return None
    return count_period(shop.settings, order.buyer.address.country, order.delivered_on)


def _name_articles(shop: Shop, line: Any) -> list[str]:
    return [f"Article 16({letter}): {ARTICLES[letter]}" for letter in find_articles(shop.settings, line)]
