"""Exports at the desk: chosen by a form, or by the returns that were ticked in the list; streamed as they are read."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from flask import Response, render_template, request, stream_with_context

from sendback.reports.columns import list_columns
from sendback.reports.exporting import stream_rows, tell_export
from sendback.reports.formats import MIMETYPES, write_export
from sendback.reports.model import Export, Format, Table, Wanted
from sendback.returns.model import Status
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.deciding import own_name
from sendback.web.desk.writing import STATES

MOST_CHOSEN = 1000
TABLES: Mapping[Table, str] = {
    Table.RETURNS: "Returns",
    Table.LINES: "Lines of returns",
    Table.PARCELS: "Parcels",
    Table.ORDERS: "Orders",
    Table.WITHDRAWALS: "Withdrawals",
    Table.EVENTS: "Journal",
}
FORMATS: Mapping[Format, str] = {
    Format.CSV: "CSV",
    Format.XLSX: "Excel (XLSX)",
    Format.JSON: "JSON",
    Format.JSONL: "JSON lines",
}


@needs(Action.EXPORT)
def show_exports() -> Response | str:
    """Show what can be exported, and as what."""
    return _draw(own_shop())


@needs(Action.EXPORT)
def choose_export() -> Response | str:
    """Show the same for the returns that were ticked in the list."""
    return _draw(own_shop(), tuple(dict.fromkeys(text[:40] for text in request.form.getlist("return_id")))[:MOST_CHOSEN])


@needs(Action.EXPORT, fresh=True)
def send_export() -> Response | str:
    """Send an export as it is read; that it was taken stands in the journal first."""
    shop, context = own_shop(), get_context()
    export, now = _read_export(shop), context.clock()
    context.database.write(tell_export, shop.shop_id, export, own_name(), now)
    columns = list_columns(export.table, export.with_people)
    pieces = write_export(export, columns, stream_rows(context.database, shop, export))
    response = Response(stream_with_context(pieces), mimetype=MIMETYPES[export.format])
    name = f"{shop.slug}-{export.table}-{now.astimezone(shop.settings.zone):%Y-%m-%d}.{export.format}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _draw(shop: Shop, chosen: tuple[str, ...] = ()) -> str:
    tables = {table: text for table, text in TABLES.items() if not chosen or table not in (Table.ORDERS, Table.WITHDRAWALS)}
    return render_template("desk/exports.html", shop=shop, tables=tables, formats=FORMATS, states=STATES, chosen=chosen)


def _read_export(shop: Shop) -> Export:
    """Read the form; what is none of the choices is the first of them, and a day that is none narrows nothing."""
    form = request.form
    table = next((table for table in Table if table == form.get("table")), Table.RETURNS)
    chosen = next((each for each in Format if each == form.get("format")), Format.CSV)
    states = tuple(state for state in Status if state in form.getlist("status"))
    ids = tuple(text[:40].replace("\0", "") for text in form.getlist("return_id")[:MOST_CHOSEN])
    wanted = Wanted(ids, states, _begin(shop, form.get("from", "")), _begin(shop, form.get("to", ""), days=1))
    export = Export(table, chosen, wanted, with_people="people" in form, is_raw="raw" in form)
    return replace(export, has_mark=not export.is_raw)


def _begin(shop: Shop, text: str, days: int = 0) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(text) + timedelta(days=days), time(), shop.settings.zone)
    except (ValueError, OverflowError):
        return None
