"""Whose system is asking: the shop of the API key in the Authorization header, if that may do what is asked."""

import re

from flask import current_app, g, request

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.shops import store
from sendback.shops.api_key_store import is_use_stale, save_use, tell_exposed
from sendback.shops.api_keys import is_from
from sendback.shops.keys import KeyKind, ShopKey, get_kid, is_accepted, is_well_formed, matches_api_key
from sendback.shops.model import Shop
from sendback.shops.scopes import Scope
from sendback.web.context import Context, get_context
from sendback.web.rates import Rates

_SECRET = re.compile(r"sb[as]k_(?:live|test)_[A-Za-z0-9_]+")
_IN_BROWSER = "This key is used from a browser page. Keep it on your server and make a new one."
_IN_ADDRESS = "A key in an address ends up in logs. Send it as a header, and make a new one now."


def get_api_shop(scope: Scope | None) -> Shop:
    """Return the shop whose key this request carries; None asks for any key. `g.rate` says how often it may still ask."""
    context = get_context()
    _refuse_seen(context)
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    found = _find_key(context, secret) if kind == "Bearer" else None
    if found is None:
        raise Problem(Code.SIGN_IN_NEEDED, "Send a valid API key: Authorization: Bearer sbak_…")
    key, shop = found
    g.shop_slug = shop.slug
    _refuse(context, key, scope)
    if is_use_stale(key, context.clock()):
        context.database.write(save_use, key, context.clock())
    return shop


def _refuse_seen(context: Context) -> None:
    """Refuse a key that others can read, in a page or an address, and have its owners told."""
    in_address = _SECRET.search(request.query_string.decode("ascii", "replace"))
    if not in_address and not request.headers.get("Origin"):
        return
    secret = in_address.group() if in_address else request.headers.get("Authorization", "").partition(" ")[2]
    if (found := _find_key(context, secret)) and is_accepted(found[0], context.clock()):
        context.database.write(tell_exposed, found[0], context.clock())
    raise Problem(Code.KEY_IN_BROWSER, _IN_ADDRESS if in_address else _IN_BROWSER)


def _refuse(context: Context, key: ShopKey, scope: Scope | None) -> None:
    if not is_accepted(key, context.clock()):
        raise Problem(Code.KEY_ENDED, "This API key is not accepted any more. Use its successor, or make a new one.")
    if key.networks and not is_from(key.networks, request.remote_addr or ""):
        raise Problem(Code.KEY_ELSEWHERE, "This API key is not accepted from this address. Its owner lists where it may be used.")
    rates: Rates = current_app.extensions["sendback.rates"]
    g.rate = rates.count(key.key_id, int(context.clock().timestamp()))
    if g.rate.is_over:
        sentence = f"This key may ask {g.rate.most} times a minute. Wait, then go on more slowly."
        raise Problem(Code.TOO_MANY_REQUESTS, sentence, retry_after_seconds=g.rate.seconds)
    if scope is not None and scope not in key.scopes:
        raise Problem(Code.SCOPE_MISSING, f"This API key may not do that: it lacks the scope {scope.value}.")


def _find_key(context: Context, secret: str) -> tuple[ShopKey, Shop] | None:
    return context.database.read(_find, secret) if is_well_formed(secret) else None


def _find(tx: Tx, secret: str) -> tuple[ShopKey, Shop] | None:
    found = store.find_key(tx, KeyKind.API, get_kid(secret))
    if found is None or found.secret is None or not matches_api_key(secret, found.secret):
        return None
    return found, store.get_shop(tx, found.shop_id)
