"""The inbox of withdrawals: what came in, what has to be looked at, and whose money is due."""

from collections.abc import Sequence
from datetime import date

from flask import Response, render_template, request

from sendback.database.model import Tx
from sendback.orders.model import Order
from sendback.orders.store import get_order
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.withdrawals.words import TIES, VIEWS
from sendback.web.moments import write_day, write_moment
from sendback.web.paging import cut_page
from sendback.withdrawals.inbox_store import Entry, View, count_views, list_inbox
from sendback.withdrawals.refunding import find_due

MOST_ON_A_PAGE = 50


@needs(Action.SEE_PEOPLE)
def list_withdrawals() -> Response | str:
    """List the shop's withdrawals, those about one number as one entry."""
    shop, context = own_shop(), get_context()
    view, before = _read_view(), request.args.get("before", "")[:40]
    today: date = context.clock().astimezone(shop.settings.zone).date()
    entries, counts = context.database.read(_read, shop.shop_id, view, before)
    page, older = cut_page(entries, MOST_ON_A_PAGE, lambda each: each[0].item.withdrawal_id)
    return render_template(
        "desk/withdrawals.html",
        shop=shop,
        entries=[(entry, find_due(shop, entry.item, order, today)) for entry, order in page],
        next=older,
        before=before,
        view=view,
        views=VIEWS,
        counts=counts,
        ties=TIES,
        moment=lambda at: write_moment(at, shop.settings.zone),
        day=write_day,
    )


def _read(tx: Tx, shop_id: str, view: View, before: str) -> tuple[Sequence[tuple[Entry, Order | None]], dict[View, int]]:
    entries = list_inbox(tx, shop_id, view, before, MOST_ON_A_PAGE + 1)
    orders = [get_order(tx, shop_id, entry.item.order_id) if entry.item.order_id else None for entry in entries]
    return list(zip(entries, orders, strict=True)), count_views(tx, shop_id)


def _read_view() -> View:
    try:
        return View(request.args.get("view", "open"))
    except ValueError:
        return View.OPEN
