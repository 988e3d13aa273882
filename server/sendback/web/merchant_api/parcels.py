"""Another box for a return that needs one."""

from flask import Response, jsonify

from sendback.errors import Code
from sendback.shops.scopes import Scope
from sendback.web.boxes import add_box_once
from sendback.web.merchant_api.asking import Asked
from sendback.web.merchant_api.finding import get_by_rma
from sendback.web.merchant_api.operation import Operation
from sendback.web.merchant_api.shapes import ParcelShape


def add_parcel(asked: Asked[None, None], rma: str) -> tuple[Response, int]:
    """Give a return another box with a label of its own, once per idempotency key."""
    database, shop = asked.context.database, asked.shop
    item = database.read(get_by_rma, shop.shop_id, rma)
    answer = database.write(add_box_once, asked.context, shop, item, asked.key, asked.actor, asked.now)
    return jsonify(answer.body), answer.status


OPERATIONS = (
    Operation(
        "POST", "/returns/{rma}/parcels", "add_parcel", "Add a box", add_parcel, Scope.RETURNS_WRITE, "Returns",
        answers={201: ParcelShape}, is_creating=True, problems=(Code.NOT_FOUND, Code.STATUS_CONFLICT, Code.TOO_MANY_BOXES),
    ),
)  # fmt: skip
