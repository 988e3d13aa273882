"""Asking for a return: the policy decides, the ledger takes the units, the journal tells of it. All or nothing."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.errors import Code, FieldError, Problem
from sendback.journal.model import Happening
from sendback.journal.store import record_all
from sendback.orders import store as orders
from sendback.orders.comparing import find_mismatches
from sendback.orders.model import Order, OrderLine
from sendback.policy.model import Decision, Outcome
from sendback.returns import parcel_store, store
from sendback.returns.boxes import choose_option
from sendback.returns.model import LineRequest, Return, ReturnLine, ReturnRequest, Status
from sendback.returns.parcels import Parcel, plan_parcel
from sendback.returns.policies import judge_lines
from sendback.returns.prepared_store import use_label
from sendback.returns.rma import make_rma
from sendback.shops.model import Shop
from sendback.shops.options import ADDRESS_ONLY, ReturnOption


def request_return(tx: Tx, shop: Shop, order: Order, request: ReturnRequest, actor: str, now: datetime) -> Return:
    """Make a return of what is asked, authorized at once where the policy says so, or refuse all of it.

    The order may have been read before this transaction: its days do not change, and what is left of each line is
    settled here by the ledger alone. Problem not-returnable names each line that may not come back, quantity-gone each
    that has too few units left.
    """
    today = now.astimezone(shop.settings.zone).date()
    decisions = _decide_lines(shop, order, request, today)
    for line in sorted(request.lines, key=lambda line: line.line_id):  # one order of locks for everybody
        if not orders.take_units(tx, shop.shop_id, order.order_id, line.line_id, line.quantity):
            raise _gone(line)
    return_id = new_id()
    prepared = use_label(tx, shop.shop_id, order.order_id, return_id)  # the label that came in the box becomes this return's
    rma = prepared or make_rma(store.next_rma_count(tx, shop.shop_id))
    item = _make(shop, order, request, decisions, return_id, rma, now)
    store.save_return(tx, item)
    parcel = plan_parcel(shop.shop_id, item.return_id, item.rma, 1, _choose_option(shop, request), now)
    parcel_store.add_parcel(tx, parcel)
    used = [Happening("label.used", return_id, {"rma": rma})] if prepared else []
    record_all(tx, shop.shop_id, [*_tell(item, parcel), *used], actor, now)
    return item


def as_because(decision: Decision) -> dict[str, Any]:
    """Write a decision down: all that a later rehearsal or a question needs."""
    return {
        "outcome": decision.outcome.value,
        "rule": decision.rule,
        "sentence": decision.sentence,
        "inputs": dict(decision.inputs),
        "policy_version": decision.policy_version,
        "day": decision.day.isoformat() if decision.day else None,
    }


def _decide_lines(shop: Shop, order: Order, request: ReturnRequest, today: date) -> Mapping[str, Decision]:
    known = {line.line_id: decision for line, decision in judge_lines(shop, order, today)}
    if unknown := [line.line_id for line in request.lines if line.line_id not in known]:
        errors = [FieldError(f"lines.{line_id}", "unknown", "This line is not part of the order.") for line_id in unknown]
        raise Problem(Code.INVALID_FIELDS, "Some lines are not part of the order.", errors=errors)
    for line in request.lines:
        decision = known[line.line_id]
        if decision.rule == "quantity":
            raise _gone(line)
        if not decision.is_returnable:
            error = FieldError(f"lines.{line.line_id}", decision.sentence, "This line cannot be returned.")
            raise Problem(Code.NOT_RETURNABLE, "Some lines cannot be returned.", errors=[error])
    return known


def _make(
    shop: Shop, order: Order, request: ReturnRequest, decisions: Mapping[str, Decision], return_id: str, rma: str, now: datetime
) -> Return:
    mismatches = find_mismatches(order.buyer, request.consignor.name, request.consignor.address)
    asked = [line.line_id for line in request.lines if decisions[line.line_id].outcome is Outcome.ASK]
    rule = "mismatch" if mismatches else "approval" if asked else "policy"
    if not shop.settings.delivery.has_return_address:  # a label to nowhere would be lost with its parcel
        rule = "no_return_address"
    wares = {line.line_id: line for line in order.lines}
    return Return(
        shop_id=shop.shop_id,
        return_id=return_id,
        rma=rma,
        order_id=order.order_id,
        order_number=order.number,
        status=Status.AUTHORIZED if rule == "policy" else Status.REQUESTED,
        consignor=request.consignor,
        own_fields=request.own_fields,
        mismatches=mismatches,
        language=request.language,
        delivery=request.delivery,
        settings_version=shop.settings_version,
        because={"rule": rule, "policy_version": shop.settings_version},
        decline_reason="",
        created_at=now,
        updated_at=now,
        lines=tuple(_line(order, wares[line.line_id], line, decisions[line.line_id]) for line in request.lines),
    )


def _line(order: Order, ware: OrderLine, line: LineRequest, decision: Decision) -> ReturnLine:
    return ReturnLine(
        line_id=ware.line_id,
        sku=ware.sku,
        title=ware.title,
        quantity=line.quantity,
        unit_price_minor=ware.unit_price_minor,
        reason=line.reason,
        note=line.note,
        because=as_because(decision),
        order_id=order.order_id,
        order_number=order.number,
    )


def _choose_option(shop: Shop, request: ReturnRequest) -> ReturnOption:
    reasons = [line.reason for line in request.lines]
    option = choose_option(shop.settings.options, request.option, request.consignor.address.country, reasons)
    if option is None:
        error = FieldError("option", "unknown", "This way to send it is not open to this return.")
        raise Problem(Code.INVALID_FIELDS, "Choose one of the ways to send it.", errors=[error])
    return option


def _tell(item: Return, parcel: Parcel) -> list[Happening]:
    lines = [{"line_id": line.line_id, "quantity": line.quantity, "reason": line.reason} for line in item.lines]
    body = {"rma": item.rma, "lines": lines, "because": dict(item.because), "option": parcel.option_id}
    told = [Happening("return.requested", item.return_id, body)]
    if item.status is Status.AUTHORIZED:
        told += tell_authorized(item, parcel)
    return told


def tell_authorized(item: Return, parcel: Parcel) -> list[Happening]:
    """Say that a return is authorized, and that there is something to print or to show from now on."""
    made = Happening("label.created", item.return_id, {"rma": item.rma, "carrier": ADDRESS_ONLY})
    code = Happening("code.created", item.return_id, {"rma": item.rma})
    return [Happening("return.authorized", item.return_id, {"rma": item.rma}), made if parcel.has_paper else code]


def _gone(line: LineRequest) -> Problem:
    error = FieldError(f"lines.{line.line_id}", "range", "Fewer units are left to return.")
    return Problem(Code.QUANTITY_GONE, "Some of these items are already in another return.", errors=[error])
