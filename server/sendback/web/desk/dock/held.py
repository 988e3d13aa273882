"""What waits for somebody to look at it: scans of devices that were shut out; and what was refused lately."""

from datetime import datetime, timedelta

from flask import Response, g, render_template, request

from sendback.database.model import Tx
from sendback.errors import Code, Problem, refuse_field
from sendback.receiving.devices.device_store import find_device
from sendback.receiving.devices.service_store import find_service
from sendback.receiving.scanning.applying import discard_held, take_in_held
from sendback.receiving.scanning.event_store import find_event, list_held, list_refused
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.shops.warehouses import MAIN
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.dock.telling import Told, tell_events

REASONS = {
    "counted": "It was counted by hand already",
    "twice": "It was sent twice",
    "wrong": "It is not what happened",
    "trial": "Somebody only tried it out",
}
_REFUSED_FOR = timedelta(days=7)
_MOST = 500
_PASSING = (Code.BUSY, Code.STORAGE_FULL)


@needs(Action.MANAGE_DOCK)
def show_held() -> Response | str:
    """Show what is held, and what was refused in the last days."""
    return _draw(own_shop())


@needs(Action.MANAGE_DOCK)
def settle_held() -> Response | str:
    """Take in what was chosen, or all of it, or discard it; what cannot be done stays, and is told with its reason."""
    shop, context, deed = own_shop(), get_context(), request.form.get("deed", "")
    reason = request.form.get("reason", "")
    if deed not in ("take", "take-all", "discard") or (deed == "discard" and reason not in REASONS):
        return _draw(shop, problem=refuse_field("reason", "required", "Choose why it is discarded."))
    held = [event.event_id for event in context.database.read(list_held, shop.shop_id, _MOST)]
    chosen = held if deed == "take-all" else [each for each in held if each in set(request.form.getlist("event"))]
    failed: dict[str, str] = {}
    for event_id in chosen:  # each for itself: one that cannot be done holds none of the others back
        try:
            if deed == "discard":
                context.database.write(discard_held, shop, event_id, reason, g.person.actor, context.clock())
            else:
                context.database.write(_take_in, shop, event_id, g.person.actor, context.clock())
        except Problem as problem:
            if problem.code in _PASSING:
                raise
            failed[event_id] = problem.errors[0].detail if problem.errors else problem.detail
    return _draw(shop, failed=failed, done=len(chosen) - len(failed), deed=deed)


def _take_in(tx: Tx, shop: Shop, event_id: str, actor: str, now: datetime) -> None:
    take_in_held(tx, shop, event_id, _find_place(tx, shop, event_id), actor, now)


def _find_place(tx: Tx, shop: Shop, event_id: str) -> str:
    """Find where the device that sent it stands, or stood, in this shop."""
    event = find_event(tx, shop.shop_id, event_id)
    if event is None:
        return MAIN
    if event.home == shop.shop_id:
        device = find_device(tx, event.home, event.device_id)
        return device.warehouse if device else MAIN
    service = find_service(tx, shop.shop_id, event.home, event.device_id)
    return service.warehouse if service else MAIN


def _draw(
    shop: Shop, problem: Problem | None = None, failed: dict[str, str] | None = None, done: int = -1, deed: str = ""
) -> Response:
    context = get_context()
    held, refused = context.database.read(_read, shop, context.clock())
    html = render_template(
        "desk/dock/held.html",
        shop=shop,
        held=held,
        refused=refused,
        reasons=REASONS,
        failed=failed or {},
        done=done,
        deed=deed,
        problem=problem,
    )
    if problem is not None:
        g.problem_code = problem.code.value
    return Response(html, 422 if problem else 200, mimetype="text/html")


def _read(tx: Tx, shop: Shop, now: datetime) -> tuple[list[Told], list[Told]]:
    held, refused = list_held(tx, shop.shop_id, _MOST), list_refused(tx, shop.shop_id, now - _REFUSED_FOR)
    return tell_events(tx, shop, held), tell_events(tx, shop, refused)
