"""The boxes of a return: one more, and a carrier's label once more or given back."""

from flask import Response, jsonify

from sendback.delivery.parcel_requests import request_purchase, request_void
from sendback.errors import Code
from sendback.shops.scopes import Scope
from sendback.web.boxes import add_box_once
from sendback.web.merchant_api.asking import Asked
from sendback.web.merchant_api.finding import change_return, get_by_rma
from sendback.web.merchant_api.operation import Operation
from sendback.web.merchant_api.parcel_shapes import ParcelShape
from sendback.web.merchant_api.return_shapes import ReturnDetail


def add_parcel(asked: Asked[None, None], rma: str) -> tuple[Response, int]:
    """Give a return that can be sent another box, with a label of its own."""
    database, shop = asked.context.database, asked.shop
    item = database.read(get_by_rma, shop.shop_id, rma)
    answer = database.write(add_box_once, asked.context, shop, item, asked.key, asked.actor, asked.now)
    return jsonify(answer.body), answer.status


def buy_label(asked: Asked[None, None], rma: str, number: int) -> Response:
    """Have a carrier's label bought once more that failed or was given back; it comes a little later."""
    return change_return(
        asked, rma, lambda tx, item: request_purchase(tx, item.shop_id, item.return_id, number, asked.actor, asked.now)
    )


def void_label(asked: Asked[None, None], rma: str, number: int) -> Response:
    """Have a bought label given back to its carrier, so that it costs nothing."""
    return change_return(
        asked, rma, lambda tx, item: request_void(tx, item.shop_id, item.return_id, number, asked.actor, asked.now)
    )


_PROBLEMS = (Code.NOT_FOUND, Code.STATUS_CONFLICT)
OPERATIONS = (
    Operation(
        "POST", "/returns/{rma}/parcels", "add_parcel", "Add a box", add_parcel, Scope.RETURNS_WRITE, "Parcels",
        answers={201: ParcelShape}, is_creating=True, problems=(*_PROBLEMS, Code.TOO_MANY_BOXES),
    ),
    Operation(
        "POST", "/returns/{rma}/parcels/{number}/buy", "buy_label", "Buy a label again", buy_label, Scope.RETURNS_WRITE,
        "Parcels", answers={200: ReturnDetail}, problems=_PROBLEMS, takes_match=True,
    ),
    Operation(
        "POST", "/returns/{rma}/parcels/{number}/void", "void_label", "Give a label back", void_label, Scope.RETURNS_WRITE,
        "Parcels", answers={200: ReturnDetail}, problems=_PROBLEMS, takes_match=True,
    ),
)  # fmt: skip
