"""What people decide after the request: approve, decline, cancel."""

from dataclasses import replace
from datetime import datetime

from sendback.database.model import Tx
from sendback.errors import Code, FieldError, Problem
from sendback.journal.model import Happening
from sendback.journal.store import record_all
from sendback.orders import store as orders
from sendback.returns import parcel_store, store
from sendback.returns.model import NEXT, Return, Status
from sendback.returns.refunding import mark_refund_due
from sendback.returns.telling import tell_authorized, tell_closed
from sendback.shops.store import get_shop
from sendback.shops.text import clean_line


def approve(tx: Tx, shop_id: str, return_id: str, actor: str, now: datetime) -> Return:
    """Authorize a return that waits; its label goes out, drawn with today's settings and the same from then on.

    One of which everything is kept is closed instead: there is nothing to send.
    """
    shop, before = get_shop(tx, shop_id), store.get_return(tx, shop_id, return_id)
    if before.is_kept:
        item = _move(tx, shop_id, return_id, Status.CLOSED, now)
        record_all(tx, shop_id, [tell_closed(item)], actor, now)
        mark_refund_due(tx, item, "request", actor, now)
        return item
    if not before.return_to and not shop.settings.delivery.has_return_address:
        missing = "Set the address that parcels go to, in step 3 of the builder. Then approve."
        raise Problem(Code.INVALID_FIELDS, missing, errors=[FieldError("return_address", "required", missing)])
    item = _move(tx, shop_id, return_id, Status.AUTHORIZED, now, settings_version=shop.settings_version)
    first = parcel_store.get_parcel(tx, shop_id, return_id, 1)
    record_all(tx, shop_id, tell_authorized(item, first), actor, now)
    mark_refund_due(tx, item, "request", actor, now)
    return item


def decline(tx: Tx, shop_id: str, return_id: str, reason: str, actor: str, now: datetime) -> Return:
    """Decline a return that waits, with the reason the shopper is told; its units may be returned again."""
    said = clean_line(reason)
    if not 1 <= len(said) <= 500:
        raise Problem(
            Code.INVALID_FIELDS,
            "Say why, in up to 500 characters; the shopper reads it.",
            errors=[FieldError("reason", "required" if not said else "too-long", "Say why.")],
        )
    item = _move(tx, shop_id, return_id, Status.DECLINED, now, said)
    _give_back(tx, item)
    record_all(tx, shop_id, [Happening("return.declined", return_id, {"rma": item.rma})], actor, now)
    return item


def cancel(tx: Tx, shop_id: str, return_id: str, actor: str, now: datetime) -> Return:
    """Take a return back before anything arrived; its label is void and its units may be returned again."""
    before = store.get_return(tx, shop_id, return_id).status
    item = _move(tx, shop_id, return_id, Status.CANCELED, now)
    _give_back(tx, item)
    told = [Happening("return.canceled", return_id, {"rma": item.rma})]
    if before is Status.AUTHORIZED:
        told.append(Happening("label.voided", return_id, {"rma": item.rma}))
    record_all(tx, shop_id, told, actor, now)
    return item


def _move(
    tx: Tx, shop_id: str, return_id: str, to: Status, now: datetime, reason: str = "", settings_version: int | None = None
) -> Return:
    item = store.get_return(tx, shop_id, return_id)
    if to not in NEXT[item.status]:
        raise Problem(Code.STATUS_CONFLICT, f"This return is {item.status.value}; it cannot become {to.value}.")
    version = item.settings_version if settings_version is None else settings_version
    moved = replace(item, status=to, decline_reason=reason, updated_at=now, settings_version=version)
    store.save_status(tx, moved, item.status)
    return moved


def _give_back(tx: Tx, item: Return) -> None:
    for line in sorted(item.lines, key=lambda line: (line.order_id, line.line_id)):
        orders.give_back_units(tx, item.shop_id, line.order_id, line.line_id, line.quantity)
