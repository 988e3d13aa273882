"""The shelves: added, put right, closed, opened again."""

from collections.abc import Callable
from datetime import datetime

from flask import Response, g, render_template, request, url_for

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.receiving.stock import places
from sendback.receiving.stock.place_store import list_shelves
from sendback.receiving.stock.wishes import MOST_PLACE
from sendback.shops.model import Shop
from sendback.shops.permissions import Action, may
from sendback.shops.warehouse_store import list_warehouses
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.going import see_other


@needs(Action.SEE_STOCK)
def list_places() -> Response | str:
    """List all places with what lies there."""
    return _draw(own_shop())


@needs(Action.CHANGE_STOCK)
def add_place() -> Response | str:
    """Add a place."""
    place, warehouse, name = _read_form()
    return _do(lambda tx, shop_id, actor, now: places.add_place(tx, shop_id, place, warehouse, name, actor, now))


@needs(Action.CHANGE_STOCK)
def change_place() -> Response | str:
    """Put a place's warehouse and its name right."""
    place, warehouse, name = _read_form()
    return _do(lambda tx, shop_id, actor, now: places.change_place(tx, shop_id, place, warehouse, name, actor, now))


@needs(Action.CHANGE_STOCK)
def close_place() -> Response | str:
    """Close an empty place."""
    place = request.form.get("place", "")
    return _do(lambda tx, shop_id, actor, now: places.close_place(tx, shop_id, place, actor, now))


@needs(Action.CHANGE_STOCK)
def open_place() -> Response | str:
    """Open a place again."""
    place = request.form.get("place", "")
    return _do(lambda tx, shop_id, actor, now: places.open_place(tx, shop_id, place, actor, now))


def _read_form() -> tuple[str, str, str]:
    typed = request.form
    return typed.get("place", ""), typed.get("warehouse", ""), typed.get("name", "")


def _do(work: Callable[[Tx, str, str, datetime], None]) -> Response:
    shop, context = own_shop(), get_context()
    try:
        context.database.write(work, shop.shop_id, str(g.person.actor), context.clock())
    except Problem as problem:
        if problem.code not in (Code.INVALID_FIELDS, Code.STATUS_CONFLICT):
            raise
        return Response(_draw(shop, problem), 422 if problem.code is Code.INVALID_FIELDS else 409)
    return see_other(url_for("desk.stock.list_places"))


def _draw(shop: Shop, problem: Problem | None = None) -> str:
    def read(tx: Tx) -> str:
        warehouses = [each for each in list_warehouses(tx, shop.shop_id) if each.closed_at is None]
        return render_template(
            "desk/stock/places.html",
            shop=shop,
            shelves=list_shelves(tx, shop.shop_id),
            warehouses=warehouses,
            names={each.code: each.name for each in warehouses},
            may_change=may(g.person, Action.CHANGE_STOCK, shop.shop_id),
            problem=problem,
            typed=request.form if problem else {},
            most_place=MOST_PLACE,
            most_name=places.MOST_NAME,
        )

    return get_context().database.read(read)
