"""Finding the order that a caller means; what is looked for may be a name, so it is never part of an address."""

from collections.abc import Sequence

from flask import Response, request, url_for

from sendback.database.model import Tx
from sendback.orders.model import Order
from sendback.orders.normalize import norm_order
from sendback.orders.seeking_store import seek_orders
from sendback.orders.store import find_order, get_order
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.new_return.page import Find, draw_page
from sendback.web.going import see_other
from sendback.web.order_lookup import look_up_order

_MOST_SOUGHT = 120


@needs(Action.DECIDE)
def show_new_return() -> Response | str:
    """Show the page; `?order=` names an order by its id or number."""
    shop, named = own_shop(), request.args.get("order", "")[:_MOST_SOUGHT]
    order = get_context().database.read(_find, shop.shop_id, named) if named else None
    return draw_page(shop, order, {}, Find(named) if named and order is None else None)


@needs(Action.DECIDE)
def find_for_return() -> Response | str:
    """Look for an order: one leads to its lines, several are listed, none can be typed."""
    shop, sought = own_shop(), request.form.get("find", "")[:_MOST_SOUGHT].replace("\0", "").strip()
    orders = get_context().database.read(seek_orders, shop.shop_id, sought) or _ask_shop(shop, sought)
    if len(orders) == 1:
        return see_other(url_for("desk.new_return", order=orders[0].order_id))
    return draw_page(shop, None, {"order_number": sought}, Find(sought, orders) if sought else None)


def _ask_shop(shop: Shop, sought: str) -> Sequence[Order]:
    """Ask the shop's hook, where what was typed could be a number: a name says nothing to it."""
    could_be_number = "@" not in sought and any(sign.isdigit() for sign in sought)
    found = look_up_order(shop, sought) if could_be_number else None
    return [found] if found else []


def _find(tx: Tx, shop_id: str, named: str) -> Order | None:
    try:
        return get_order(tx, shop_id, named)
    except KeyError:
        return find_order(tx, shop_id, norm_order(named))
