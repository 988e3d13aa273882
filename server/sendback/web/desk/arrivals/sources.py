"""Who tells of parcels by itself: where each sends to, with which secret, and when it was last heard."""

import secrets

from flask import Response, g, render_template, request, url_for

from sendback.database.model import Tx
from sendback.delivery.tracking.sources.kinds import SPEECHES, SourceKind
from sendback.delivery.tracking.sources.store import TrackingSource, find_source, remove_source, save_source, secret_place
from sendback.errors import Code, Problem
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.going import see_other
from sendback.web.moments import write_moment

_LEAST_SECRET, _MOST_SECRET = 16, 200
TITLES = {SourceKind.PLAIN: "Plain JSON", SourceKind.KARRIO: "karrio", SourceKind.EASYPOST: "EasyPost"}
ABOUT = {
    SourceKind.PLAIN: "Any system of yours. It signs the body with HMAC-SHA256 and sends that, in hexadecimal, with it.",
    SourceKind.KARRIO: "A karrio server of yours. Paste the secret that it shows beside its webhook for tracker events.",
    SourceKind.EASYPOST: "Add a webhook for trackers there, with this address and the secret below.",
}


@needs(Action.MANAGE_KEYS)
def show_tracking_sources() -> Response | str:
    """Show each with the address to send to."""
    return _draw(own_shop())


@needs(Action.MANAGE_KEYS, fresh=True)
def save_tracking_source(kind: str) -> Response | str:
    """Keep a secret: one that was typed, or a new one that is shown once."""
    shop, context, which = own_shop(), get_context(), _read_kind(kind)
    typed = request.form.get("secret", "").strip()
    if typed and not (_LEAST_SECRET <= len(typed) <= _MOST_SECRET and typed.isascii() and typed.isprintable()):
        return Response(_draw(shop, problem=f"A secret has {_LEAST_SECRET} to {_MOST_SECRET} plain characters."), 422)
    secret = typed or secrets.token_urlsafe(32)
    sealed = context.vault.seal(secret, secret_place(shop.shop_id, which))
    context.database.write(save_source, shop.shop_id, which, sealed, g.person.actor, context.clock())
    return _draw(shop, shown="" if typed else secret, done=which)


@needs(Action.MANAGE_KEYS, fresh=True)
def forget_tracking_source(kind: str) -> Response | str:
    """Believe one no more."""
    shop, context = own_shop(), get_context()
    context.database.write(remove_source, shop.shop_id, _read_kind(kind), g.person.actor, context.clock())
    return see_other(url_for("desk.show_tracking_sources"))


def _draw(shop: Shop, problem: str = "", shown: str = "", done: SourceKind | None = None) -> str:
    base = get_context().settings.base_url.rstrip("/")
    return render_template(
        "desk/settings/tracking.html",
        shop=shop,
        titles=TITLES,
        about=ABOUT,
        headers={kind: speech.header for kind, speech in SPEECHES.items()},
        known=get_context().database.read(_list_known, shop.shop_id),
        addresses={kind: f"{base}/hooks/{shop.slug}/tracking/{kind.value}" for kind in SourceKind},
        problem=problem,
        shown=shown,
        done=done,
        moment=lambda at: write_moment(at, shop.settings.zone),
    )


def _list_known(tx: Tx, shop_id: str) -> dict[SourceKind, TrackingSource | None]:
    return {kind: find_source(tx, shop_id, kind) for kind in SourceKind}


def _read_kind(text: str) -> SourceKind:
    kind = next((kind for kind in SourceKind if kind.value == text), None)
    if kind is None:
        raise Problem(Code.NOT_FOUND, "Nothing that tells of parcels is called so.")
    return kind
