"""One SKU: where all of it lies, what moved it, and the forms that put it right."""

from flask import Response, g, render_template, request

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.errors import Problem
from sendback.receiving.stock.listing_store import Wanted, list_levels
from sendback.receiving.stock.move_store import list_latest_moves
from sendback.receiving.stock.place_store import list_open_places
from sendback.receiving.stock.wishes import MOST_SKU
from sendback.shops.model import Shop
from sendback.shops.permissions import Action, may
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.stock.saying import CONDITIONS, REASONS, name_thing, say_moves

_MOST_SPOTS, _MOST_MOVES = 100, 20


@needs(Action.SEE_STOCK)
def show_item() -> Response | str:
    """Show a SKU, one that nothing is known of too: it can be counted."""
    return draw_item(own_shop(), request.args.get("sku", ""))


def draw_item(shop: Shop, sku: str, problem: Problem | None = None) -> str:
    """Draw the page of a SKU; with a problem, what was typed stays in its form."""
    wanted = sku.replace("\0", "")[:MOST_SKU]

    def read(tx: Tx) -> str:
        moves = list_latest_moves(tx, shop.shop_id, wanted, most=_MOST_MOVES + 1) if wanted else []
        return render_template(
            "desk/stock/item.html",
            shop=shop,
            sku=wanted,
            name=name_thing(tx, shop.shop_id, wanted),
            levels=list_levels(tx, shop.shop_id, Wanted(wanted), most=_MOST_SPOTS) if wanted else [],
            moves=say_moves(tx, shop.shop_id, moves[:_MOST_MOVES], shop.settings.zone),
            has_more=len(moves) > _MOST_MOVES,
            places=list_open_places(tx, shop.shop_id),
            conditions=CONDITIONS,
            reasons=REASONS,
            may_change=may(g.person, Action.CHANGE_STOCK, shop.shop_id),
            problem=problem,
            typed=request.form if problem else {},
            done=request.args.get("done", ""),
            once=new_id(),
        )

    return get_context().database.read(read)
