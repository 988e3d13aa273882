"""What moved, newest first."""

from flask import Response, render_template, request

from sendback.database.model import Tx
from sendback.receiving.stock.move_store import list_latest_moves
from sendback.receiving.stock.wishes import MOST_SKU
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.stock.saying import CONDITIONS, say_moves
from sendback.web.paging import cut_page

MOST_ON_A_PAGE = 50


@needs(Action.SEE_STOCK)
def list_moves() -> Response | str:
    """List the moves of a SKU or of all."""
    shop, before = own_shop(), request.args.get("before", "").replace("\0", "")[:40]
    sku = request.args.get("sku", "").replace("\0", "").strip()[:MOST_SKU]

    def read(tx: Tx) -> str:
        found = list_latest_moves(tx, shop.shop_id, sku, before, MOST_ON_A_PAGE + 1)
        page, older = cut_page(found, MOST_ON_A_PAGE, lambda move: move.move_id)
        lines = say_moves(tx, shop.shop_id, page, shop.settings.zone)
        return render_template(
            "desk/stock/moves.html", shop=shop, moves=lines, sku=sku, before=before, older=older, conditions=CONDITIONS
        )

    return get_context().database.read(read)
