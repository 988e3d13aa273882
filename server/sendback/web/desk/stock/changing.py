"""Putting stock right by hand: count, add, take out, move."""

from typing import Any

from flask import Response, g, request, url_for
from pydantic import ValidationError

from sendback.database.model import Tx
from sendback.errors import Code, FieldError, Problem, refuse_field
from sendback.receiving.stock.changing import change_stock
from sendback.receiving.stock.wishes import StockWish
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.shops.faults import list_faults
from sendback.shops.permissions import Action
from sendback.shops.text import clean_line
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.stock.item import draw_item
from sendback.web.going import see_other

_NAMES = ("kind", "sku", "place", "condition", "quantity", "to_place", "to_condition", "reason")
_SAID = {
    "sku": "Type the SKU: up to 64 characters.",
    "quantity": "Type how many, as a whole number.",
    "place": "A place has at most 40 characters.",
    "to_place": "A place has at most 40 characters.",
}


@needs(Action.CHANGE_STOCK)
def change() -> Response | str:
    """Do it once for each form, and show the SKU as it lies then; or what stood in the way."""
    shop, context, actor, once = own_shop(), get_context(), str(g.person.actor), request.form.get("key", "")
    typed = {name: clean_line(request.form.get(name, "")) for name in _NAMES}
    now = context.clock()

    def work(tx: Tx) -> None:
        wish = _read_wish(typed)

        def do() -> Answer:
            change_stock(tx, shop.shop_id, wish, f"form:{once}", actor, now)
            return Answer(200, {})

        answer_once(tx, shop.shop_id, "stock", once, typed, now, do)

    try:
        context.database.write(work)
    except Problem as problem:
        if problem.code is not Code.INVALID_FIELDS:
            raise
        return Response(draw_item(shop, typed["sku"], problem), 422)
    return see_other(url_for("desk.stock.show_item", sku=typed["sku"], done=typed["kind"]))


def _read_wish(typed: dict[str, str]) -> StockWish:
    quantity = typed["quantity"]
    if not (quantity.isascii() and quantity.isdecimal() and len(quantity) < 8):
        raise refuse_field("quantity", "format", _SAID["quantity"])
    sent: dict[str, Any] = {**typed, "quantity": int(quantity), "reason": typed["reason"] or None}
    sent["to_place"] = typed["to_place"] if typed["kind"] == "move" else None
    sent["to_condition"] = typed["to_condition"] or None
    try:
        return StockWish.model_validate(sent)
    except ValidationError as faults:
        errors = [FieldError(each.field, each.code, _SAID.get(each.field, each.detail)) for each in list_faults(faults)]
        raise Problem(Code.INVALID_FIELDS, errors[0].detail, errors=errors) from None
