"""One dock, several shops: letting another's device in, and ending that from either side."""

from flask import Response, request

from sendback.receiving.devices import serving
from sendback.shops.permissions import Action
from sendback.web.auth import needs
from sendback.web.desk.dock.acting import act


@needs(Action.MANAGE_DOCK, fresh=True)
def let_in() -> Response | str:
    """Let a device of another shop receive here, by the code that shop made."""
    code, warehouse = request.form.get("code", ""), request.form.get("warehouse", "")
    return act("let-in", "others", lambda tx, shop_id, actor, now: serving.let_in(tx, shop_id, code, warehouse, actor, now))


@needs(Action.MANAGE_DOCK)
def end_host(home: str, device_id: str) -> Response | str:
    """Let another shop's device receive here no longer."""
    return act(
        "service-ended",
        "others",
        lambda tx, shop_id, actor, now: serving.end_service(tx, shop_id, home, device_id, shop_id, actor, now),
    )


@needs(Action.MANAGE_DOCK)
def end_guest(device_id: str, guest: str) -> Response | str:
    """Let a device of one's own receive for another shop no longer."""
    return act(
        "service-ended",
        "others",
        lambda tx, shop_id, actor, now: serving.end_service(tx, guest, shop_id, device_id, shop_id, actor, now),
    )
