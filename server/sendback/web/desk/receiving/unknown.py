"""The boxes that nobody knows, and whose they turn out to be."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask import Response, g, render_template, request, url_for

from sendback.database.model import Tx
from sendback.errors import Code, Problem, refuse_field
from sendback.orders.normalize import norm_order
from sendback.orders.store import find_order
from sendback.receiving import mystery, undoing
from sendback.receiving.model import By, Receipt
from sendback.receiving.photo_store import list_photos_of
from sendback.receiving.receipt_store import list_unknown
from sendback.returns.order_store import list_returns_of_order
from sendback.returns.rma import read_rma, show_rma
from sendback.returns.store import find_return_by_rma
from sendback.shops.actors import name_actors
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.shops.text import clean_line
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.deciding import own_name
from sendback.web.desk.photos import Shown
from sendback.web.going import see_other
from sendback.web.moments import write_moment
from sendback.web.problems import STATUS

_SHOWN_HERE = (Code.INVALID_FIELDS, Code.STATUS_CONFLICT)


@needs(Action.RECEIVE)
def list_boxes() -> Response | str:
    """List the boxes that nobody knows, the oldest first."""
    return _draw(own_shop())


@needs(Action.RECEIVE)
def join(receipt_id: str) -> Response | str:
    """Say whose box it is, by its RMA number or its order's."""
    shop, by, typed = own_shop(), By(own_name(), get_context().clock()), request.form.get("number", "")

    def work(tx: Tx, now: datetime) -> str:
        return_id = find_meant(tx, shop.shop_id, typed)
        mystery.join_unknown(tx, shop, receipt_id, return_id, by, now)
        return return_id

    try:
        return_id = get_context().database.write(work, get_context().clock())
    except Problem as problem:
        if problem.code not in _SHOWN_HERE:
            raise
        return _draw(shop, problem, receipt_id)
    return see_other(url_for("desk.show_return", return_id=return_id, done="received"))


@needs(Action.RECEIVE)
def undo(receipt_id: str) -> Response | str:
    """Take back that a box is here: what was scanned was none."""
    shop, context = own_shop(), get_context()
    by = By(own_name(), context.clock())

    def work(tx: Tx, now: datetime) -> None:
        if not mystery.get_receipt(tx, shop.shop_id, receipt_id).is_unknown:
            raise Problem(Code.STATUS_CONFLICT, "Whose box this is was said meanwhile. Take it back on its return.")
        undoing.take_back(tx, shop, receipt_id, by, now)

    try:
        context.database.write(work, context.clock())
    except Problem as problem:
        if problem.code not in _SHOWN_HERE:
            raise
        return _draw(shop, problem, receipt_id)
    return see_other(url_for("desk.receiving.list_unknown", done="back"))


def find_meant(tx: Tx, shop_id: str, typed: str) -> str:
    """Find the return that a typed number means; Problem invalid-fields (field `number`) where it means none, or several."""
    rma = read_rma(typed)
    item = find_return_by_rma(tx, shop_id, rma) if rma else None
    if item is not None:
        return item.return_id
    order = find_order(tx, shop_id, norm_order(typed)) if typed.strip() else None
    found = list_returns_of_order(tx, shop_id, order.order_id, 6) if order else ()
    if len(found) == 1:
        return found[0].return_id
    if found:
        numbers = ", ".join(show_rma(each.rma) for each in found)
        raise refuse_field("number", "unknown", f"This order has several returns: {numbers}. Type the number of one.")
    raise refuse_field("number", "unknown", "There is no return of this number.")


def _draw(shop: Shop, problem: Problem | None = None, stuck_id: str = "") -> Response:
    boxes = get_context().database.read(_read, shop)
    html = render_template(
        "desk/receiving/unknown.html",
        shop=shop,
        boxes=boxes,
        problem=problem,
        stuck_id=stuck_id,
        typed=request.form.get("number", ""),
        done=request.args.get("done", ""),
    )
    if problem is not None:
        g.problem_code = problem.code.value
    return Response(html, STATUS[problem.code] if problem else 200, mimetype="text/html")


def _read(tx: Tx, shop: Shop) -> Sequence[Mapping[str, Any]]:
    receipts = list_unknown(tx, shop.shop_id, 100)
    names = name_actors(tx, shop.shop_id, {receipt.made_by for receipt in receipts})
    return [_tell(tx, shop, receipt, names) for receipt in receipts]


def _tell(tx: Tx, shop: Shop, receipt: Receipt, names: Mapping[str, str]) -> Mapping[str, Any]:
    links, photos = get_context().links, list_photos_of(tx, shop.shop_id, receipt.receipt_id)
    ids = [(shop.shop_id, photo.photo_id) for photo in photos]
    return {
        "id": receipt.receipt_id,
        "code": clean_line(receipt.code),
        "by": names[receipt.made_by],
        "at": write_moment(receipt.seen_at, shop.settings.zone),
        "iso": receipt.seen_at.isoformat(),
        "weight": receipt.weight_g,
        "note": receipt.note,
        "photos": [
            Shown(links.photo_url(*pair), links.photo_url(*pair, "small"), f"Photo {place} from the dock")
            for place, pair in enumerate(ids, 1)
        ],
    }
