"""The form about the sender: what becomes of the choice, who sends it, from where, and how the label is to come."""

from collections.abc import Sequence
from typing import Any

from flask import Response

from sendback.database.ids import new_id
from sendback.orders.model import Order
from sendback.web.hosted.choices import list_chosen
from sendback.web.hosted.faults import NONE, Faults
from sendback.web.hosted.fields import AddressBlock, Field, label_details, list_details
from sendback.web.hosted.lines_page import list_sessions, see_orders
from sendback.web.hosted.orders import Proved
from sendback.web.hosted.outlook import Outlook, foresee
from sendback.web.hosted.visit import Visit, draw
from sendback.web.shopper import describe_opened


def draw_details(visit: Visit, orders: Sequence[Proved], faults: Faults = NONE, status: int = 200) -> Response:
    """Draw the form with what was typed, else what the order knows; its idempotency key is made here, once.

    Problems are those of the choice itself: what is not possible is said before anybody types an address.
    """
    chosen = list_chosen(visit, orders)
    seen = describe_opened(visit.shop, chosen[0].opened, visit.words)
    items = list_details(visit, seen)
    country = find_country(items)
    outlook = foresee(visit, chosen, country)
    ways = list_ways(visit, chosen[0].order)
    if len(outlook.options) > 1 and outlook.sends:
        items.append(choose_option(visit, outlook))
    return draw(
        visit,
        "details",
        status,
        faults=faults,
        seen=seen,
        sessions=list_sessions(orders, see_orders(visit, orders)),
        outlook=outlook,
        items=items,
        country_shown=country,
        ways=ways,
        way=visit.get("delivery") if visit.get("delivery") in ways else ways[0],
        key=visit.get("key") or new_id(),
    )


def label_controls(visit: Visit, proved: Proved) -> dict[str, str]:
    """Return the labels of this order's form by control."""
    labels = label_details(list_details(visit, describe_opened(visit.shop, proved.opened, visit.words)))
    return {**labels, "option": visit.words("parcel.choose")}


def list_ways(visit: Visit, order: Order) -> list[str]:
    """List the ways the shop offers the label, both together when it offers both."""
    ways = [way.value for way in visit.shop.settings.delivery.ways]
    asked = any(field.kind == "email" for field in visit.shop.settings.fields)
    if len(ways) > 1 and not (order.buyer.email or asked):
        return ["popup"]  # nowhere to mail it to
    return [*ways, "both"] if len(ways) > 1 else ways


def choose_option(visit: Visit, outlook: Outlook) -> Field:
    """Ask how it is to travel; the first way is taken where none is chosen."""
    chosen = next((code for code, _ in outlook.options if code == visit.get("option")), outlook.options[0][0])
    return Field("option", visit.words("parcel.choose"), value=chosen, options=outlook.options)


def find_country(items: Sequence[Any]) -> str:
    """Return the country that the address is laid out for, empty where no address is asked for."""
    block = next((item for item in items if isinstance(item, AddressBlock)), None)
    return block.country_code if block else ""
