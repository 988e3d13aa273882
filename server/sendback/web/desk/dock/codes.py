"""Codes that the desk shows this once: for a device to join, for another shop to let one in."""

from collections.abc import Callable
from datetime import datetime

from flask import Response, g, jsonify, render_template, request
from markupsafe import Markup

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.receiving.devices.codes import show_code
from sendback.receiving.devices.device_store import get_device
from sendback.receiving.devices.model import PAIRING_LIFE
from sendback.receiving.devices.pairing import make_pairing
from sendback.receiving.devices.pairing_store import find_pairing
from sendback.receiving.devices.serving import offer_service
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.shops.secret import hash_secret
from sendback.web.auth import needs, own_shop
from sendback.web.code_picture import draw_code
from sendback.web.context import get_context
from sendback.web.desk.dock.acting import show_problem
from sendback.web.desk.dock.page import back_to_dock

_MINUTES = int(PAIRING_LIFE.total_seconds()) // 60
_SENT_BEFORE = Problem(Code.STATUS_CONFLICT, "This code was shown before. If nobody used it, make another.")


@needs(Action.MANAGE_DOCK, fresh=True)
def pair() -> Response | str:
    """Make a code and show it, as a QR symbol and to be typed."""
    shop, warehouse = own_shop(), request.form.get("warehouse", "")
    actor = str(g.person.actor)
    try:
        code = _make_once(shop, "dock/pair", lambda tx, now: make_pairing(tx, shop.shop_id, warehouse, actor, now))
    except Problem as problem:
        return show_problem(problem)
    address = f"{get_context().settings.base_url}/dock/"
    link = f"{address}#join={shop.shop_id}.{code}"
    return render_template(
        "desk/dock/pair.html",
        shop=shop,
        picture=Markup(draw_code(link)),  # noqa: S704  # drawn here, of digits alone
        link=link,
        address=address,
        typed=show_code(shop.slug, code),
        pairing=hash_secret(code),
        minutes=_MINUTES,
    )


@needs(Action.MANAGE_DOCK, fresh=True)
def offer(device_id: str) -> Response | str:
    """Make a code that another shop types on its own page, and show it."""
    shop, actor = own_shop(), str(g.person.actor)
    try:
        code = _make_once(shop, f"dock/offer/{device_id}", lambda tx, now: offer_service(tx, shop.shop_id, device_id, actor, now))
    except Problem as problem:
        return show_problem(problem)
    device = get_context().database.read(get_device, shop.shop_id, device_id)
    return render_template("desk/dock/offer.html", shop=shop, device=device, typed=show_code(shop.slug, code), minutes=_MINUTES)


@needs(Action.MANAGE_DOCK)
def show_pairing(pairing_hash: str) -> Response | str:
    """Say whether a device joined: to the page that waits for it, or to who asks by hand."""
    context, shop = get_context(), own_shop()
    pairing = context.database.read(find_pairing, shop.shop_id, pairing_hash)
    if pairing is None:
        raise Problem(Code.NOT_FOUND, "There is no such code.")
    is_over = pairing.expires_at <= context.clock()
    state = "joined" if pairing.used_at else "ended" if is_over else "waiting"
    if request.accept_mimetypes.best == "application/json":
        return jsonify({"state": state})
    return back_to_dock(state, "devices")


def _make_once(shop: Shop, scope: str, make: Callable[[Tx, datetime], str]) -> str:
    """Make one code for each form; its answer is not kept, for nobody may ever read a code twice."""
    context, once = get_context(), request.form.get("key", "")
    now = context.clock()

    def work(tx: Tx) -> str:
        made: list[str] = []

        def keep() -> Answer:
            made.append(make(tx, now))
            return Answer(201, {})

        answer_once(tx, shop.shop_id, scope, once, {"warehouse": request.form.get("warehouse", "")}, now, keep)
        return "".join(made)

    code = context.database.write(work)
    if not code:
        raise _SENT_BEFORE
    return code
