"""Files of orders: the list of them, and taking one in."""

import tempfile
from pathlib import Path

from flask import Response, g, render_template, request, url_for
from werkzeug.datastructures import FileStorage

from sendback.database.model import Tx
from sendback.delivery.order_imports import queue_import
from sendback.errors import Code, Problem
from sendback.orders.intake import store
from sendback.orders.intake.deciding import check, read_sample
from sendback.orders.intake.model import MOST_FILE_BYTES, MOST_ROWS
from sendback.orders.intake.receiving import receive_file
from sendback.orders.intake.suggesting import list_open
from sendback.orders.intake.workbook import Unreadable
from sendback.shops.actors import name_actors
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.shops.text import clean_line
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.orders.writing import FORMS, STAGES
from sendback.web.going import see_other
from sendback.web.moments import write_moment
from sendback.web.paging import cut_page

MOST_ON_A_PAGE = 30
_FORM_AROUND = 64 * 1024


@needs(Action.BRING_ORDERS)
def list_imports() -> Response | str:
    """List the shop's imports under the form that takes a file."""
    return _draw(own_shop())


@needs(Action.BRING_ORDERS)
def take_file() -> Response | str:
    """Take a file in and go on to what is to be said of it, or to its preview."""
    shop = own_shop()
    if (request.content_length or 0) > MOST_FILE_BYTES + _FORM_AROUND:  # said before a byte of it is read
        raise _too_large()
    chosen = request.files.get("file")
    if chosen is None or not chosen.filename:
        return _refuse(shop, "Choose a file first.")
    try:
        import_id = _receive(shop, chosen)
    except Unreadable as fault:
        return _refuse(shop, str(fault))
    get_context().database.write(_begin, shop.shop_id, import_id)
    return see_other(url_for("desk.orders.show_import", import_id=import_id))


def allow_file() -> None:
    """Let the one request that brings a file be as large as a file; before anything else of it is looked at."""
    if request.endpoint == "desk.orders.take_file":
        request.max_content_length = MOST_FILE_BYTES + _FORM_AROUND
        request.max_form_memory_size = 4 * _FORM_AROUND  # its parser counts what it has read ahead, of the file too


def _receive(shop: Shop, chosen: FileStorage) -> str:
    context = get_context()
    with tempfile.NamedTemporaryFile(prefix="sendback-orders-") as kept:
        chosen.save(kept)
        chosen.close()
        kept.flush()
        if kept.tell() > MOST_FILE_BYTES:
            raise _too_large()
        name = clean_line(chosen.filename or "")[-120:]
        return receive_file(context.database, shop.shop_id, Path(kept.name), name, g.person.actor, context.clock())


def _begin(tx: Tx, shop_id: str, import_id: str) -> None:
    """Have a file checked at once where nothing has to be said of it."""
    item, now = store.find_import(tx, shop_id, import_id), get_context().clock()
    if item is not None and (not item.is_table or not list_open(item.columns, read_sample(tx, shop_id, item))):
        check(tx, shop_id, item, now)
        queue_import(tx, shop_id, import_id, now)


def _refuse(shop: Shop, sentence: str) -> Response:
    return Response(_draw(shop, sentence), 422)


def _draw(shop: Shop, problem: str = "") -> str:
    database, before = get_context().database, request.args.get("before", "")[:40]
    items = database.read(store.list_imports, shop.shop_id, before, MOST_ON_A_PAGE + 1)
    page, older = cut_page(items, MOST_ON_A_PAGE, lambda item: item.import_id)
    return render_template(
        "desk/orders/imports.html",
        shop=shop,
        problem=problem,
        items=page,
        names=database.read(name_actors, shop.shop_id, {item.made_by for item in page}),
        older=older,
        before=before,
        stages=STAGES,
        forms=FORMS,
        most_rows=MOST_ROWS,
        most_megabytes=MOST_FILE_BYTES // 1024 // 1024,
        moment=lambda at: write_moment(at, shop.settings.zone),
    )


def _too_large() -> Problem:
    return Problem(Code.TOO_LARGE, f"A file may have {MOST_FILE_BYTES // 1024 // 1024} MB. Divide it, or send orders by API.")
