"""The form about the sender: who, from where, and how the label is to come."""

from flask import Response

from sendback.database.ids import new_id
from sendback.orders.opening import Opened
from sendback.web.hosted.faults import NONE, Faults
from sendback.web.hosted.fields import AddressBlock, label_details, list_details
from sendback.web.hosted.visit import Visit, draw
from sendback.web.shopper import describe_opened


def draw_details(visit: Visit, opened: Opened, faults: Faults = NONE, status: int = 200, key: str = "") -> Response:
    """Draw the form with what was typed, else what the order knows; its idempotency key is made here, once."""
    seen = describe_opened(visit.shop, opened, visit.words)
    items = list_details(visit, seen)
    block = next((item for item in items if isinstance(item, AddressBlock)), None)
    ways = list_ways(visit, opened)
    return draw(
        visit,
        "details",
        status,
        faults=faults,
        seen=seen,
        items=items,
        country_shown=block.country_code if block else "",
        ways=ways,
        way=visit.get("delivery") if visit.get("delivery") in ways else ways[0],
        key=key or visit.get("key") or new_id(),
    )


def label_controls(visit: Visit, opened: Opened) -> dict[str, str]:
    """Return the labels of this order's form by control."""
    return label_details(list_details(visit, describe_opened(visit.shop, opened, visit.words)))


def list_ways(visit: Visit, opened: Opened) -> list[str]:
    """List the ways the shop offers the label, both together when it offers both."""
    ways = [way.value for way in visit.shop.settings.delivery.ways]
    asked = any(field.kind == "email" for field in visit.shop.settings.fields)
    if len(ways) > 1 and not (opened.order.buyer.email or asked):
        return ["popup"]  # nowhere to mail it to
    return [*ways, "both"] if len(ways) > 1 else ways
