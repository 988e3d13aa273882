"""The list of orders: found by number, name or e-mail address, newest first."""

from flask import Response, g, render_template, request

from sendback.database.model import Tx
from sendback.orders import list_store
from sendback.orders.list_store import Listed
from sendback.shops.permissions import Action, may
from sendback.shops.text import mask_email
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.orders.writing import mask_name, write_iso_day
from sendback.web.paging import cut_page

MOST_ON_A_PAGE = 50


@needs(Action.SEE_RETURNS)
def list_orders() -> Response | str:
    """List the shop's orders; names and addresses only for who may see people."""
    shop, database = own_shop(), get_context().database
    sees_people = may(g.person, Action.SEE_PEOPLE, shop.shop_id)
    sought, before = request.values.get("find", "").strip()[:254], request.args.get("before", "")[:40]

    def read(tx: Tx) -> list[Listed]:
        if sought:
            return list_store.list_sought(tx, shop.shop_id, sought, MOST_ON_A_PAGE + 1, sees_people)
        return list_store.list_orders(tx, shop.shop_id, before, MOST_ON_A_PAGE + 1)

    page, older = cut_page(database.read(read), MOST_ON_A_PAGE, lambda each: each.order_id)
    return render_template(
        "desk/orders/list.html",
        shop=shop,
        items=page,
        sought=sought,
        before=before,
        older="" if sought else older,
        has_more=older is not None,
        sees_people=sees_people,
        may_import=may(g.person, Action.BRING_ORDERS, shop.shop_id),
        name=str if sees_people else mask_name,
        email=str if sees_people else mask_email,
        day=write_iso_day,
    )
