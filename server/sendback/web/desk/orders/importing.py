"""One import from its columns to its end: each stage has its page, under one address."""

from typing import Any

from flask import Response, g, jsonify, render_template, request, url_for

from sendback.database.model import Database
from sendback.errors import Code, Problem
from sendback.orders.intake import store
from sendback.orders.intake.deciding import UNDO_LIFE, read_sample
from sendback.orders.intake.fields import LABELS
from sendback.orders.intake.gathering import gather
from sendback.orders.intake.outcome_store import find_met, list_met
from sendback.orders.intake.recognising import TITLES
from sendback.orders.intake.rows_store import list_faults
from sendback.orders.intake.stages import WORKING, Import, Stage
from sendback.orders.model import Order
from sendback.orders.normalize import norm_order
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.orders.columns import draw_columns
from sendback.web.desk.orders.writing import STAGES
from sendback.web.moments import write_day, write_moment
from sendback.words.catalogue import words_for

_FIRST_ORDERS, _FIRST_LINES, _FIRST_FAULTS, _FIRST_KEPT = 5, 6, 50, 100
_STUCK_SECONDS = 120
_ENGLISH = words_for("en")


def get_import(shop: Shop, import_id: str) -> Import:
    """Return an import of this shop; Problem not-found for any other."""
    item = get_context().database.read(store.find_import, shop.shop_id, import_id)
    if item is None:
        raise Problem(Code.NOT_FOUND, "There is no such import in this shop.")
    return item


@needs(Action.BRING_ORDERS)
def show_import(import_id: str) -> Response | str:
    """Show where an import stands; as JSON, only how far it is."""
    shop = own_shop()
    item = get_import(shop, import_id)
    if request.accept_mimetypes.best == "application/json":
        return jsonify(stage=item.stage.value, row=item.last_row, rows=item.row_count)
    if item.is_table and (item.stage is Stage.UPLOADED or (item.stage is Stage.CHECKED and "columns" in request.args)):
        return draw_columns(shop, item)
    return draw_import(shop, item)


def draw_import(shop: Shop, item: Import, problem: Problem | None = None) -> str:
    """Draw the page of an import's stage: its progress, its preview, or what came of it."""
    context = get_context()
    database, now = context.database, context.clock()
    facts: dict[str, Any] = {}
    if item.stage in WORKING:
        page = "progress"
        facts["is_stuck"] = (now - item.moved_at).total_seconds() > _STUCK_SECONDS
    elif item.stage is Stage.CHECKED:
        page = "preview"
        facts["orders"] = _list_first(database, shop, item)
    else:
        page = "result"
        facts["may_undo"] = item.stage is Stage.DONE and item.saved_count and now - item.made_at <= UNDO_LIFE
        facts["undo_until"] = write_day((item.made_at + UNDO_LIFE).astimezone(shop.settings.zone))
        facts["kept"] = database.read(list_met, shop.shop_id, item.import_id, "kept", _FIRST_KEPT)
    return render_template(
        f"desk/orders/{page}.html",
        shop=shop,
        item=item,
        problem=problem,
        stage=STAGES[item.stage],
        shape=TITLES.get(item.columns.shape, "") if item.columns else "",
        faults=database.read(list_faults, shop.shop_id, item.import_id, _FIRST_FAULTS),
        labels=LABELS,
        made_at=write_moment(item.made_at, shop.settings.zone),
        **facts,
    )


def _list_first(database: Database, shop: Shop, item: Import) -> list[dict[str, Any]]:
    """List the first orders as they would be, each with what it is to us."""
    shown: list[dict[str, Any]] = []
    for group in gather(database.read(read_sample, shop.shop_id, item), item.columns, item.made_at):
        if group.order is not None:
            met = database.read(find_met, shop.shop_id, item.import_id, norm_order(group.order.number))
            shown.append({**_describe(group.order), "met": met})
        if len(shown) == _FIRST_ORDERS:
            break
    return shown


def _describe(order: Order) -> dict[str, Any]:
    prices = [_write_price(line.unit_price_minor, order.currency) for line in order.lines]
    lines = list(zip(order.lines, prices, strict=True))[:_FIRST_LINES]
    on = write_day(order.ordered_on) if order.ordered_on else ""
    return {"order": order, "lines": lines, "more": len(order.lines) - len(lines), "on": on}


def _write_price(minor: int | None, currency: str | None) -> str:
    """Write a price, where the file names no currency as a bare amount."""
    if minor is None:
        return ""
    return _ENGLISH.money(minor, currency) if currency else f"{minor / 100:.2f}"


def address_of(item: Import) -> str:
    """Give the address of an import's page."""
    return url_for("desk.orders.show_import", import_id=item.import_id)


def actor() -> str:
    """Name who does it, as the journal does."""
    return str(g.person.actor)
