"""The shop's own hook for orders that are not known: its address, its secret, and a try."""

import base64
import secrets

from flask import Response, g, render_template, request, url_for

from sendback.egress.refusals import CallRefused
from sendback.egress.targets import check_url
from sendback.orders.asking import Told
from sendback.orders.lookup_store import find_lookup, lookup_place, remove_lookup, save_lookup
from sendback.settings.reading import get_reach
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.going import see_other
from sendback.web.moments import write_moment
from sendback.web.order_lookup import ask_for

_MOST_MINUTES = 60 * 24 * 365


@needs(Action.MANAGE_KEYS)
def show_lookup() -> Response | str:
    """Show how the shop is asked."""
    return _draw(own_shop())


@needs(Action.MANAGE_KEYS, fresh=True)
def save_hook() -> Response | str:
    """Save where the shop is asked; a new secret is shown once, an old one is kept unless another is wished."""
    shop, context, form = own_shop(), get_context(), request.form
    url, minutes = form.get("url", "").strip(), form.get("after_minutes", "").strip() or "0"
    if not (minutes.isascii() and minutes.isdecimal() and len(minutes) < 8 and int(minutes) <= _MOST_MINUTES):
        return Response(_draw(shop, problem="Minutes are a whole number, at most a year of them.", typed=url), 422)
    try:
        check_url(url, get_reach(context.settings))
    except CallRefused as fault:
        return Response(_draw(shop, problem=str(fault), typed=url), 422)
    known = context.database.read(find_lookup, shop.shop_id)
    fresh = "" if known and "new_secret" not in form else f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"
    sealed = context.vault.seal(fresh, lookup_place(shop.shop_id)) if fresh or known is None else known.secret
    context.database.write(save_lookup, shop.shop_id, url, sealed, int(minutes), g.person.actor, context.clock())
    return _draw(shop, shown=fresh, done=True)


@needs(Action.MANAGE_KEYS, fresh=True)
def try_hook() -> Response | str:
    """Ask the shop for one order and say what came back; nothing is stored."""
    shop, number = own_shop(), request.form.get("number", "").strip()[:64]
    lookup = get_context().database.read(find_lookup, shop.shop_id)
    if lookup is None or not number:
        return see_other(url_for("desk.orders.show_lookup"))
    return _draw(shop, told=ask_for(shop, lookup, number), number=number)


@needs(Action.MANAGE_KEYS, fresh=True)
def remove_hook() -> Response | str:
    """Ask the shop no more."""
    shop, context = own_shop(), get_context()
    context.database.write(remove_lookup, shop.shop_id, g.person.actor, context.clock())
    return see_other(url_for("desk.orders.show_lookup"))


def _draw(
    shop: Shop,
    problem: str = "",
    typed: str = "",
    shown: str = "",
    done: bool = False,
    told: Told | None = None,
    number: str = "",
) -> str:
    context = get_context()
    lookup = context.database.read(find_lookup, shop.shop_id)
    return render_template(
        "desk/orders/lookup.html",
        shop=shop,
        lookup=lookup,
        is_paused=lookup is not None and context.clock() < lookup.open_until,
        url=typed or (lookup.url if lookup else ""),
        problem=problem,
        shown=shown,
        done=done,
        told=told,
        number=number,
        moment=lambda at: write_moment(at, shop.settings.zone),
    )
