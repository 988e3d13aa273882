"""What a phone sees that scans the code on a label: staff their return, everybody else nothing about anybody."""

from flask import Blueprint, Response, g, render_template, url_for

from sendback.database.model import Database
from sendback.errors import Code, Problem
from sendback.orders.store import get_order
from sendback.returns.prepared_store import find_label_by_rma
from sendback.returns.rma import read_rma, show_rma
from sendback.returns.store import find_return_by_rma
from sendback.shops import store
from sendback.shops.model import Shop
from sendback.shops.sign_in import Person
from sendback.web.auth import get_person
from sendback.web.context import get_context, pick_language
from sendback.web.going import see_other

door = Blueprint("scanned", __name__)


@door.get("/Q/<slug>/<rma>")
@door.get("/q/<slug>/<rma>")
def show(slug: str, rma: str) -> Response:
    """Open the desk's page for the shop's own people, or name the order whose box the label was for.

    Others learn only whose parcel it is, whatever the number.
    """
    database = get_context().database
    shop = database.read(store.get_shop_by_slug, slug)
    g.shop_slug = shop.slug
    person = _find_person()
    if person is not None and person.shop_id == shop.shop_id:
        return _show_people(database, shop, read_rma(rma) or "")
    settings = shop.settings
    words = settings.words(pick_language(None, settings.languages, settings.default_language))
    return Response(render_template("status/scanned.html", shop=shop, words=words), mimetype="text/html")


def _show_people(database: Database, shop: Shop, rma: str) -> Response:
    item = database.read(find_return_by_rma, shop.shop_id, rma)
    if item is not None:
        return see_other(url_for("desk.show_return", return_id=item.return_id))
    label = database.read(find_label_by_rma, shop.shop_id, rma)
    if label is None:
        raise Problem(Code.NOT_FOUND, "There is no return with this number.")
    order = database.read(get_order, shop.shop_id, label.order_id)
    return Response(render_template("status/unused.html", shop=shop, order=order, rma=show_rma(rma)), mimetype="text/html")


def _find_person() -> Person | None:
    try:
        return get_person()
    except Problem:
        return None
