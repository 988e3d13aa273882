"""Exports at the desk: chosen by a form, or in the list by ticking or filtering; streamed as they are read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask import Response, g, render_template, request, stream_with_context

from sendback.reports.columns import list_columns
from sendback.reports.exporting import stream_rows, tell_export
from sendback.reports.formats import MIMETYPES, write_export
from sendback.reports.model import Export, Format, Table, Wanted
from sendback.returns.filters import Filter, Search
from sendback.shops.model import Shop
from sendback.shops.permissions import Action, may
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.deciding import own_name
from sendback.web.desk.filters import keep_filter, read_filter, read_sought
from sendback.web.desk.listing.choices import list_chips, list_choices
from sendback.web.desk.states import STATES

MOST_CHOSEN = 1000
OF_RETURNS = (Table.RETURNS, Table.LINES, Table.PARCELS)
"""What the list's returns can be exported as."""
TABLES: Mapping[Table, str] = {
    Table.RETURNS: "Returns",
    Table.LINES: "Lines of returns",
    Table.PARCELS: "Parcels",
    Table.ORDERS: "Orders",
    Table.WITHDRAWALS: "Withdrawals",
    Table.EVENTS: "Journal",
    Table.STOCK: "Stock",
    Table.STOCK_MOVES: "Moves of stock",
}
FORMATS: Mapping[Format, str] = {
    Format.CSV: "CSV",
    Format.XLSX: "Excel (XLSX)",
    Format.JSON: "JSON",
    Format.JSONL: "JSON lines",
}


@needs(Action.EXPORT, fresh=True)
def show_exports() -> Response | str:
    """Show what can be exported, and as what."""
    return _draw(own_shop())


@needs(Action.EXPORT, fresh=True)
def choose_export() -> Response | str:
    """Show the same for the returns that were ticked in the list, or with none ticked for all that it shows."""
    shop, selected, sought = own_shop(), _read_selected(), read_sought(request.form)
    if selected:
        many = f"{len(selected)} chosen {'return' if len(selected) == 1 else 'returns'}"
        return _draw(shop, many, [("selected", return_id) for return_id in selected])
    pairs = [(name, value) for name, value in keep_filter(request.args) if name != "sort"]
    said = _say_filter(shop, pairs, sought)
    return _draw(shop, said, [*pairs, *([("find", sought)] if sought else [])])


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


def _draw(shop: Shop, said: str = "", carried: Sequence[tuple[str, str]] = ()) -> str:
    """Draw the page; with something carried from the list, for that alone."""
    tables = {table: text for table, text in TABLES.items() if not carried or table in OF_RETURNS}
    return render_template(
        "desk/exports.html", shop=shop, tables=tables, formats=FORMATS, states=STATES, said=said, carried=carried
    )


def _say_filter(shop: Shop, pairs: list[tuple[str, str]], sought: str) -> str:
    """Say which returns the list shows, in the words of its own filters; nothing where it shows all."""
    texts = [text for text, _ in list_chips(pairs, get_context().database.read(list_choices, shop))]
    texts += [f"found for {sought}"] * bool(sought)
    return f"All returns that match: {', '.join(texts)}" if texts else ""


def _read_export(shop: Shop) -> Export:
    """Read the form; what is none of the choices is the first of them, and a filter that says nothing narrows nothing."""
    form = request.form
    table = next((table for table in Table if table == form.get("table")), Table.RETURNS)
    chosen = next((each for each in Format if each == form.get("format")), Format.CSV)
    export = Export(table, chosen, _read_wanted(shop, table), with_people="people" in form, is_raw="raw" in form)
    return replace(export, has_mark=not export.is_raw)


def _read_wanted(shop: Shop, table: Table) -> Wanted:
    """Read which rows: the ticked ones, or what the list shows; what any table can be narrowed by needs no list."""
    asked = read_filter(request.form, shop.settings.zone, get_context().clock())
    sought, selected = read_sought(request.form), _read_selected()
    wanted = Wanted(selected, asked.states, asked.created_from, asked.created_before)
    is_plain = asked == Filter(asked.states, created_from=wanted.since, created_before=wanted.until, sort=asked.sort)
    if selected or table not in OF_RETURNS or (is_plain and not sought):
        return wanted
    return replace(wanted, listed=asked, search=Search(sought, may(g.person, Action.SEE_PEOPLE, shop.shop_id)))


def _read_selected() -> tuple[str, ...]:
    ticked = [text[:40].replace("\0", "") for text in request.form.getlist("selected")]
    return tuple(dict.fromkeys(ticked))[:MOST_CHOSEN]
