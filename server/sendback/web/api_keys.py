"""Whose system is asking: the shop of the API key in the Authorization header, if that may do what is asked."""

import re

from flask import g, request

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.shops import store
from sendback.shops.api_keys import is_from
from sendback.shops.keys import KeyKind, ShopKey, get_kid, is_accepted, is_well_formed, matches_api_key
from sendback.shops.model import Shop
from sendback.shops.scopes import Scope
from sendback.web.context import get_context

_SECRET = re.compile(r"sb[as]k_(live|test)_")


def get_api_shop(scope: Scope | None) -> Shop:
    """Return the shop whose key this request carries; None asks for any key. `g.api_key` is the key from then on."""
    if any(_SECRET.match(value) for value in request.args.values()):
        raise Problem(Code.KEY_IN_BROWSER, "A key in an address ends up in logs. Send it as a header, and make a new one now.")
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    found = get_context().database.read(_find, secret) if kind == "Bearer" and is_well_formed(secret) else None
    if request.headers.get("Origin"):
        raise Problem(Code.KEY_IN_BROWSER, "This key is used from a browser page. Keep it on your server and make a new one.")
    if found is None:
        raise Problem(Code.SIGN_IN_NEEDED, "Send a valid API key: Authorization: Bearer sbak_…")
    key, shop = found
    g.shop_slug, g.api_key = shop.slug, key
    _refuse(key, scope)
    return shop


def _refuse(key: ShopKey, scope: Scope | None) -> None:
    if not is_accepted(key, get_context().clock()):
        raise Problem(Code.KEY_ENDED, "This API key is not accepted any more. Use its successor, or make a new one.")
    if key.networks and not is_from(key.networks, request.remote_addr or ""):
        raise Problem(Code.KEY_ELSEWHERE, "This API key is not accepted from this address. Its owner lists where it may be used.")
    if scope is not None and scope not in key.scopes:
        raise Problem(Code.SCOPE_MISSING, f"This API key may not do that: it lacks the scope {scope.value}.")


def _find(tx: Tx, secret: str) -> tuple[ShopKey, Shop] | None:
    found = store.find_key(tx, KeyKind.API, get_kid(secret))
    if found is None or found.secret is None or not matches_api_key(secret, found.secret):
        return None
    return found, store.get_shop(tx, found.shop_id)
