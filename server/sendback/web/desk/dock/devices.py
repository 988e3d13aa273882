"""What the desk does with a device: another name or warehouse, shut out."""

from flask import Response, request

from sendback.receiving.devices import changing
from sendback.shops.permissions import Action
from sendback.web.auth import needs
from sendback.web.desk.dock.acting import act


@needs(Action.MANAGE_DOCK)
def change_device(device_id: str) -> Response | str:
    """Give it another name or warehouse."""
    name, warehouse = request.form.get("name", ""), request.form.get("warehouse", "")
    return act(
        "changed",
        "devices",
        lambda tx, shop_id, actor, now: changing.change_device(tx, shop_id, device_id, name, warehouse, actor, now),
    )


@needs(Action.MANAGE_DOCK)
def revoke_device(device_id: str) -> Response | str:
    """Shut it out, in one click: a phone that was lost is not to wait for a proof."""
    return act("revoked", "devices", lambda tx, shop_id, actor, now: changing.revoke_device(tx, shop_id, device_id, actor, now))
