"""One endpoint: how it does, and what was sent to it."""

from dataclasses import dataclass

from flask import Response, render_template, request

from sendback.database.model import Tx
from sendback.delivery.webhooks import delivery_store, store, try_store
from sendback.delivery.webhooks.model import TEST, Delivery, DeliveryState, Endpoint, Health
from sendback.delivery.webhooks.public_types import PUBLIC_TYPES
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.webhooks.samples import SAMPLES
from sendback.web.desk.webhooks.wording import EVENTS, STATES, Badge, say_answer, say_heard, say_state, show_place
from sendback.web.moments import write_moment
from sendback.web.paging import cut_page

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Row:
    """One delivery as the page lists it."""

    delivery: Delivery
    state: Badge
    answer: str


@dataclass(frozen=True, slots=True)
class Page:
    """What the page shows of an endpoint."""

    endpoint: Endpoint
    health: Health
    rows: list[Row]
    next: str


@needs(Action.MANAGE_KEYS)
def show_endpoint(endpoint_id: str) -> Response | str:
    """Show an endpoint with its recent deliveries, filtered by state and event."""
    return draw_endpoint(endpoint_id, done=request.args.get("done", ""))


def draw_endpoint(endpoint_id: str, secret: str = "", done: str = "") -> str:
    """Draw an endpoint's page; `secret` is shown where somebody asked for it just now."""
    shop, state, type_ = own_shop(), request.args.get("state", ""), request.args.get("type", "")
    state = state if state in tuple(DeliveryState) else ""
    type_ = type_ if type_ in (*PUBLIC_TYPES, TEST) else ""
    before = request.args.get("before", "")[:40]
    page = get_context().database.read(_read, shop.shop_id, endpoint_id, before, state, type_)
    return render_template(
        "desk/webhooks/endpoint.html",
        shop=shop, page=page, endpoint=page.endpoint, secret=secret, done=done, state=state, type=type_, before=before,
        place=show_place(page.endpoint.url), doing=say_state(page.endpoint), heard=say_heard(page.endpoint), samples=SAMPLES,
        states={each.value: name for each, (name, _) in STATES.items()}, events=EVENTS, now=get_context().clock(),
        moment=lambda at: write_moment(at, shop.settings.zone),
    )  # fmt: skip


def _read(tx: Tx, shop_id: str, endpoint_id: str, before: str, state: str, type_: str) -> Page:
    endpoint = store.get_endpoint(tx, shop_id, endpoint_id)
    found = delivery_store.list_deliveries(tx, shop_id, endpoint_id, before, PER_PAGE + 1, state, type_)
    shown, older = cut_page(found, PER_PAGE, lambda each: each.delivery_id)
    tries = try_store.find_last_tries(tx, shop_id, [each.delivery_id for each in shown])
    rows = [Row(each, STATES[each.state], say_answer(tries.get(each.delivery_id))) for each in shown]
    health = delivery_store.count_open(tx, shop_id).get(endpoint_id, Health(0, 0))
    return Page(endpoint, health, rows, older or "")
