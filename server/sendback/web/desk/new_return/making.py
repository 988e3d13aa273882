"""The one button: the return is made, once per form, and its label mailed or ready to print."""

from collections.abc import Mapping
from datetime import datetime

from flask import Response, request, url_for

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.orders.model import Order
from sendback.orders.store import get_order
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.returns.making import make_return
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.shops.store import get_shop
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.deciding import own_name
from sendback.web.desk.new_return.asked import Asked, ask_for, read_asked
from sendback.web.desk.new_return.page import Find, draw_page
from sendback.web.desk.new_return.typed_order import save_typed_order
from sendback.web.going import see_other

_SHOWN_HERE = (Code.INVALID_FIELDS, Code.QUANTITY_GONE, Code.NOT_RETURNABLE, Code.STATUS_CONFLICT, Code.IDEMPOTENCY_KEY_REUSED)


@needs(Action.DECIDE)
def make() -> Response | str:
    """Make the return and show it; with what stood in the way on the page it was asked on, nothing typed lost."""
    context, shop, person, form = get_context(), own_shop(), own_name(), request.form.to_dict()
    if form.get("do") == "more":
        return draw_page(shop, None, form, Find())
    try:
        answer = context.database.write(_make_once, shop.shop_id, form, person, context.clock())
    except Problem as problem:
        if problem.code not in _SHOWN_HERE:
            raise
        order = context.database.read(_find_order, shop.shop_id, form) if "order" in form else None
        return draw_page(shop, order, form, None if order else Find(), problem)
    return see_other(url_for("desk.show_return", return_id=answer.body["return_id"], done="made"))


def _make_once(tx: Tx, shop_id: str, form: Mapping[str, str], person: str, now: datetime) -> Answer:
    shop = get_shop(tx, shop_id)

    def work() -> Answer:
        asked = read_asked(shop, form)
        order = _find_order(tx, shop_id, form) if "order" in form else _type_order(tx, shop, form, asked, person, now)
        item = make_return(tx, shop, order, ask_for(shop, order, form, asked), asked.made, person, now)
        return Answer(201, {"return_id": item.return_id})

    return answer_once(tx, shop_id, "desk/returns", form.get("key", ""), form, now, work)


def _find_order(tx: Tx, shop_id: str, form: Mapping[str, str]) -> Order:
    try:
        return get_order(tx, shop_id, form["order"])
    except KeyError:
        raise Problem(Code.NOT_FOUND, "There is no such order.") from None


def _type_order(tx: Tx, shop: Shop, form: Mapping[str, str], asked: Asked, person: str, now: datetime) -> Order:
    return save_typed_order(tx, shop.shop_id, form, asked.consignor, asked.language, person, now)
