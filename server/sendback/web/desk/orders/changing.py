"""What people do to an import: name its columns, start it, let it go on, take it back."""

from collections.abc import Callable
from dataclasses import replace

from flask import Response, request

from sendback.database.model import Tx
from sendback.delivery.order_imports import queue_import
from sendback.errors import Code, Problem
from sendback.orders.intake.deciding import begin_import, begin_undo
from sendback.orders.intake.report import write_report
from sendback.orders.intake.rows_store import list_faults
from sendback.orders.intake.stages import WORKING, Import, Stage
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.orders.columns import take_columns
from sendback.web.desk.orders.importing import actor, address_of, draw_import, get_import
from sendback.web.going import see_other


@needs(Action.BRING_ORDERS)
def explain_columns(import_id: str) -> Response | str:
    """Take in what a file's columns say."""
    shop = own_shop()
    item = get_import(shop, import_id)
    if not item.is_table or item.stage not in (Stage.UPLOADED, Stage.CHECKED):
        return see_other(address_of(item))
    return take_columns(shop, _as_seen(item), actor()) or see_other(address_of(item))


@needs(Action.BRING_ORDERS)
def start_import(import_id: str) -> Response | str:
    """Have what the preview showed taken in; one that was seen before it changed is shown anew."""
    return _change(import_id, begin_import)


@needs(Action.BRING_ORDERS)
def undo_import(import_id: str) -> Response | str:
    """Have an import taken back."""
    return _change(import_id, lambda tx, shop_id, item, now: begin_undo(tx, shop_id, item, actor(), now))


@needs(Action.BRING_ORDERS)
def resume_import(import_id: str) -> Response | str:
    """Call a worker to an import that stands still."""
    shop, context = own_shop(), get_context()
    item = get_import(shop, import_id)
    if item.stage in WORKING:
        context.database.write(queue_import, shop.shop_id, item.import_id, context.clock())
    return see_other(address_of(item))


@needs(Action.BRING_ORDERS)
def download_report(import_id: str) -> Response | str:
    """Send the rows that were left out, as CSV that no spreadsheet takes for formulas."""
    shop = own_shop()
    item = get_import(shop, import_id)
    body = write_report(get_context().database.read(list_faults, shop.shop_id, item.import_id))
    headers = {"Content-Disposition": f'attachment; filename="left-out-{item.import_id}.csv"'}
    return Response(body, mimetype="text/csv", headers=headers)


def _change(import_id: str, change: Callable[..., None]) -> Response:
    shop, context = own_shop(), get_context()
    item = get_import(shop, import_id)

    def work(tx: Tx) -> None:
        now = context.clock()
        change(tx, shop.shop_id, _as_seen(item), now)
        queue_import(tx, shop.shop_id, item.import_id, now)

    try:
        context.database.write(work)
    except Problem as problem:
        if problem.code not in (Code.STATUS_CONFLICT, Code.INVALID_FIELDS):
            raise
        return Response(draw_import(shop, get_import(shop, import_id), problem), 409)
    return see_other(address_of(item))


def _as_seen(item: Import) -> Import:
    """Give the import as the page that was sent from showed it: what went on since is a refusal, not a surprise."""
    seen = request.form.get("turn", "")
    return replace(item, turn=int(seen) if seen.isdecimal() and len(seen) < 10 else -1)
