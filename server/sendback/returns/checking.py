"""What a shopper typed, checked against what the shop asks for, and cleaned for print; every fault is named at once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sendback.errors import FieldError
from sendback.orders.model import Order
from sendback.returns.boxes import choose_option
from sendback.returns.faults import Faults, mapping
from sendback.returns.line_checking import MOST_LINES, check_lines
from sendback.returns.model import Consignor, Delivery, LineRequest, ReturnRequest
from sendback.returns.sender_checking import check_consignor, check_own_fields
from sendback.shops.address import get_address_form
from sendback.shops.model import Shop, Way
from sendback.words.catalogue import Words

MOST_ORDERS = 5
"""How many orders may travel in one box."""


def check_request(
    shop: Shop, order: Order, body: Mapping[str, Any], words: Words, beside: Sequence[Order] = (), is_gift: bool = False
) -> ReturnRequest:
    """Turn what the shopper sent into a request that fits the shop, or Problem invalid-fields with every fault.

    `beside` are the orders whose sessions stand in the body's `beside`, in the same order.
    """
    faults = Faults(words)
    lines = _check_orders(shop, order, body, beside, is_gift, faults)
    consignor = check_consignor(shop, order, mapping(body.get("contact")), faults)
    own = check_own_fields(shop, mapping(body.get("fields")), faults)
    delivery = _check_delivery(shop, body.get("delivery"), faults)
    option = _check_option(shop, body, consignor.address.country, lines, faults)
    if delivery is not Delivery.POPUP and not consignor.email:
        faults.add("contact.email", "required")
    faults.refuse()
    return ReturnRequest(
        order.order_id, lines, consignor, own, delivery, words.language, option, tuple(beside), is_gift
    )  # fmt: skip


def check_choices(
    shop: Shop, order: Order, body: Mapping[str, Any], words: Words, beside: Sequence[Order] = (), is_gift: bool = False
) -> ReturnRequest:
    """Check what was chosen before it is said who sends it: as `check_request`, with the buyer as sender."""
    faults = Faults(words)
    lines = _check_orders(shop, order, body, beside, is_gift, faults)
    buyer, typed = order.buyer, mapping(mapping(body.get("contact")).get("address")).get("country")
    address = replace(buyer.address, country=_read_country(typed) or buyer.address.country)
    option = _check_option(shop, body, address.country, lines, faults)
    faults.refuse()
    consignor = Consignor(buyer.name, buyer.email, buyer.phone, address)
    return ReturnRequest(
        order.order_id, lines, consignor, {}, Delivery.POPUP, words.language, option, tuple(beside), is_gift
    )  # fmt: skip


def _check_orders(
    shop: Shop, order: Order, body: Mapping[str, Any], beside: Sequence[Order], is_gift: bool, faults: Faults
) -> tuple[LineRequest, ...]:
    """Check the lines of every order; each but the first names its own."""
    if len(beside) >= MOST_ORDERS:
        faults.add("beside", "range")
        return ()
    lines = check_lines(shop, order, body.get("lines"), "lines", is_gift, faults)
    raw = body.get("beside")
    seen = {order.order_id}
    for place, (other, sent) in enumerate(zip(beside, raw if isinstance(raw, list) else [], strict=False)):
        if other.order_id in seen:
            faults.add(f"beside.{place}.session", "unknown")
        seen.add(other.order_id)
        found = check_lines(shop, other, mapping(sent).get("lines"), f"beside.{place}.lines", is_gift, faults)
        lines += tuple(replace(line, order_id=other.order_id) for line in found)
    if len(lines) > MOST_LINES:
        faults.add("lines", "range")
    return lines


def _check_delivery(shop: Shop, raw: object, faults: Faults) -> Delivery:
    ways = set(shop.settings.delivery.ways)
    allowed = {Delivery.POPUP} if Way.POPUP in ways else set()
    allowed |= {Delivery.EMAIL} if Way.EMAIL in ways else set()
    allowed |= {Delivery.BOTH} if len(ways) == 2 else set()
    chosen = next((way for way in allowed if way.value == raw), None)
    if chosen is None:
        faults.add("delivery", "unknown" if raw else "required")
        return Delivery.POPUP
    return chosen


def _check_option(shop: Shop, body: Mapping[str, Any], country: str, lines: Sequence[LineRequest], faults: Faults) -> str:
    """Check how it is to travel; forms that know no options send it among the shop's own fields, as one more choice."""
    wanted = str(body.get("option") or mapping(body.get("fields")).get("option") or "")
    option = choose_option(shop.settings.options, wanted, country, [line.reason for line in lines])
    if option is None and not faults.found:  # a wrong reason or country is said at its own place
        faults.found.append(FieldError("option", "unknown", faults.words("parcel.option.wrong")))
    return option.id if option else ""


def _read_country(typed: object) -> str:
    country = typed.upper() if isinstance(typed, str) else ""
    try:
        get_address_form(country)
    except ValueError:
        return ""
    return country
