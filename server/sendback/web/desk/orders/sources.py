"""Shop systems that tell of orders by themselves: where they send to, with which secret, and when they were last heard."""

import secrets

from flask import Response, g, render_template, request, url_for

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.orders.sources_store import OrderSource, SourceKind, find_source, remove_source, save_source, secret_place
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.going import see_other
from sendback.web.moments import write_moment

_LEAST_SECRET, _MOST_SECRET = 16, 200
TITLES = {SourceKind.WOOCOMMERCE: "WooCommerce", SourceKind.SHOPIFY: "Shopify"}


@needs(Action.MANAGE_KEYS)
def show_sources() -> Response | str:
    """Show each system with the address to paste there."""
    return _draw(own_shop())


@needs(Action.MANAGE_KEYS, fresh=True)
def save_secret(kind: str) -> Response | str:
    """Keep the secret of a system: one that was typed, or a new one that is shown once."""
    shop, context, which = own_shop(), get_context(), _read_kind(kind)
    typed = request.form.get("secret", "").strip()
    if typed and not (_LEAST_SECRET <= len(typed) <= _MOST_SECRET and typed.isascii() and typed.isprintable()):
        return Response(_draw(shop, problem=f"A secret has {_LEAST_SECRET} to {_MOST_SECRET} plain characters."), 422)
    if not typed and which is SourceKind.SHOPIFY:
        return Response(_draw(shop, problem="Paste the secret that Shopify shows beside your webhooks."), 422)
    secret = typed or secrets.token_urlsafe(32)
    sealed = context.vault.seal(secret, secret_place(shop.shop_id, which))
    context.database.write(save_source, shop.shop_id, which, sealed, g.person.actor, context.clock())
    return _draw(shop, shown="" if typed else secret, done=which)


@needs(Action.MANAGE_KEYS, fresh=True)
def forget_secret(kind: str) -> Response | str:
    """Believe a system no more."""
    shop, context = own_shop(), get_context()
    context.database.write(remove_source, shop.shop_id, _read_kind(kind), g.person.actor, context.clock())
    return see_other(url_for("desk.orders.show_sources"))


def _draw(shop: Shop, problem: str = "", shown: str = "", done: SourceKind | None = None) -> str:
    base = get_context().settings.base_url.rstrip("/")
    known = get_context().database.read(_list_known, shop.shop_id)
    return render_template(
        "desk/orders/sources.html",
        shop=shop,
        titles=TITLES,
        known=known,
        addresses={kind: f"{base}/api/v1/intake/{kind.value}/{shop.slug}" for kind in SourceKind},
        problem=problem,
        shown=shown,
        done=done,
        moment=lambda at: write_moment(at, shop.settings.zone),
    )


def _list_known(tx: Tx, shop_id: str) -> dict[SourceKind, OrderSource | None]:
    return {kind: find_source(tx, shop_id, kind) for kind in SourceKind}


def _read_kind(kind: str) -> SourceKind:
    try:
        return SourceKind(kind)
    except ValueError:
        raise Problem(Code.NOT_FOUND, "This shop system is not known.") from None
