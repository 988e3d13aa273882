"""When money is due, and that it went back: each told once. Sendback never moves it; the shop pays."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sendback.database.model import Tx
from sendback.errors import Code, Problem, refuse_field
from sendback.journal.store import record
from sendback.orders.store import get_order
from sendback.returns.message_store import add_message
from sendback.returns.messages import MessageKind
from sendback.returns.model import BY_RIGHT, Return, ReturnLine
from sendback.returns.refund_store import save_refund_due, save_refunded, save_waived
from sendback.returns.store import get_return
from sendback.shops.resolutions import RefundMoment, Resolution
from sendback.shops.text import clean_line

MOST_REASON = 300
_IN_MONEY = (Resolution.REFUND, Resolution.STORE_CREDIT)


def mark_refund_due(
    tx: Tx,
    item: Return,
    moment: RefundMoment,
    actor: str,
    now: datetime,
    missing: Mapping[tuple[str, str], int] = MappingProxyType({}),
) -> bool:
    """Say in the journal that money is due, if this is the moment and it was not said before; return whether it was now.

    `missing` counts the units of each line, by (order, line), that did not come: they are named, and nothing is due for them
    by themselves; what the shop owes is for the shop to say.

    Of what the shopper keeps nothing ever arrives: there the moment is that of the request, whatever the policy names.
    The money of a withdrawal is due by law and watched where the withdrawal is. Whoever calls it twice, or from two places
    at once, has it told once.
    """
    if item.because.get("rule") == BY_RIGHT:
        return False
    awaited = "request" if item.is_kept else item.refund_moment
    due = [line for line in item.lines if line.resolution in _IN_MONEY and _count_found(line, missing)]
    if moment != awaited or not due or not save_refund_due(tx, item.shop_id, item.return_id, now):
        return False
    currencies = {order_id: get_order(tx, item.shop_id, order_id).currency for order_id in item.order_ids}
    lines = [_describe(line, currencies[line.order_id], missing) for line in due]
    record(tx, item.shop_id, "refund.due", item.return_id, {"rma": item.rma, "moment": moment, "lines": lines}, actor, now)
    return True


def note_refund(tx: Tx, shop_id: str, return_id: str, actor: str, now: datetime) -> None:
    """Note that the shop gave back what is due; Problem status-conflict where nothing is, or it was noted already."""
    item = get_return(tx, shop_id, return_id)
    if not save_refunded(tx, shop_id, return_id, now):
        raise Problem(Code.STATUS_CONFLICT, "No money is due, or it was noted already.")
    record(tx, shop_id, "return.refunded", return_id, {"rma": item.rma}, actor, now)


def waive_refund(tx: Tx, shop_id: str, return_id: str, reason: str, actor: str, now: datetime) -> None:
    """Say that nothing is due after all; why is kept as a note, for the journal names nobody and nothing that was written.

    Problem status-conflict where nothing is due or it went back, invalid-fields (field `reason`).
    """
    said = clean_line(reason)
    if not 1 <= len(said) <= MOST_REASON:
        raise refuse_field("reason", "too-long" if said else "required", f"Say why, in up to {MOST_REASON} characters.")
    item = get_return(tx, shop_id, return_id)
    if not save_waived(tx, shop_id, return_id, now):
        raise Problem(Code.STATUS_CONFLICT, "No money is due, or it went back already.")
    note = add_message(tx, shop_id, return_id, MessageKind.NOTE, f"Nothing is due: {said}", actor, now)
    record(tx, shop_id, "refund.waived", return_id, {"rma": item.rma, "message": note.number}, actor, now)


def _count_found(line: ReturnLine, missing: Mapping[tuple[str, str], int]) -> int:
    return line.quantity - missing.get((line.order_id, line.line_id), 0)


def _describe(line: ReturnLine, currency: str | None, missing: Mapping[tuple[str, str], int]) -> Mapping[str, Any]:
    """Write what is due for a line, its fee taken off; the amount is null where nobody said a price."""
    price, found = line.unit_price_minor, _count_found(line, missing)
    lost = {"missing": line.quantity - found} if found != line.quantity else {}
    return {
        "order_id": line.order_id,
        "line_id": line.line_id,
        "quantity": found,
        "resolution": line.resolution.value,
        "amount_minor": None if price is None else max(0, price * found - line.fee_minor),
        "fee_minor": line.fee_minor,
        "currency": currency or "",
        **lost,
    }
