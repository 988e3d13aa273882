"""Putting an alert off, or away, and noting that money went back."""

from typing import Any

from flask import Response, request, url_for

from sendback.delivery.alerts.marking import dismiss, snooze
from sendback.delivery.alerts.model import AlertKind
from sendback.errors import Code, Problem
from sendback.returns.refunding import note_refund
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.alerts.listing import draw_alerts
from sendback.web.desk.deciding import decide, own_name
from sendback.web.going import see_other


@needs(Action.DECIDE)
def mark_alert() -> Response | str:
    """Put an alert off for some days, or away; `days` is empty for good."""
    shop, form, context = own_shop(), request.form, get_context()
    days, subject = form.get("days", ""), form.get("subject", "")[:80]
    try:
        kind = AlertKind(form.get("alert", ""))
    except ValueError:
        raise Problem(Code.NOT_FOUND, "There is no such alert.") from None
    try:
        if days:
            wait = int(days) if days.isascii() and days.isdigit() and len(days) < 4 else 0
            context.database.write(snooze, shop.shop_id, kind, subject, wait, own_name(), context.clock())
        else:
            context.database.write(dismiss, shop.shop_id, kind, subject, own_name(), context.clock())
    except Problem as problem:
        if problem.code is not Code.STATUS_CONFLICT:
            raise
        return draw_alerts(shop, problem)
    place: dict[str, Any] = {name: form[name][:80] for name in ("kind", "after", "show") if form.get(name)}
    return see_other(url_for("desk.list_alerts", done="later" if days else "away", **place))


@needs(Action.DECIDE)
def note_return_refund(return_id: str) -> Response | str:
    """Note that the money of a return went back, and show the return again."""
    person = own_name()
    return decide(return_id, "refunded", lambda tx, shop_id, now: note_refund(tx, shop_id, return_id, person, now))
