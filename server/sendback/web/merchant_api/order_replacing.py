"""One order, told whole at its own address."""

from typing import Any

from flask import Response
from werkzeug.datastructures import ETags

from sendback.database.model import Tx
from sendback.errors import Code, Problem, refuse_field
from sendback.orders.importing import save_batch
from sendback.orders.normalize import norm_order
from sendback.orders.pushing import PushedOrder, read_order
from sendback.orders.store import find_order, get_order, lock_order
from sendback.shops.scopes import Scope
from sendback.web.merchant_api.answers import as_answer, list_matches, refuse_stale
from sendback.web.merchant_api.asking import Asked
from sendback.web.merchant_api.operation import Operation
from sendback.web.merchant_api.order_shapes import OrderShape, describe_order


def replace_order(asked: Asked[dict[str, Any], None], order_number: str) -> Response:
    """Tell of one order whole: 201 for a new one, 200 for the newer news of one. Lines in returns are never forgotten."""
    order, is_new = asked.context.database.write(_replace, asked, order_number, list_matches())
    return as_answer(order, 201 if is_new else 200)


def _replace(tx: Tx, asked: Asked[dict[str, Any], None], number: str, matches: ETags) -> tuple[OrderShape, bool]:
    judged = read_order(asked.body, asked.now)
    if isinstance(judged, list):
        raise Problem(Code.INVALID_FIELDS, "This order does not fit.", errors=judged)
    if norm_order(judged.number) != norm_order(number):
        raise refuse_field("number", "format", "The number in the body is not the one in the address.")
    shop_id = asked.shop.shop_id
    lock_order(tx, shop_id, norm_order(number))
    known = find_order(tx, shop_id, norm_order(number))
    refuse_stale(describe_order(known) if known else None, matches)
    (saved,) = save_batch(tx, shop_id, [judged], asked.actor, asked.now)
    return describe_order(get_order(tx, shop_id, saved.order_id)), known is None


OPERATIONS = (
    Operation(
        "PUT", "/orders/{order_number}", "replace_order", "Replace an order", replace_order, Scope.ORDERS_WRITE, "Orders",
        body=PushedOrder, takes_pieces=True, most_bytes=512 * 1024, answers={200: OrderShape, 201: OrderShape},
        problems=(Code.INVALID_FIELDS,), takes_match=True,
    ),
)  # fmt: skip
