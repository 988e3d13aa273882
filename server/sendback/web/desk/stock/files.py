"""Stock as files: levels and moves out, a count in, seen before it is taken."""

from flask import Response, g, render_template, request, stream_with_context

from sendback.database.ids import new_id
from sendback.errors import Code, Problem
from sendback.receiving.stock.count_file import COLUMNS, MOST_BYTES, MOST_ROWS, CountFile, decode, read_count
from sendback.receiving.stock.importing import preview_count
from sendback.reports.columns import list_columns
from sendback.reports.exporting import stream_rows
from sendback.reports.formats import MIMETYPES, write_export
from sendback.reports.model import Export, Table
from sendback.shops.model import Shop
from sendback.shops.permissions import Action, may
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.stock.saying import CONDITIONS, say_signed
from sendback.web.moments import write_moment

_FORM_AROUND = 64 * 1024
_MOST_SHOWN = 200


def allow_file() -> None:
    """Let the requests that bring a file be as large as a file, the second time as a text in a form."""
    if request.endpoint in ("desk.stock.preview_file", "desk.stock.take_file"):
        request.max_content_length = request.max_form_memory_size = 4 * MOST_BYTES + _FORM_AROUND


@needs(Action.SEE_STOCK)
def show_files() -> Response | str:
    """Show what can be fetched, and where a count is brought."""
    return draw_files(own_shop())


@needs(Action.CHANGE_STOCK)
def preview_file() -> Response | str:
    """Show what a file would change and what is wrong with it; nothing is changed."""
    shop, chosen = own_shop(), request.files.get("file")
    if chosen is None or not chosen.filename:
        return Response(draw_files(shop, Problem(Code.INVALID_FIELDS, "Choose a file first.")), 422)
    body = chosen.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        return Response(draw_files(shop, Problem(Code.TOO_LARGE, "A file may have 1 MB. Divide it.")), 413)
    text = decode(body).replace("\0", "")
    try:
        file = read_count(text)
    except Problem as problem:
        return Response(draw_files(shop, problem), 422)
    return draw_preview(shop, file, text)


@needs(Action.SEE_STOCK)
def download_levels() -> Response | str:
    """Send all levels; what comes out goes in again as a count."""
    return _send(own_shop(), Table.STOCK, "stock")


@needs(Action.SEE_STOCK)
def download_moves() -> Response | str:
    """Send all moves."""
    return _send(own_shop(), Table.STOCK_MOVES, "stock-moves")


def draw_files(shop: Shop, problem: Problem | None = None) -> str:
    """Draw the page of files."""
    return render_template(
        "desk/stock/files.html",
        shop=shop,
        problem=problem,
        may_change=may(g.person, Action.CHANGE_STOCK, shop.shop_id),
        columns=COLUMNS,
        most_rows=MOST_ROWS,
        taken=request.args.get("taken", ""),
    )


def draw_preview(shop: Shop, file: CountFile, text: str) -> str:
    """Draw what taking a file in would do; the page carries the file, so that nothing of it is kept before."""
    preview = get_context().database.read(preview_count, shop.shop_id, file)
    return render_template(
        "desk/stock/preview.html",
        shop=shop,
        preview=preview,
        shown=preview.changes[:_MOST_SHOWN],
        bad=preview.bad[:_MOST_SHOWN],
        text=text,
        once=new_id(),
        conditions=CONDITIONS,
        signed=say_signed,
        before=write_moment(preview.taken_at, shop.settings.zone) if preview.taken_at else "",
    )


def _send(shop: Shop, table: Table, name: str) -> Response:
    context, export = get_context(), Export(table, has_mark=True)
    pieces = write_export(export, list_columns(table, False), stream_rows(context.database, shop, export))
    response = Response(stream_with_context(pieces), mimetype=MIMETYPES[export.format])
    day = context.clock().astimezone(shop.settings.zone).date()
    response.headers["Content-Disposition"] = f'attachment; filename="{shop.slug}-{name}-{day}.csv"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
