"""Orders out: one, or those that are looked for."""

from flask import Response
from pydantic import AwareDatetime, Field

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.orders.following_store import OrdersWanted, follow_orders, mark_order
from sendback.orders.model import Order
from sendback.orders.normalize import norm_order
from sendback.orders.store import find_order
from sendback.shops.scopes import Scope
from sendback.web.merchant_api.answers import as_answer, as_resource
from sendback.web.merchant_api.asking import Asked
from sendback.web.merchant_api.operation import Operation
from sendback.web.merchant_api.order_shapes import OrderPage, OrderShape, describe_order
from sendback.web.merchant_api.paging import PageQuery
from sendback.web.paging import cut_page


class OrderQuery(PageQuery):
    """All that is given must hold; with `updated_since` the oldest news comes first, else the newest order."""

    number: str = Field(default="", max_length=64, description="the order's number, however it is written")
    email: str = Field(default="", max_length=254, description="the buyer's address")
    updated_since: AwareDatetime | None = Field(default=None, description="told of at that moment or later")


def list_orders(asked: Asked[None, OrderQuery]) -> Response:
    """List orders, a page at a time. To follow along, ask with `updated_since` and go on from the last `updated_at` seen."""
    query = asked.query
    wanted = OrdersWanted(query.number, query.email, query.updated_since, query.cursor)
    found = asked.context.database.read(follow_orders, asked.shop.shop_id, wanted, query.limit + 1)
    page, more = cut_page(found, query.limit, lambda order: mark_order(order, wanted))
    return as_answer(OrderPage(data=[describe_order(order) for order in page], next_cursor=more))


def show_order(asked: Asked[None, None], order_number: str) -> Response:
    """Show one order, with what of it is in returns already."""
    return as_resource(describe_order(asked.context.database.read(get_by_number, asked.shop.shop_id, order_number)))


def get_by_number(tx: Tx, shop_id: str, number: str) -> Order:
    """Return the order with this number, however it is written, or refuse."""
    order = find_order(tx, shop_id, norm_order(number))
    if order is None:
        raise Problem(Code.NOT_FOUND, "There is no order with this number.")
    return order


OPERATIONS = (
    Operation(
        "GET", "/orders", "list_orders", "List orders", list_orders, Scope.ORDERS_READ, "Orders",
        query=OrderQuery, answers={200: OrderPage},
    ),
    Operation(
        "GET", "/orders/{order_number}", "show_order", "Show an order", show_order, Scope.ORDERS_READ, "Orders",
        answers={200: OrderShape}, problems=(Code.NOT_FOUND,), has_etag=True,
    ),
)  # fmt: skip
