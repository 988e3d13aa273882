"""Another box for a return that needs one."""

from flask import Response, jsonify, request

from sendback.errors import Code, Problem
from sendback.returns.rma import read_rma
from sendback.returns.store import find_return_by_rma
from sendback.web.auth import get_api_shop
from sendback.web.boxes import add_box_once
from sendback.web.context import get_context


def add_parcel(rma: str) -> tuple[Response, int]:
    """Give a return another box with a label of its own, once per idempotency key."""
    shop, context, key = get_api_shop(), get_context(), request.headers.get("Idempotency-Key", "")
    number = read_rma(rma)
    item = context.database.read(find_return_by_rma, shop.shop_id, number) if number else None
    if item is None:
        raise Problem(Code.NOT_FOUND, "There is no return with this number.")
    answer = context.database.write(add_box_once, context, shop, item, key, "api", context.clock())
    return jsonify(answer.body), answer.status
