"""The list of orders: found by number, name or e-mail address, newest first."""

from flask import Response, g, render_template, request

from sendback.orders.list_store import list_orders as find_orders
from sendback.shops.permissions import Action, may
from sendback.shops.text import mask_email
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.orders.writing import mask_name, write_iso_day

MOST_ON_A_PAGE = 50


@needs(Action.SEE_RETURNS)
def list_orders() -> Response | str:
    """List the shop's orders; names and addresses only for who may see people."""
    shop, database = own_shop(), get_context().database
    sees_people = may(g.person, Action.SEE_PEOPLE, shop.shop_id)
    sought, before = request.args.get("find", "").strip()[:254], request.args.get("before", "")[:40]
    items = database.read(find_orders, shop.shop_id, sought, before, MOST_ON_A_PAGE + 1, sees_people)
    page = items[:MOST_ON_A_PAGE]
    return render_template(
        "desk/orders/list.html",
        shop=shop,
        items=page,
        sought=sought,
        before=before,
        older=page[-1].order_id if len(items) > MOST_ON_A_PAGE else "",
        sees_people=sees_people,
        may_import=may(g.person, Action.BRING_ORDERS, shop.shop_id),
        name=str if sees_people else mask_name,
        email=str if sees_people else mask_email,
        day=write_iso_day,
    )
