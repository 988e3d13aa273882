"""Letting in a line that the policy refuses, or whose window has closed: on an agent's word, with a reason that stays."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sendback.database.model import Tx
from sendback.database.times import to_epoch
from sendback.errors import Code, FieldError, Problem, refuse_field
from sendback.journal.store import record
from sendback.orders import store as orders
from sendback.orders.model import Order, OrderLine
from sendback.policy.model import Decision
from sendback.returns import line_store, search_store, store
from sendback.returns.composing import as_because
from sendback.returns.deciding import MOST_REASON
from sendback.returns.model import LineRequest, Return, ReturnLine
from sendback.returns.moving import hold_waiting
from sendback.returns.naming import list_reasons
from sendback.returns.policies import judge_lines
from sendback.shops.model import Shop
from sendback.shops.store import get_shop
from sendback.shops.text import clean_line


def override(tx: Tx, shop_id: str, return_id: str, line: LineRequest, reason: str, actor: str, now: datetime) -> Return:
    """Add a line of one of the return's orders, whatever the policy says of it; what it said is kept beside the reason.

    Problem invalid-fields without a reason or for a line that is in the return already, quantity-gone where too few
    units are left: what is in another return, nobody can promise again.
    """
    said = clean_line(reason)
    if not 1 <= len(said) <= MOST_REASON:
        raise refuse_field("override", "required" if not said else "too-long", f"Say why, in up to {MOST_REASON} characters.")
    if not 1 <= line.quantity <= 9999:
        raise refuse_field("quantity", "range", "This is more or less than possible.")
    item = hold_waiting(tx, shop_id, return_id, now)
    shop, order_id = get_shop(tx, shop_id), line.order_id or item.order_id
    if "/".join(filter(None, (line.reason, line.sub_reason))) not in list_reasons(shop.settings):
        raise refuse_field("reason", "unknown", "Choose one of the reasons offered.")
    order, ware, decision = _find(tx, shop, item, order_id, line.line_id, now)
    if not orders.take_units(tx, shop_id, order_id, line.line_id, line.quantity):
        error = FieldError("quantity", "range", "Fewer units are left to return.")
        raise Problem(Code.QUANTITY_GONE, "Some of these items are already in another return.", errors=[error])
    word = {"agent": actor, "reason": said, "at": to_epoch(now)}
    line_store.add_line(tx, item, _make(order, ware, line, {**as_because(decision), "override": word}))
    store.save_because(tx, item, {**item.because, "override": word})
    body = {"rma": item.rma, "order_number": order.number, "line_id": line.line_id, "quantity": line.quantity}
    record(tx, shop_id, "return.overridden", return_id, {**body, "rule": decision.rule}, actor, now)
    after = store.get_return(tx, shop_id, return_id)
    search_store.reindex_lines(tx, item, after)
    return after


def list_addable(tx: Tx, shop: Shop, item: Return, now: datetime) -> list[tuple[Order, OrderLine, Decision]]:
    """List the lines of the return's orders that are not in it and have units left, each with what the policy says."""
    today = now.astimezone(shop.settings.zone).date()
    inside = {(line.order_id, line.line_id) for line in item.lines}
    return [
        (order, ware, decision)
        for order_id in dict.fromkeys([item.order_id, *(line.order_id for line in item.lines)])
        for order in [orders.get_order(tx, shop.shop_id, order_id)]
        for ware, decision in judge_lines(shop, order, today)
        if ware.left > 0 and (order_id, ware.line_id) not in inside
    ]


def _find(tx: Tx, shop: Shop, item: Return, order_id: str, line_id: str, now: datetime) -> tuple[Order, OrderLine, Decision]:
    for order, ware, decision in list_addable(tx, shop, item, now):
        if (order.order_id, ware.line_id) == (order_id, line_id):
            return order, ware, decision
    raise refuse_field("line", "unknown", "Choose a line of the order that is not in this return yet.")


def _make(order: Order, ware: OrderLine, line: LineRequest, because: dict[str, Any]) -> ReturnLine:
    plain = ReturnLine(
        line_id=ware.line_id,
        sku=ware.sku,
        title=ware.title,
        quantity=line.quantity,
        unit_price_minor=ware.unit_price_minor,
        reason=line.reason,
        note=line.note,
        because=because,
    )
    return replace(
        plain, order_id=order.order_id, order_number=order.number, sub_reason=line.sub_reason, resolution=line.resolution
    )
