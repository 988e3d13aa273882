"""Naming a file's columns, on one screen: our field, their column, a few of its values."""

from collections.abc import Mapping

from flask import Response, render_template, request

from sendback.database.model import Tx
from sendback.delivery.order_imports import queue_import
from sendback.errors import Code, Problem
from sendback.orders.intake.deciding import explain, read_sample
from sendback.orders.intake.fields import FIELDS
from sendback.orders.intake.model import Columns
from sendback.orders.intake.shapes import PACKED
from sendback.orders.intake.stages import Import
from sendback.orders.intake.suggesting import Ask, list_columns, list_open, suggest
from sendback.shops.model import Shop
from sendback.web.context import get_context

_DAYS = {"day": True, "month": False}


def draw_columns(shop: Shop, item: Import, typed: Columns | None = None, problem: str = "") -> str:
    """Draw the form, filled with what is known or guessed."""
    rows = get_context().database.read(read_sample, shop.shop_id, item)
    columns = list_columns(item.header, rows)
    chosen = typed or item.columns or Columns(suggest(columns))
    asks = list_open(chosen, rows)
    return render_template(
        "desk/orders/columns.html",
        shop=shop,
        item=item,
        problem=problem,
        fields=FIELDS,
        columns=columns,
        samples={column.header: column.values for column in columns},
        chosen=chosen,
        packed=chosen.headers.get(PACKED, ()),
        asks_days=Ask.DAY_FIRST in asks or chosen.day_first is not None,
        asks_decimal=Ask.DECIMAL in asks or bool(chosen.decimal),
        is_guess=not (typed or item.columns),
    )


def read_columns(item: Import) -> Columns:
    """Read what the form says; a known export's fields that name several columns stay as they are unless changed."""
    known: Mapping[str, tuple[str, ...]] = item.columns.headers if item.columns else {}
    headers = {PACKED: known[PACKED]} if PACKED in known else {}
    for field in FIELDS:
        column = request.form.get(f"column.{field.name}", "")
        if column in item.header:
            before = known.get(field.name, ())
            headers[field.name] = before if before and before[0] == column else (column,)
    decimal = request.form.get("decimal", "")
    shape = item.columns.shape if item.columns and dict(item.columns.headers) == headers else ""
    return Columns(headers, shape, _DAYS.get(request.form.get("days", "")), decimal if decimal in (",", ".") else "")


def take_columns(shop: Shop, item: Import, actor: str) -> Response | None:
    """Remember what was said and have the file checked; give the form again where something is missing."""
    database, columns = get_context().database, read_columns(item)
    rows = database.read(read_sample, shop.shop_id, item)
    if asks := list_open(columns, rows):
        needed = ", ".join(field.label.lower() for field in FIELDS if field.is_needed and field.name not in columns.headers)
        sentence = f"Say which column holds: {needed}." if Ask.FIELDS in asks else "Say how days and amounts are to be read."
        return Response(draw_columns(shop, item, columns, sentence), 422)
    try:
        database.write(_explain, shop.shop_id, item, columns, actor)
    except Problem as problem:
        if problem.code is not Code.STATUS_CONFLICT:
            raise
    return None


def _explain(tx: Tx, shop_id: str, item: Import, columns: Columns, actor: str) -> None:
    now = get_context().clock()
    explain(tx, shop_id, item, columns, actor, now)
    queue_import(tx, shop_id, item.import_id, now)
