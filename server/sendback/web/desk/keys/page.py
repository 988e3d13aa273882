"""The page of a shop's API keys: what each is for, when it was used; a new one is shown this once."""

from dataclasses import dataclass

from flask import Response, render_template, request

from sendback.database.ids import new_id
from sendback.errors import Problem
from sendback.shops import store
from sendback.shops.api_keys import MOST_NAME, OVERLAPS
from sendback.shops.keys import KeyKind, ShopKey, is_accepted
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.shops.scopes import DEFAULT_SCOPES, Scope
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.moments import write_moment
from sendback.web.problems import STATUS

SCOPES = {
    Scope.ORDERS_WRITE: "Push orders and shipments",
    Scope.ORDERS_READ: "Read orders, with buyers",
    Scope.RETURNS_READ: "Read returns, with shoppers",
    Scope.RETURNS_WRITE: "Make and decide returns",
    Scope.LABELS_READ: "Fetch labels and papers",
    Scope.RECEIVING_WRITE: "Take boxes in and say what was found",
    Scope.STOCK_READ: "Read what lies where",
    Scope.STOCK_WRITE: "Count and move stock",
    Scope.DOCUMENTS_WRITE: "Keep papers in the library",
    Scope.REPORTS_READ: "Read figures and events",
    Scope.WEBHOOKS_WRITE: "Manage webhooks",
    Scope.PRIVACY_ERASE: "Export and erase one person",
}
LIVES = {"": "Never", "30": "In 30 days", "90": "In 90 days", "365": "In a year"}
ROLLS = {"0": "at once", "1h": "in an hour", "24h": "in a day", "7d": "in 7 days"}
assert set(ROLLS) == set(OVERLAPS)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page says besides the list: a key that was just made, or that a form was sent twice."""

    secret: str = ""
    is_repeated: bool = False


@needs(Action.MANAGE_KEYS)
def show_keys() -> Response | str:
    """Show the keys that are accepted and those that ended lately."""
    return draw_keys(own_shop())


def draw_keys(shop: Shop, shown: Shown | None = None, problem: Problem | None = None) -> Response:
    """Draw the page; with a problem the form keeps what was typed."""
    context = get_context()
    now, zone = context.clock(), shop.settings.zone
    keys = context.database.read(store.list_keys, shop.shop_id, KeyKind.API)
    html = render_template(
        "desk/keys.html",
        shop=shop,
        shown=shown or Shown(),
        problem=problem,
        done=request.args.get("done", ""),
        form=request.form if problem else {},
        chosen=set(request.form.getlist("scopes")) if problem else {scope.value for scope in DEFAULT_SCOPES},
        accepted=[key for key in keys if is_accepted(key, now)],
        ended=[key for key in keys if not is_accepted(key, now)][:10],
        tell=lambda moment: write_moment(moment, zone),
        scopes=SCOPES,
        lives=LIVES,
        rolls=ROLLS,
        most_name=MOST_NAME,
        once=new_id(),
        show=show_key,
    )
    return Response(html, int(STATUS[problem.code]) if problem else 200, mimetype="text/html")


def show_key(shop: Shop, key: ShopKey) -> str:
    """Show as much of a key as may be seen: how it begins."""
    return f"sbak_{shop.mode}_{key.lookup}_…"
