"""Saved views at the desk: filters under a name, one's own or the whole shop's."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import parse_qsl

from flask import Response, g, request, url_for
from werkzeug.datastructures import MultiDict

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.returns import viewing
from sendback.shops.permissions import Action, may
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.filters import keep_filter, write_query
from sendback.web.desk.listing.page import draw_list
from sendback.web.going import see_other


@needs(Action.SEE_RETURNS)
def save_view() -> Response | str:
    """Save the filters of the list under a name; who may change settings may share it with the shop."""
    shop, form, actor = own_shop(), request.form, g.person.actor
    is_shared = form.get("shared") == "yes" and _may_share()
    query = write_query(keep_filter(MultiDict(parse_qsl(form.get("query", "")[:2000]))))
    context = get_context()
    try:
        context.database.write(viewing.save_view, shop.shop_id, form.get("name", ""), query, actor, is_shared, context.clock())
    except Problem as problem:
        if problem.code is not Code.INVALID_FIELDS:
            raise
        return draw_list(shop, problem=problem)
    return see_other(f"{url_for('desk.list_returns')}?{query}".rstrip("?"))


@needs(Action.SEE_RETURNS)
def remove_view(view_id: str) -> Response | str:
    """Take a saved view away."""
    return _change(viewing.remove_view, view_id)


@needs(Action.SEE_RETURNS)
def raise_view(view_id: str) -> Response | str:
    """Put a saved view one place further to the front."""
    return _change(viewing.raise_view, view_id)


def _change(change: Callable[[Tx, str, str, str, bool, datetime], None], view_id: str) -> Response:
    shop, context = own_shop(), get_context()
    context.database.write(change, shop.shop_id, view_id, g.person.actor, _may_share(), context.clock())
    return see_other(url_for("desk.list_returns"))


def _may_share() -> bool:
    return may(g.person, Action.CHANGE_SETTINGS, g.person.shop_id)
