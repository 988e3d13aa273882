"""What a public event says: ids, numbers, states, lines and amounts; never a name, an address or what somebody wrote."""

from collections.abc import Mapping
from typing import Any

from sendback.database.model import Tx
from sendback.journal.model import Event
from sendback.orders.store import get_order
from sendback.returns.model import Return, ReturnLine
from sendback.returns.store import find_return
from sendback.shops.options import ADDRESS_ONLY
from sendback.withdrawals.model import Tie
from sendback.withdrawals.store import find_withdrawal


def tell_status(tx: Tx, event: Event) -> Mapping[str, Any] | None:
    """Tell what became of a return, with its lines; `status` is what this event made it."""
    item = find_return(tx, event.shop_id, event.subject)
    if item is None:
        return None
    lines = [_write_line(line) for line in item.lines]
    return {**name_return(item), "status": event.type.partition(".")[2], "is_gift": item.is_gift, "lines": lines}


def tell_label(tx: Tx, event: Event) -> Mapping[str, Any] | None:
    """Tell which box's label is there, or valid no more, and of which carrier."""
    item = find_return(tx, event.shop_id, event.subject)
    if item is None:
        return None
    return {**name_return(item), "parcel": event.body.get("parcel", 1), "carrier": event.body.get("carrier", ADDRESS_ONLY)}


def tell_refund(tx: Tx, event: Event) -> Mapping[str, Any] | None:
    """Tell what is due for which lines, as it was when it fell due."""
    item = find_return(tx, event.shop_id, event.subject)
    if item is None:
        return None
    skus = {(line.order_id, line.line_id): line.sku for line in item.lines}
    lines = [{**due, "sku": skus.get((due["order_id"], due["line_id"]), "")} for due in event.body["lines"]]
    return {**name_return(item), "moment": event.body["moment"], "lines": lines}


def tell_withdrawal(tx: Tx, event: Event) -> Mapping[str, Any] | None:
    """Tell that a statement arrived; the order's own number, never the one somebody typed."""
    item = find_withdrawal(tx, event.shop_id, event.subject)
    order = get_order(tx, event.shop_id, item.order_id) if item and item.order_id and item.tie is Tie.TIED else None
    known = {"order_id": order.order_id, "order_number": order.number} if order else {"order_id": None, "order_number": None}
    return {"withdrawal_id": event.subject, "tie": event.body["tie"], **known}


def tell_arrivals(_tx: Tx, event: Event) -> Mapping[str, Any] | None:
    """Tell what comes to one warehouse on one day, as it was counted."""
    return event.body


def name_return(item: Return) -> dict[str, Any]:
    """Name which return it is, and of which order."""
    return {"return_id": item.return_id, "rma": item.rma, "order_id": item.order_id, "order_number": item.order_number}


def _write_line(line: ReturnLine) -> dict[str, Any]:
    return {
        "order_id": line.order_id,
        "order_number": line.order_number,
        "line_id": line.line_id,
        "sku": line.sku,
        "quantity": line.quantity,
        "reason": line.reason,
        "sub_reason": line.sub_reason,
        "condition": line.condition,
        "resolution": line.resolution.value,
        "exchange_sku": line.exchange_sku,
        "fee_minor": line.fee_minor,
        "currency": line.fee_currency,
        "is_kept": line.is_kept,
    }
