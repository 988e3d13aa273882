"""Shipments as they were sent, sorted into those that fit and what is wrong with the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from sendback.database.model import Tx
from sendback.delivery.enclosing import NO_WAY_HOME
from sendback.delivery.printable import find_unprintable
from sendback.delivery.shipping import Enclosed, Shipment
from sendback.errors import FieldError
from sendback.orders import store
from sendback.orders.model import Order
from sendback.orders.normalize import norm_order
from sendback.orders.pushing import NamedOrder, PushedOrder, read_named_order, read_order
from sendback.shops.model import ShipMail, Shop

Choice = TypeVar("Choice", bound=StrEnum)


class SentOrder(PushedOrder):
    """A whole order that ships, with what is mailed to its buyer and what lies in its box."""

    mail: ShipMail | None = None
    print: Enclosed | None = None


class SentNumber(NamedOrder):
    """An order that was pushed before and ships now."""

    mail: ShipMail | None = None
    print: Enclosed | None = None


@dataclass(slots=True)
class Sorted:
    """What fits, in the order sent, and what does not; `fresh` are the orders that came whole and are not stored yet."""

    good: list[Shipment] = field(default_factory=list)
    bad: list[FieldError] = field(default_factory=list)
    fresh: set[str] = field(default_factory=set)


def sort_shipments(tx: Tx, shop: Shop, sent: Sequence[Mapping[str, Any]], now: datetime) -> Sorted:
    """Read every shipment; a fault is named by the shipment's place, such as `shipments.3.name`."""
    found, numbers = Sorted(), set[str]()
    for place, body in enumerate(sent):
        rest, faults = dict(body), list[FieldError]()
        mail = _choose(ShipMail, rest, "mail", faults)
        enclosed = _choose(Enclosed, rest, "print", faults) or Enclosed.LABEL
        order = _read(tx, shop, rest, now, faults)
        if order is not None:
            faults += _refuse(shop, order, mail, enclosed, numbers)
        if order is None or faults:
            found.bad += [replace(fault, field=f"shipments.{place}.{fault.field}") for fault in faults]
            continue
        numbers.add(norm_order(order.number))
        found.good.append(Shipment(order, mail, enclosed))
        if "lines" in rest:
            found.fresh.add(order.order_id)
    return found


def _read(tx: Tx, shop: Shop, body: Mapping[str, Any], now: datetime, faults: list[FieldError]) -> Order | None:
    """Read a whole order, or find the known one that is only named."""
    if "lines" in body:
        judged = read_order(body, now)
        if isinstance(judged, Order):
            return judged
        faults += judged
        return None
    named = read_named_order(body)
    if isinstance(named, list):
        faults += named
        return None
    known = store.find_order(tx, shop.shop_id, norm_order(named.order_number))
    if known is None:
        faults.append(FieldError("order_number", "unknown", "There is no order with this number; send it with its lines."))
        return None
    return replace(known, shipped_on=named.shipped_on or known.shipped_on)


def _refuse(shop: Shop, order: Order, mail: ShipMail | None, enclosed: Enclosed, numbers: set[str]) -> list[FieldError]:
    """List why a shipment that reads well cannot be printed or mailed."""
    faults = find_unprintable(order)
    if norm_order(order.number) in numbers:
        faults.append(FieldError("number", "format", "This order is in the batch already."))
    asked = {"mail": mail == ShipMail.LABEL, "print": enclosed == Enclosed.LABEL}
    if not shop.settings.delivery.has_return_address:
        faults += [FieldError(name, "format", NO_WAY_HOME) for name, is_label in asked.items() if is_label]
    return faults


def _choose(kind: type[Choice], body: dict[str, Any], name: str, faults: list[FieldError]) -> Choice | None:
    raw = body.pop(name, None)
    if raw is None:
        return None
    chosen = next((choice for choice in kind if choice.value == raw), None)
    if chosen is None:
        faults.append(FieldError(name, "unknown", f"Choose one of {', '.join(kind)}."))
    return chosen
