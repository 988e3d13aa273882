"""The page of the queue: what waits, oldest first, from a place that never shifts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Response, g, render_template, request

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.delivery.facts import read_orders
from sendback.errors import Problem
from sendback.returns.bulk import MOST_AT_ONCE, Told
from sendback.returns.queue_store import Waiting, count_waiting, list_waiting
from sendback.returns.reminding import asked_before
from sendback.returns.rma import read_rma, show_rma
from sendback.returns.store import get_return
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.one_return.differences import Difference, list_differences
from sendback.web.desk.presets import PRESET_TEXTS
from sendback.web.desk.waiting.rows import show_rows
from sendback.web.moments import write_moment
from sendback.web.problems import STATUS

MOST_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Place:
    """Which part of the queue is looked at: whose turn it is, from where on, and how much of it."""

    by_shopper: bool
    after: str
    most: int


@needs(Action.DECIDE)
def show_waiting() -> Response | str:
    """Show what waits for the desk, or for the shopper."""
    return draw_waiting(own_shop())


def draw_waiting(shop: Shop, problem: Problem | None = None, told: Sequence[Told] = (), stuck_id: str = "") -> Response:
    """Draw the queue, with what stood in the way of a decision, about one of its returns or many, or what came of many."""
    context, place = get_context(), read_place()
    now = context.clock()
    waiting, differences, counts = context.database.read(_read, shop, place, asked_before(shop, now))
    page = waiting[: place.most]
    html = render_template(
        "desk/waiting.html",
        shop=shop,
        rows=show_rows(shop, page, differences, now),
        counts=counts,
        place=place,
        more=page[-1].item.return_id if len(waiting) > place.most else "",
        most_at_once=MOST_AT_ONCE,
        presets=PRESET_TEXTS,
        chosen="all" if request.args.get("select") == "all" else "",
        done=request.args.get("done", ""),
        done_rma=show_rma(rma) if (rma := read_rma(request.args.get("rma", ""))) else "",
        told=[(one, show_rma(one.rma) if one.rma else "") for one in told],
        problem=problem,
        stuck_id=stuck_id,
        stuck_rma=show_rma(context.database.read(get_return, shop.shop_id, stuck_id).rma) if stuck_id else "",
        key=new_id(),
        typed=request.form,
        moment=lambda at: write_moment(at, shop.settings.zone),
    )
    if problem is not None:
        g.problem_code = problem.code.value
    return Response(html, STATUS[problem.code] if problem else 200, mimetype="text/html")


def read_place() -> Place:
    """Read the place in the queue from an address or a form."""
    most = MOST_AT_ONCE if request.values.get("show") == str(MOST_AT_ONCE) else MOST_ON_A_PAGE
    return Place(request.values.get("whose") == "shopper", request.values.get("after", "")[:40], most)


def _read(
    tx: Tx, shop: Shop, place: Place, before: datetime
) -> tuple[list[Waiting], dict[str, list[Difference]], tuple[int, int]]:
    waiting = list_waiting(tx, shop.shop_id, before, place.after, place.most + 1, place.by_shopper)
    items = [one.item for one in waiting if one.item.mismatches]
    differences = {item.return_id: list_differences(item, read_orders(tx, item).values()) for item in items}
    counts = (count_waiting(tx, shop.shop_id, before), count_waiting(tx, shop.shop_id, before, by_shopper=True))
    return waiting, differences, counts
