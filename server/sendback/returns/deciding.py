"""What people decide after the request: approve, decline, cancel."""

from dataclasses import replace
from datetime import datetime

from sendback.database.model import Tx
from sendback.errors import Code, FieldError, Problem, refuse_field
from sendback.journal.model import Happening
from sendback.journal.store import record_all
from sendback.returns import parcel_store, store
from sendback.returns.goods_store import save_arrival
from sendback.returns.model import Return, Status
from sendback.returns.moving import follow_goods, give_back, move
from sendback.returns.parcels import plan_parcel
from sendback.returns.refunding import mark_refund_due
from sendback.returns.telling import tell_authorized, tell_closed
from sendback.shops.model import Shop
from sendback.shops.options import list_options
from sendback.shops.store import get_shop
from sendback.shops.text import clean_line

MOST_REASON = 500


def approve(tx: Tx, shop_id: str, return_id: str, actor: str, now: datetime) -> Return:
    """Authorize a return that waits; its label goes out, drawn with today's settings and the same from then on."""
    item = authorize(tx, get_shop(tx, shop_id), return_id, now)
    record_all(tx, shop_id, tell_approved(tx, item), actor, now)
    mark_refund_due(tx, item, "request", actor, now)
    return item


def decline(tx: Tx, shop_id: str, return_id: str, reason: str, actor: str, now: datetime) -> Return:
    """Decline a return that waits, with the reason the shopper is told; its units may be returned again."""
    item = move(tx, shop_id, return_id, Status.DECLINED, now, check_reason(reason))
    give_back(tx, [item])
    record_all(tx, shop_id, tell_declined(item), actor, now)
    return item


def cancel(tx: Tx, shop_id: str, return_id: str, actor: str, now: datetime) -> Return:
    """Take a return back before anything arrived; its label is void and its units may be returned again."""
    before = store.get_return(tx, shop_id, return_id).status
    item = move(tx, shop_id, return_id, Status.CANCELED, now)
    give_back(tx, [item])
    told = [Happening("return.canceled", return_id, {"rma": item.rma})]
    if before is Status.AUTHORIZED:
        told.append(Happening("label.voided", return_id, {"rma": item.rma}))
    record_all(tx, shop_id, told, actor, now)
    return item


def authorize(tx: Tx, shop: Shop, return_id: str, now: datetime) -> Return:
    """Move a return to authorized, or to closed where everything is kept; whoever calls records `tell_approved`.

    Where its goods came before, it goes on at once to where they say it stands. One that was all kept until an agent changed
    its lines has no box yet: it gets its first here.
    """
    item = store.get_return(tx, shop.shop_id, return_id)
    if item.is_kept:
        closed = move(tx, shop.shop_id, return_id, Status.CLOSED, now)
        save_arrival(tx, shop.shop_id, return_id, item.received_at, now, now)
        return replace(closed, closed_at=now)
    if not item.return_to and not shop.settings.delivery.has_return_address:
        missing = "Set the address that parcels go to, in step 3 of the builder. Then approve."
        raise refuse_field("return_address", "required", missing)
    moved = move(tx, shop.shop_id, return_id, Status.AUTHORIZED, now, settings_version=shop.settings_version)
    if parcel_store.find_parcel(tx, shop.shop_id, return_id, 1) is None:
        country, reasons = item.consignor.address.country, frozenset(line.reason for line in item.lines)
        option = list_options(shop.settings.options, country, reasons)[0]
        parcel_store.add_parcel(tx, plan_parcel(shop.shop_id, return_id, item.rma, 1, option, now))
    return follow_goods(tx, moved, now)


def tell_approved(tx: Tx, item: Return) -> list[Happening]:
    """Say that a return was approved, and what follows from it."""
    if item.is_kept:
        return [tell_closed(item)]
    return tell_authorized(item, parcel_store.get_parcel(tx, item.shop_id, item.return_id, 1))


def tell_declined(item: Return) -> list[Happening]:
    """Say that a return was declined; the reason stays with the return, for it may name anybody."""
    return [Happening("return.declined", item.return_id, {"rma": item.rma})]


def check_reason(reason: str) -> str:
    """Return the cleaned reason that the shopper reads, or Problem invalid-fields."""
    said = clean_line(reason)
    if not 1 <= len(said) <= MOST_REASON:
        raise Problem(
            Code.INVALID_FIELDS,
            f"Say why, in up to {MOST_REASON} characters; the shopper reads it.",
            errors=[FieldError("reason", "required" if not said else "too-long", "Say why.")],
        )
    return said
