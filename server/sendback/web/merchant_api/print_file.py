"""The print file of a batch of shipments, drawn when it is asked for: the same batch gives the same bytes."""

from collections.abc import Sequence

from flask import Response, request

from sendback.database.model import Tx
from sendback.delivery.batch_store import Batch, find_batch
from sendback.delivery.enclosing import Enclosing
from sendback.delivery.facts import Paper
from sendback.delivery.print_file import about_batch, lay_out_enclosed
from sendback.delivery.shipping import Enclosed
from sendback.errors import Code, FieldError, Problem
from sendback.paper.pdf import write_pdf
from sendback.web.auth import get_api_shop
from sendback.web.context import get_context


def show_print_file(batch_id: str, ending: str) -> Response:
    """Draw the papers of a batch in the order it was told in; Problem not-found, invalid-fields, glyph-missing."""
    shop, context = get_api_shop(), get_context()
    enclosing = Enclosing(context.vault, context.settings.base_url, shop)
    batch = context.database.read(find_batch, shop.shop_id, batch_id)
    if batch is None or ending != "pdf":
        raise Problem(Code.NOT_FOUND, "There is no such batch of shipments.")
    papers = context.database.read(_read_papers, enclosing, batch, _read_what())
    if not papers:
        raise Problem(Code.NOT_FOUND, "Nothing of this batch is to be printed.")
    pages = list(lay_out_enclosed(papers))
    body = write_pdf(pages, about_batch(shop, batch.made_at.astimezone(shop.settings.zone).date()))
    response = Response(body, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="shipments-{batch_id}.{ending}"'
    return response


def _read_what() -> Enclosed | None:
    """Read which paper is asked for instead of what each shipment said."""
    asked = request.args.get("what")
    if asked is None:
        return None
    if asked not in (Enclosed.LABEL, Enclosed.SLIP):
        error = FieldError("what", "unknown", "Choose one of label, slip.")
        raise Problem(Code.INVALID_FIELDS, "Ask for labels or for slips.", errors=[error])
    return Enclosed(asked)


def _read_papers(tx: Tx, enclosing: Enclosing, batch: Batch, what: Enclosed | None) -> Sequence[Paper]:
    return [enclosing.read(tx, order_id, what or Enclosed(own)) for order_id, own in batch.prints]
