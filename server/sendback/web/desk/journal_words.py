"""What the shop's journal calls events that no return's timeline tells of, and its kinds."""

from collections.abc import Mapping

from sendback.journal.model import Event
from sendback.privacy.rules import RULES
from sendback.web.desk.event_words import SENTENCES, say_event

KINDS: Mapping[str, str] = {
    "return": "Returns",
    "label": "Labels",
    "parcel": "Parcels",
    "item": "Goods",
    "withdrawal": "Withdrawals",
    "mail": "Mails",
    "settings": "Settings",
    "key": "Keys",
    "webhook": "Webhooks",
    "person": "People",
    "session": "Sign-ins",
    "stock": "Stock",
    "privacy": "Privacy",
    "export": "Exports",
    "dock": "Dock",
    "warehouse": "Warehouses",
}
"""What the filter offers: the first words of events."""

_SENTENCES: Mapping[str, str] = {
    "shop.created": "Shop founded",
    "settings.changed": "Settings saved",
    "design.saved": "Paper design saved",
    "design.dropped": "Paper design given up",
    "logo.saved": "Logo saved",
    "key.created": "Key made",
    "key.ended": "Key ended",
    "key.changed": "Key changed",
    "key.exposed": "Key seen in a browser",
    "webhook.created": "Webhook added",
    "webhook.changed": "Webhook changed",
    "webhook.rolled": "Secret of a webhook replaced",
    "webhook.secret_shown": "Secret of a webhook shown",
    "webhook.removed": "Webhook removed",
    "webhook.paused": "Webhook paused",
    "webhook.resumed": "Webhook resumed",
    "webhook.replayed": "Webhook sent again",
    "withdrawal_key.created": "Key of receipts made",
    "token.revoked": "Order token revoked",
    "person.invited": "Somebody invited",
    "person.joined": "Somebody joined",
    "person.role_changed": "Role changed",
    "person.disabled": "Somebody shut out",
    "person.enabled": "Somebody let in again",
    "person.invitation_withdrawn": "Invitation withdrawn",
    "passkey.added": "Passkey added",
    "passkey.removed": "Passkey removed",
    "password.changed": "Password changed",
    "password.removed": "Password removed",
    "recovery_codes.made": "Recovery codes made",
    "session.began": "Signed in",
    "session.ended": "Signed out",
    "dock.event_taken_in": "Scan that was held taken in",
    "dock.event_discarded": "Scan that was held discarded",
    "shop.renamed": "Shop renamed",
    "view.saved": "View of the returns saved",
    "view.moved": "View of the returns moved",
    "view.removed": "View of the returns removed",
    "sign_in.link_made": "Sign-in link made",
    "orders.saved": "Orders taken in",
    "orders.imported": "File of orders taken in",
    "orders.import_undo_asked": "File of orders to be taken back",
    "orders.import_undone": "File of orders taken back",
    "order_source.saved": "Shop system set up",
    "order_source.removed": "Shop system removed",
    "tracking_source.saved": "Who tells of parcels set up",
    "tracking_source.removed": "Who told of parcels is believed no more",
    "order_lookup.saved": "Asking the shop set up",
    "order_lookup.removed": "Asking the shop ended",
    "arrivals.counted": "What comes was counted",
    "shipment.recorded": "Order shipped",
    "parcel.unknown": "Box taken in that nobody knows",
    "stock.delta": "Stock moved",
    "stock.place_added": "Place added",
    "stock.place_changed": "Place changed",
    "stock.place_closed": "Place closed",
    "stock.place_opened": "Place opened again",
    "stock.imported": "Count taken in from a file",
    "privacy.erased": "One person erased",
    "privacy.exported": "One person's data given out",
    "privacy.requested": "A shop system asked about one person",
    "privacy.answered": "What was asked about one person is done",
    "export.made": "Data exported",
    "dock.device_joined": "Device paired",
    "dock.device_changed": "Device changed",
    "dock.device_revoked": "Device shut out",
    "dock.device_left": "Device gave itself up",
    "dock.worker_added": "Worker added",
    "dock.worker_renamed": "Worker renamed",
    "dock.worker_locked": "Five wrong PINs of a worker",
    "dock.worker_ended": "Worker let go",
    "dock.pin_reset": "Another PIN for a worker",
    "dock.shift_began": "Shift began",
    "dock.shift_ended": "Shift ended",
    "dock.service_began": "A dock receives for another shop",
    "dock.service_ended": "A dock receives for another shop no longer",
    "warehouse.added": "Warehouse added",
    "warehouse.changed": "Warehouse changed",
    "warehouse.closed": "Warehouse closed",
    "warehouse.opened": "Warehouse opened again",
    "journal.mailed": "Head of the journal mailed",
}
_WIPED = {rule.name: rule.what.partition(":")[0].partition(";")[0] for rule in RULES}


def tell_event(event: Event) -> str:
    """Say what an event was; what has no sentence shows its own name, so that nothing is hidden."""
    if event.type in SENTENCES:
        return say_event(event)
    if event.type == "privacy.wiped":
        what = _WIPED.get(str(event.body.get("what")), str(event.body.get("what")))
        return f"Kept long enough, forgotten: {event.body.get('count')} × {what}"
    sentence = _SENTENCES.get(event.type, event.type)
    details = _say_details(event)
    return f"{sentence}: {details}" if details else sentence


def _say_details(event: Event) -> str:
    body = event.body
    if event.type == "settings.changed":
        return ", ".join(str(name) for name in body.get("changed", ()))
    if event.type == "stock.delta":
        return f"{body['quantity']:+d} {body['sku']}"
    names = ("role", "kind", "what", "format", "rows", "orders", "returns")
    return ", ".join(
        f"{body[name]} {name}" if isinstance(body[name], int) else str(body[name]) for name in names if body.get(name)
    )
