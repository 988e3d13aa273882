"""Privacy at the desk: what is kept and for how long; one person found, told and erased."""

from typing import Any

from flask import Response, g, render_template, request, url_for
from pydantic import ValidationError

from sendback.errors import Code, Problem
from sendback.privacy.complying import Topic
from sendback.privacy.request_store import list_open_requests
from sendback.privacy.rules import RULES
from sendback.shops import store
from sendback.shops.faults import list_faults
from sendback.shops.model import Shop
from sendback.shops.permissions import Action, may
from sendback.shops.retention import RetentionSetting
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.deciding import own_name
from sendback.web.going import see_other
from sendback.web.moments import write_moment
from sendback.web.problems import STATUS

PERIODS = (
    ("people_days", "Returns", "days after closing; 30 to 730", 30, 730),
    ("photos_days", "Photos", "days after closing; 7 to 730", 7, 730),
    ("orders_days", "Other orders", "days after the return window; 0 to 730", 0, 730),
    ("withdrawals_years", "Withdrawals", "years; 1 to 10", 1, 10),
)
"""What an owner may set: its name, what it is of, its unit, and from where to where it goes."""
_SHOWN_HERE = (Code.INVALID_FIELDS, Code.SETTINGS_CONFLICT)


@needs(Action.SEE_SETTINGS)
def show_privacy() -> Response | str:
    """Show what is kept, where and for how long."""
    return draw_privacy(own_shop())


@needs(Action.CHANGE_SETTINGS)
def save_retention() -> Response | str:
    """Save for how long things are kept, as the next version of the settings."""
    shop = own_shop()
    try:
        _save(shop)
    except Problem as problem:
        if problem.code not in _SHOWN_HERE:
            raise
        return draw_privacy(shop, problem)
    return see_other(url_for("desk.show_privacy", done="saved"))


def draw_privacy(shop: Shop, problem: Problem | None = None, **more: Any) -> Response:
    """Draw the page, with what stood in the way, if anything, and what was found of a person."""
    kept = shop.settings.retention
    values = {name: request.form.get(name, "") if problem else getattr(kept, name) for name, *_ in PERIODS}
    may_erase = may(g.person, Action.ERASE, shop.shop_id)
    html = render_template(
        "desk/privacy.html",
        asked=_list_asked(shop) if may_erase else (),
        shop=shop,
        rules=RULES,
        kept=kept,
        periods=PERIODS,
        values=values if not more else kept.model_dump(),
        may_change=may(g.person, Action.CHANGE_SETTINGS, shop.shop_id),
        may_erase=may_erase,
        problem=problem,
        done=request.args.get("done", ""),
        **{"sought": None, "found": None, "erased": None, **more},
    )
    if problem is not None:
        g.problem_code = problem.code.value
    return Response(html, STATUS[problem.code] if problem else 200, mimetype="text/html")


def _list_asked(shop: Shop) -> list[tuple[str, str, str]]:
    """List what Shopify asks to be told of, opened: the request's id, whom it is about, since when."""
    context = get_context()
    requests = context.database.read(list_open_requests, shop.shop_id, Topic.DATA_REQUEST.value)
    return [
        (each.request_id, context.vault.open(each.sought, each.place), write_moment(each.made_at, shop.settings.zone))
        for each in requests
    ]


def _save(shop: Shop) -> None:
    context, version = get_context(), request.form.get("version", "")
    try:
        kept = RetentionSetting.model_validate({name: request.form.get(name, "") for name, *_ in PERIODS})
    except ValidationError as faults:
        raise Problem(Code.INVALID_FIELDS, "This cannot be saved yet.", errors=list_faults(faults)) from None
    settings = shop.settings.model_copy(update={"retention": kept})
    based_on = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
    context.database.write(store.save_settings, shop.shop_id, based_on, settings, own_name(), context.clock())
