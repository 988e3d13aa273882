"""Orders in: each is the newer news of what was told before."""

from typing import Any

from flask import Response, jsonify, request

from sendback.database.model import Tx
from sendback.errors import Code, FieldError, Problem
from sendback.orders.importing import save_batch
from sendback.orders.model import Order
from sendback.orders.pushing import read_order
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.shops.model import Shop
from sendback.web.auth import get_api_shop
from sendback.web.context import Context, get_context
from sendback.web.reading import parse_json, read_body

MOST_ORDERS = 500
MOST_BYTES = 2 * 1024 * 1024


def push_orders() -> tuple[Response, int]:
    """Take in one order, or up to 500 under `orders`; an order sent again is the newer news of it.

    Orders that fit are kept; those that do not are listed by their place, so that nothing has to be sent twice.
    """
    request.max_content_length = MOST_BYTES
    shop = get_api_shop()
    body = parse_json(read_body(MOST_BYTES))
    context, key = get_context(), request.headers.get("Idempotency-Key", "")
    answer = context.database.write(_push_once, context, shop, body, key)
    return jsonify(answer.body), answer.status


def _push_once(tx: Tx, context: Context, shop: Shop, body: dict[str, Any], key: str) -> Answer:
    now = context.clock()
    return answer_once(tx, shop.shop_id, "orders", key, body, now, lambda: _push(tx, context, shop, body))


def _push(tx: Tx, context: Context, shop: Shop, body: dict[str, Any]) -> Answer:
    now = context.clock()
    sent = body["orders"] if isinstance(body.get("orders"), list) else [body]
    if len(sent) > MOST_ORDERS:
        raise Problem(Code.TOO_LARGE, f"Send at most {MOST_ORDERS} orders at once.")
    good, bad = _sort_out([order if isinstance(order, dict) else {} for order in sent], context)
    if good:
        save_batch(tx, shop.shop_id, good, "api", now)
    if bad and not good:
        raise Problem(Code.INVALID_FIELDS, "No order could be taken in.", errors=bad)
    errors = [{"field": error.field, "code": error.code, "detail": error.detail} for error in bad]
    return Answer(201, {"saved": [order.number for order in good], "errors": errors})


def _sort_out(sent: list[dict[str, Any]], context: Context) -> tuple[list[Order], list[FieldError]]:
    good: list[Order] = []
    bad: list[FieldError] = []
    for place, body in enumerate(sent):
        judged = read_order(body, context.clock())
        if isinstance(judged, list):
            bad += [FieldError(f"orders.{place}.{error.field}", error.code, error.detail) for error in judged]
        else:
            good.append(judged)
    return good, bad
