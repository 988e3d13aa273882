"""The print file of a batch of shipments, drawn when it is asked for: the same batch gives the same bytes."""

from collections.abc import Sequence
from io import BytesIO

from flask import Response

from sendback.database.model import Tx
from sendback.delivery.batch_store import Batch, find_batch
from sendback.delivery.documents import MIMETYPES
from sendback.delivery.enclosing import EnclosedPaper, Enclosing
from sendback.delivery.print_file import about_batch, lay_out_boxes, write_print_file
from sendback.delivery.shipping import Enclosed
from sendback.errors import Code, Problem
from sendback.paper.formats import MANY_PAGES
from sendback.paper.model import Form
from sendback.shops.scopes import Scope
from sendback.web.merchant_api.asking import Asked
from sendback.web.merchant_api.operation import Operation
from sendback.web.merchant_api.print_query import PrintQuery
from sendback.web.turns import in_turn


def show_print_file(asked: Asked[None, PrintQuery], batch_id: str, ending: str) -> Response:
    """Draw the papers of a batch, in the order in which its shipments were sent; `ending` is `pdf` or `zpl`."""
    shop, context = asked.shop, asked.context
    batch = context.database.read(find_batch, shop.shop_id, batch_id)
    if batch is None or ending not in MANY_PAGES:
        raise Problem(Code.NOT_FOUND, "There is no such print file; a batch is printed as PDF or ZPL.")
    what = Enclosed(asked.query.what) if asked.query.what else None
    wish = asked.query.as_wish(Form(ending))
    papers = context.database.read(_read_papers, Enclosing(context.vault, context.settings.base_url, shop), batch, what)
    if not papers:
        raise Problem(Code.NOT_FOUND, "Nothing of this batch is to be printed.")
    out = BytesIO()
    with in_turn():
        about = about_batch(shop, batch.made_at.astimezone(shop.settings.zone).date())
        write_print_file(out, lay_out_boxes(papers, wish), about, wish)
    response = Response(out.getvalue(), mimetype=MIMETYPES[wish.form])
    response.headers["Content-Disposition"] = f'attachment; filename="shipments-{batch_id}.{ending}"'
    return response


def _read_papers(tx: Tx, enclosing: Enclosing, batch: Batch, what: Enclosed | None) -> Sequence[EnclosedPaper]:
    return [enclosing.read(tx, order_id, what or Enclosed(own)) for order_id, own in batch.prints]


OPERATIONS = (
    Operation(
        "GET", "/shipments/{batch_id}.{ending}", "show_print_file", "Fetch a print file", show_print_file, Scope.LABELS_READ,
        "Shipments", query=PrintQuery, answers={200: "application/pdf, text/plain"},
        problems=(Code.NOT_FOUND, Code.GLYPH_MISSING, Code.STATUS_CONFLICT, Code.BUSY),
    ),
)  # fmt: skip
