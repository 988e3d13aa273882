"""Orders in: each is the newer news of what was told before."""

from typing import Any

from flask import Response, jsonify
from pydantic import BaseModel, ConfigDict, Field, RootModel

from sendback.database.model import Tx
from sendback.errors import Code, FieldError, Problem
from sendback.orders.importing import save_batch
from sendback.orders.model import Order
from sendback.orders.pushing import PushedOrder, read_order
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.shops.scopes import Scope
from sendback.web.merchant_api.asking import Asked
from sendback.web.merchant_api.operation import Operation
from sendback.web.merchant_api.shapes import Fault, Shape

MOST_ORDERS = 500
MOST_BYTES = 2 * 1024 * 1024


class ManyOrders(BaseModel):
    """Up to 500 orders at once."""

    model_config = ConfigDict(extra="forbid")
    orders: list[PushedOrder] = Field(max_length=MOST_ORDERS)


class OrderPush(RootModel[ManyOrders | PushedOrder]):
    """One order, or many under `orders`."""


class OrdersSaved(Shape):
    """The numbers of the orders that were taken in, and what is wrong with the others, each by its place."""

    saved: list[str]
    errors: list[Fault]


def push_orders(asked: Asked[dict[str, Any], None]) -> tuple[Response, int]:
    """Take in one order, or up to 500 under `orders`; an order sent again is the newer news of it.

    Orders that fit are kept; those that do not are listed by their place, so that nothing has to be sent twice.
    Lines that are in a return are never forgotten.
    """
    answer = asked.context.database.write(_push_once, asked)
    return jsonify(answer.body), answer.status


def _push_once(tx: Tx, asked: Asked[dict[str, Any], None]) -> Answer:
    return answer_once(tx, asked.shop.shop_id, "orders", asked.key, asked.body, asked.now, lambda: _push(tx, asked))


def _push(tx: Tx, asked: Asked[dict[str, Any], None]) -> Answer:
    body = asked.body
    sent = body["orders"] if isinstance(body.get("orders"), list) else [body]
    if len(sent) > MOST_ORDERS:
        raise Problem(Code.TOO_LARGE, f"Send at most {MOST_ORDERS} orders at once.")
    good, bad = _sort_out([order if isinstance(order, dict) else {} for order in sent], asked)
    if good:
        save_batch(tx, asked.shop.shop_id, good, asked.actor, asked.now)
    if not good:
        raise Problem(Code.INVALID_FIELDS, "No order could be taken in.", errors=bad)
    errors = [{"field": error.field, "code": error.code, "detail": error.detail} for error in bad]
    return Answer(201, {"saved": [order.number for order in good], "errors": errors})


def _sort_out(sent: list[dict[str, Any]], asked: Asked[Any, Any]) -> tuple[list[Order], list[FieldError]]:
    good: list[Order] = []
    bad: list[FieldError] = []
    for place, body in enumerate(sent):
        judged = read_order(body, asked.now)
        if isinstance(judged, list):
            bad += [FieldError(f"orders.{place}.{error.field}", error.code, error.detail) for error in judged]
        else:
            good.append(judged)
    return good, bad


OPERATIONS = (
    Operation(
        "POST", "/orders", "push_orders", "Push orders", push_orders, Scope.ORDERS_WRITE, "Orders",
        body=OrderPush, takes_pieces=True, most_bytes=MOST_BYTES, answers={201: OrdersSaved}, is_creating=True,
        problems=(Code.INVALID_FIELDS,),
    ),
)  # fmt: skip
