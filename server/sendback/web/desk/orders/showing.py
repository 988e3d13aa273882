"""One order: what was bought, what of it is in returns, and those returns."""

from collections.abc import Sequence

from flask import Response, g, render_template

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.orders.model import Order
from sendback.orders.store import get_order
from sendback.returns.order_store import ReturnOfOrder, list_returns_of_order
from sendback.returns.rma import show_rma
from sendback.shops.address import format_address
from sendback.shops.permissions import Action, may
from sendback.shops.text import mask_email
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.orders.writing import mask_name
from sendback.web.desk.states import STATES
from sendback.web.moments import write_day, write_moment
from sendback.words.catalogue import words_for

_MOST_RETURNS = 50
_ENGLISH = words_for("en")


@needs(Action.SEE_RETURNS)
def show_order(order_id: str) -> Response | str:
    """Show an order of this shop; who may not see people sees no name and no address."""
    shop = own_shop()
    try:
        order, returns = get_context().database.read(_read, shop.shop_id, order_id)
    except KeyError:
        raise Problem(Code.NOT_FOUND, "There is no such order in this shop.") from None
    sees_people = may(g.person, Action.SEE_PEOPLE, shop.shop_id)
    return render_template(
        "desk/orders/order.html",
        shop=shop,
        order=order,
        returns=returns,
        name=order.buyer.name if sees_people else mask_name(order.buyer.name),
        email=order.buyer.email if sees_people else mask_email(order.buyer.email),
        phone=order.buyer.phone if sees_people else "",
        address=format_address(order.buyer.address)[1:] if sees_people else (),
        may_return=may(g.person, Action.DECIDE, shop.shop_id),
        states=STATES,
        show_rma=show_rma,
        day=write_day,
        moment=lambda at: write_moment(at, shop.settings.zone),
        money=lambda minor: _ENGLISH.money(minor, order.currency) if order.currency and minor is not None else "",
    )


def _read(tx: Tx, shop_id: str, order_id: str) -> tuple[Order, Sequence[ReturnOfOrder]]:
    return get_order(tx, shop_id, order_id), list_returns_of_order(tx, shop_id, order_id, _MOST_RETURNS)
