"""What lies where, found by SKU, place and condition."""

from flask import Response, g, render_template, request

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.receiving.stock.listing_store import Wanted, count_by_condition, list_levels
from sendback.receiving.stock.marks import read_mark, write_mark
from sendback.receiving.stock.place_store import list_shelves
from sendback.receiving.stock.wishes import MOST_PLACE, MOST_SKU
from sendback.shops.permissions import Action, may
from sendback.shops.receiving import Condition
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.stock.saying import CONDITIONS, name_thing
from sendback.web.paging import cut_page

MOST_ON_A_PAGE = 50
NO_PLACE = "-"
"""What the filter calls things at no named place; no place is called so by itself."""


@needs(Action.SEE_STOCK)
def show_stock() -> Response | str:
    """Show levels by SKU, place and condition, and how many units there are of each condition in all."""
    shop, wanted, after = own_shop(), _read_wanted(), read_mark(request.args.get("after", ""))

    def read(tx: Tx) -> str:
        found = list_levels(tx, shop.shop_id, wanted, after, MOST_ON_A_PAGE + 1)
        page, onward = cut_page(found, MOST_ON_A_PAGE, lambda level: write_mark(level.spot))
        return render_template(
            "desk/stock/list.html",
            shop=shop,
            levels=[(level, name_thing(tx, shop.shop_id, level.spot.sku)) for level in page],
            onward=onward,
            after=after,
            kept={name: request.args[name] for name in ("sku", "place", "condition") if request.args.get(name)},
            sums=count_by_condition(tx, shop.shop_id),
            shelves=list_shelves(tx, shop.shop_id),
            conditions=CONDITIONS,
            no_place=NO_PLACE,
            may_change=may(g.person, Action.CHANGE_STOCK, shop.shop_id),
            once=new_id(),
        )

    return get_context().database.read(read)


def _read_wanted() -> Wanted:
    """Read the filter; what is no condition narrows nothing."""
    typed = {name: request.args.get(name, "").replace("\0", "").strip() for name in ("sku", "place", "condition")}
    place = typed["place"][:MOST_PLACE]
    condition = next((each for each in Condition if each == typed["condition"]), None)
    at = None if not place else "" if place == NO_PLACE else place
    return Wanted(begins=typed["sku"][:MOST_SKU], place=at, condition=condition)
