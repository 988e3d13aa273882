"""The list of returns: filtered by the address, newest first, page by page from a place that never shifts."""

from flask import Response, render_template, request, url_for

from sendback.returns import store
from sendback.returns.model import Status
from sendback.returns.parcel_store import sum_saved
from sendback.returns.prepared_store import find_label_by_rma
from sendback.returns.rma import read_rma, show_rma
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.writing import STATES, write_moment
from sendback.web.going import see_other
from sendback.words.catalogue import words_for

MOST_ON_A_PAGE = 50
_ENGLISH = words_for("en")


@needs(Action.SEE_RETURNS)
def list_returns() -> Response | str:
    """List the shop's returns; a number typed into the search opens its return."""
    shop, database = own_shop(), get_context().database
    sought = request.args.get("find", "").strip()[:40]
    if (number := read_rma(sought)) and (found := database.read(store.find_return_by_rma, shop.shop_id, number)):
        return see_other(url_for("desk.show_return", return_id=found.return_id))
    if number and database.read(find_label_by_rma, shop.shop_id, number):  # scanned from a label in the box, not used yet
        return see_other(url_for("scanned.show", slug=shop.slug, rma=number))
    status = _read_status()
    before = request.args.get("before", "")[:40]
    items = database.read(store.list_returns, shop.shop_id, status, before, MOST_ON_A_PAGE + 1)
    page = items[:MOST_ON_A_PAGE]
    return render_template(
        "desk/list.html",
        shop=shop,
        items=page,
        states=STATES,
        status=status,
        sought=sought,
        saved=[_ENGLISH.money(minor, currency) for currency, minor in database.read(sum_saved, shop.shop_id)],
        before=before,
        older=page[-1].return_id if len(items) > MOST_ON_A_PAGE else "",
        show_rma=show_rma,
        moment=lambda at: write_moment(at, shop.settings.zone),
    )


def _read_status() -> Status | None:
    try:
        return Status(request.args.get("status", ""))
    except ValueError:
        return None
