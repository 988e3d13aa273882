"""What the owner does with keys: make one, roll one, end one."""

from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Response, g, request, url_for

from sendback.database.model import Tx
from sendback.errors import Code, Problem, refuse_field
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.shops.api_keys import OVERLAPS, Grant, add_api_key, end_api_key, read_networks, roll_api_key
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.shops.scopes import Scope
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.keys.page import LIVES, Shown, draw_keys
from sendback.web.going import see_other

_SHOWN_HERE = (Code.INVALID_FIELDS, Code.NOT_FOUND)


@needs(Action.MANAGE_KEYS, fresh=True)
def make_key() -> Response | str:
    """Make a key and show it, this once."""
    shop, actor = own_shop(), str(g.person.actor)
    form = {name: request.form.get(name, "") for name in ("name", "networks", "days")}
    scopes = request.form.getlist("scopes")

    def make(tx: Tx, now: datetime) -> str:
        return add_api_key(tx, shop, _read_grant(form, scopes, now), actor, now)

    return _show_made(shop, "keys/make", {**form, "scopes": sorted(scopes)}, make)


@needs(Action.MANAGE_KEYS, fresh=True)
def roll_key(kid: str) -> Response | str:
    """Make a key like this one and show it; this one ends when the form says."""
    shop, actor, overlap = own_shop(), str(g.person.actor), request.form.get("overlap", "")

    def roll(tx: Tx, now: datetime) -> str:
        return roll_api_key(tx, shop, kid, OVERLAPS.get(overlap, timedelta(0)), actor, now)

    return _show_made(shop, f"keys/roll/{kid}", {"overlap": overlap}, roll)


@needs(Action.MANAGE_KEYS, fresh=True)
def end_key(kid: str) -> Response | str:
    """End a key at once."""
    shop, actor, context = own_shop(), str(g.person.actor), get_context()
    context.database.write(end_api_key, shop.shop_id, kid, actor, context.clock())
    return see_other(url_for("desk.show_keys", done="ended"))


def _show_made(shop: Shop, scope: str, sent: dict[str, object], make: Callable[[Tx, datetime], str]) -> Response:
    """Make a key once for each form; its answer is not kept, for nobody may ever read a key twice."""
    context, once = get_context(), request.form.get("key", "")
    now = context.clock()

    def work(tx: Tx) -> str:
        made: list[str] = []

        def keep() -> Answer:
            made.append(make(tx, now))
            return Answer(201, {})

        answer_once(tx, shop.shop_id, scope, once, sent, now, keep)
        return "".join(made)

    try:
        secret = context.database.write(work)
    except Problem as problem:
        if problem.code not in _SHOWN_HERE:
            raise
        return draw_keys(shop, problem=problem)
    return draw_keys(shop, Shown(secret, is_repeated=not secret))


def _read_grant(form: dict[str, str], scopes: list[str], now: datetime) -> Grant:
    if not set(scopes) <= set(Scope):
        raise refuse_field("scopes", "unknown", "Choose what the key is for.")
    if form["days"] not in LIVES:
        raise refuse_field("days", "unknown", "Choose how long the key is good for.")
    until = now + timedelta(days=int(form["days"])) if form["days"] else None
    return Grant(form["name"], frozenset(Scope(scope) for scope in scopes), read_networks(form["networks"]), until)
