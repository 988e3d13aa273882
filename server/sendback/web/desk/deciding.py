"""What people decide at the desk: approve, decline, cancel."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Response, g, request, url_for

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.returns import deciding, store
from sendback.returns.decline_reasons import DeclineReason
from sendback.shops.permissions import Action
from sendback.shops.store import get_shop
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.one_return.freshness import refuse_stale
from sendback.web.desk.one_return.showing import draw_return
from sendback.web.desk.waiting.listing import draw_waiting
from sendback.web.going import see_other

_SHOWN_HERE = (
    Code.STATUS_CONFLICT,
    Code.INVALID_FIELDS,
    Code.QUANTITY_GONE,
    Code.TOO_MANY_BOXES,
    Code.TOO_MANY_TRIES,
    Code.ALREADY_RECEIVED,
)


@needs(Action.DECIDE)
def approve(return_id: str) -> Response | str:
    """Authorize a return that waits."""
    person = own_name()
    return decide(return_id, "approved", lambda tx, shop_id, now: deciding.approve(tx, shop_id, return_id, person, now))


@needs(Action.DECIDE)
def decline(return_id: str) -> Response | str:
    """Decline a return that waits, with the reason that the shopper reads."""
    reason, person = DeclineReason(request.form.get("preset", ""), request.form.get("reason", "")), own_name()

    def work(tx: Tx, shop_id: str, now: datetime) -> None:
        language = store.get_return(tx, shop_id, return_id).language
        said = reason.write(get_shop(tx, shop_id).settings.words(language))
        deciding.decline(tx, shop_id, return_id, said, person, now)

    return decide(return_id, "declined", work)


@needs(Action.DECIDE)
def cancel(return_id: str) -> Response | str:
    """Take a return back before anything arrived."""
    person = own_name()
    return decide(return_id, "canceled", lambda tx, shop_id, now: deciding.cancel(tx, shop_id, return_id, person, now))


def decide(return_id: str, done: str, work: Callable[[Tx, str, datetime], object]) -> Response:
    """Do it and show the return again, or the queue where it was decided there; with what stood in the way, if anything."""
    context, shop, person = get_context(), own_shop(), own_name()
    in_queue, seen = request.form.get("back") == "waiting", request.form.get("seen", "")

    def work_on_what_was_seen(tx: Tx, now: datetime) -> None:
        store.lock_return(tx, shop.shop_id, return_id)
        refuse_stale(tx, shop.shop_id, return_id, seen, person)
        work(tx, shop.shop_id, now)

    try:
        context.database.write(work_on_what_was_seen, context.clock())
    except Problem as problem:
        if problem.code not in _SHOWN_HERE:
            raise
        return draw_waiting(shop, problem, stuck_id=return_id) if in_queue else draw_return(shop, return_id, problem)
    if request.form.get("back") == "alerts":
        return see_other(url_for("desk.list_alerts", kind="refund", done=done))
    if in_queue:
        return _go_on(context.database.read(store.get_return, shop.shop_id, return_id).rma, done)
    return see_other(url_for("desk.show_return", return_id=return_id, done=done))


def _go_on(rma: str, done: str) -> Response:
    """Go on with the next return of the queue."""
    form = request.form
    place: dict[str, Any] = {name: form[name][:40] for name in ("after", "show", "whose") if form.get(name)}
    anchor = f"r-{form['next'][:40]}" if form.get("next") else None
    return see_other(url_for("desk.show_waiting", done=done, rma=rma, **place, _anchor=anchor))


def own_name() -> str:
    """Return the name that the journal keeps for who is signed in; read here, for a write runs in another thread."""
    name: str = g.person.actor
    return name
