"""Adding an endpoint, changing it, taking it away."""

from flask import Response, g, render_template, request, url_for

from sendback.delivery.webhooks import endpoints
from sendback.delivery.webhooks.endpoints import Wish
from sendback.delivery.webhooks.public_types import PUBLIC_TYPES
from sendback.delivery.webhooks.store import get_endpoint
from sendback.errors import Code, Problem
from sendback.settings.reading import get_reach
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.webhooks.wording import EVENTS, show_place
from sendback.web.going import see_other
from sendback.web.problems import STATUS


@needs(Action.MANAGE_KEYS)
def show_new() -> Response | str:
    """Show an empty form."""
    return _draw(Wish(""), None)


@needs(Action.MANAGE_KEYS, fresh=True)
def add() -> Response | str:
    """Add an endpoint, or show the form again with what is wrong."""
    shop, context, wish = own_shop(), get_context(), _read_form()
    reach, now = get_reach(context.settings), context.clock()
    try:
        made = context.database.write(endpoints.add_endpoint, context.vault, reach, shop.shop_id, wish, g.person.actor, now)
    except Problem as problem:
        return _draw(wish, _shown_here(problem))
    return see_other(url_for("desk.webhooks.show", endpoint_id=made.endpoint_id, done="added"))


@needs(Action.MANAGE_KEYS)
def show_change(endpoint_id: str) -> Response | str:
    """Show the form of an endpoint."""
    found = get_context().database.read(get_endpoint, own_shop().shop_id, endpoint_id)
    return _draw(Wish(found.url, found.types, found.note), None, endpoint_id, show_place(found.url))


@needs(Action.MANAGE_KEYS, fresh=True)
def change(endpoint_id: str) -> Response | str:
    """Change an endpoint, or show the form again with what is wrong."""
    shop, context, wish = own_shop(), get_context(), _read_form()
    reach, now = get_reach(context.settings), context.clock()
    found = context.database.read(get_endpoint, shop.shop_id, endpoint_id)
    try:
        context.database.write(endpoints.change_endpoint, reach, shop.shop_id, endpoint_id, wish, g.person.actor, now)
    except Problem as problem:
        return _draw(wish, _shown_here(problem), endpoint_id, show_place(found.url))
    return see_other(url_for("desk.webhooks.show", endpoint_id=endpoint_id, done="changed"))


@needs(Action.MANAGE_KEYS, fresh=True)
def remove(endpoint_id: str) -> Response | str:
    """Take an endpoint away with its log."""
    context = get_context()
    context.database.write(endpoints.remove_endpoint, own_shop().shop_id, endpoint_id, g.person.actor, context.clock())
    return see_other(url_for("desk.webhooks.list_endpoints", done="removed"))


def _read_form() -> Wish:
    """Read the form; no event chosen, or every one, means all that there ever will be."""
    chosen = tuple(request.form.getlist("types")[:100]) if request.form.get("hears") == "some" else ()
    return Wish(request.form.get("url", ""), chosen, request.form.get("note", ""))


def _shown_here(problem: Problem) -> Problem:
    if problem.code is not Code.INVALID_FIELDS:
        raise problem
    return problem


def _draw(wish: Wish, problem: Problem | None, endpoint_id: str = "", place: str = "") -> Response:
    html = render_template(
        "desk/webhooks/form.html",
        shop=own_shop(), wish=wish, endpoint_id=endpoint_id, place=place, types={type_: EVENTS[type_] for type_ in PUBLIC_TYPES},
        faults={fault.field: fault.detail for fault in problem.errors} if problem else {},
    )  # fmt: skip
    if problem is not None:
        g.problem_code = problem.code.value
    return Response(html, STATUS[problem.code] if problem else 200, mimetype="text/html")
