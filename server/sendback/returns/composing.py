"""Putting a return together from what was asked and how it was judged."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sendback.orders.comparing import find_mismatches
from sendback.orders.model import Order
from sendback.orders.normalize import norm_email
from sendback.policy.model import Decision
from sendback.returns.judging import JudgedLine
from sendback.returns.model import Return, ReturnLine, ReturnRequest, Status
from sendback.returns.travelling import Way
from sendback.shops.model import Shop
from sendback.shops.warehouses import MAIN


def compose_return(
    shop: Shop,
    order: Order,
    request: ReturnRequest,
    lines: Sequence[JudgedLine],
    way: Way | None,
    return_id: str,
    rma: str,
    now: datetime,
) -> Return:
    """Put a return together; with no way to travel everything is kept, and it is closed where nobody has to look."""
    mismatches = _find_all_mismatches(order, request)
    rule = find_rule(shop, lines, way, bool(mismatches))
    decided = Status.AUTHORIZED if way else Status.CLOSED
    return Return(
        shop_id=shop.shop_id,
        return_id=return_id,
        rma=rma,
        order_id=order.order_id,
        order_number=order.number,
        status=decided if rule == "policy" else Status.REQUESTED,
        consignor=request.consignor,
        own_fields=request.own_fields,
        mismatches=mismatches,
        language=request.language,
        delivery=request.delivery,
        settings_version=shop.settings_version,
        because=_write_because(shop, rule, way),
        decline_reason="",
        created_at=now,
        updated_at=now,
        lines=tuple(_line(line) for line in lines),
        is_gift=request.is_gift,
        return_to=way.return_to if way else None,
        warehouse=way.warehouse if way else MAIN,
        refund_moment=shop.settings.policy.refund_due,
        closed_at=now if way is None and rule == "policy" else None,
    )


def find_rule(shop: Shop, lines: Sequence[JudgedLine], way: Way | None, differs: bool) -> str:
    """Name why a person has to decide, or `policy` where none has to.

    A label to nowhere would be lost with its parcel: without an address to go to, whatever comes back waits.
    """
    if way and not (way.return_to or shop.settings.delivery.has_return_address):
        return "no_return_address"
    if differs:
        return "mismatch"
    return "approval" if any(line.asks_first for line in lines) else "policy"


def as_because(decision: Decision) -> dict[str, Any]:
    """Write a decision down: all that a later rehearsal or a question needs."""
    fee = decision.fee_currency if decision.fee_minor else ""
    told = {"said": dict(decision.said), "note": decision.note, "fee_currency": fee}
    return {
        "outcome": decision.outcome.value,
        "rule": decision.rule,
        "sentence": decision.sentence,
        "inputs": dict(decision.inputs),
        "policy_version": decision.policy_version,
        "day": decision.day.isoformat() if decision.day else None,
        **{name: value for name, value in told.items() if value},
    }


def _write_because(shop: Shop, rule: str, way: Way | None) -> Mapping[str, Any]:
    notes = {"notes": list(way.notes)} if way and way.notes else {}
    return {"rule": rule, "policy_version": shop.settings_version, **notes}


def _find_all_mismatches(order: Order, request: ReturnRequest) -> tuple[str, ...]:
    """Name what differs from any of the orders; mail goes to the first one's buyer, so the others must be theirs too.

    Whoever was given the goods differs from the buyer in everything, and nobody is told in what.
    """
    if request.is_gift:
        return ()
    consignor = request.consignor
    found = [name for each in (order, *request.beside) for name in find_mismatches(each.buyer, consignor.name, consignor.address)]
    emails = [each.buyer.email for each in request.beside if each.buyer.email]
    if any(norm_email(email) != norm_email(consignor.email) for email in emails):
        found.append("email")
    return tuple(dict.fromkeys(found))


def _line(line: JudgedLine) -> ReturnLine:
    ware, asked = line.ware, line.asked
    return ReturnLine(
        line_id=ware.line_id,
        sku=ware.sku,
        title=ware.title,
        quantity=asked.quantity,
        unit_price_minor=ware.unit_price_minor,
        reason=asked.reason,
        note=asked.note,
        because=as_because(line.decision),
        order_id=line.order.order_id,
        order_number=line.order.number,
        sub_reason=asked.sub_reason,
        condition=asked.condition,
        resolution=asked.resolution,
        exchange_sku=asked.exchange_sku,
        exchange_title=asked.exchange_title,
        fee_minor=line.fee_minor,
    )
