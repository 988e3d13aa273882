"""The print file of a batch of shipments, drawn when it is asked for: the same batch gives the same bytes."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO

from flask import Response, request

from sendback.database.model import Tx
from sendback.delivery.batch_store import Batch, find_batch
from sendback.delivery.documents import MIMETYPES
from sendback.delivery.enclosing import EnclosedPaper, Enclosing
from sendback.delivery.print_file import PrintWish, about_batch, lay_out_boxes, write_print_file
from sendback.delivery.shipping import Enclosed
from sendback.errors import Code, FieldError, Problem
from sendback.paper.dots import RESOLUTIONS
from sendback.paper.formats import MANY_PAGES
from sendback.paper.model import Form, PaperSize
from sendback.paper.sheets import SHEETS
from sendback.web.auth import get_api_shop
from sendback.web.context import get_context

_CHOICES: Mapping[str, Sequence[str]] = {
    "what": (Enclosed.LABEL, Enclosed.SLIP),
    "size": tuple(PaperSize),
    "dpi": tuple(map(str, RESOLUTIONS)),
    "sheet": tuple(SHEETS),
    "start": tuple(map(str, range(1, 100))),
}
_LONGEST_WAIT_SECONDS = 5
_turn = threading.Lock()


def show_print_file(batch_id: str, ending: str) -> Response:
    """Draw the papers of a batch in the order it was told in.

    `?what=label|slip&size=&dpi=203|300&sheet=&start=`. Problems not-found, invalid-fields, glyph-missing, status-conflict, busy.
    """
    shop, context = get_api_shop(), get_context()
    batch = context.database.read(find_batch, shop.shop_id, batch_id)
    if batch is None or ending not in MANY_PAGES:
        raise Problem(Code.NOT_FOUND, "There is no such print file; a batch is printed as PDF or ZPL.")
    what, wish = _read_what(), _read_wish(Form(ending))
    papers = context.database.read(_read_papers, Enclosing(context.vault, context.settings.base_url, shop), batch, what)
    if not papers:
        raise Problem(Code.NOT_FOUND, "Nothing of this batch is to be printed.")
    out = BytesIO()
    with _in_turn():
        about = about_batch(shop, batch.made_at.astimezone(shop.settings.zone).date())
        write_print_file(out, lay_out_boxes(papers, wish), about, wish)
    response = Response(out.getvalue(), mimetype=MIMETYPES[wish.form])
    response.headers["Content-Disposition"] = f'attachment; filename="shipments-{batch_id}.{ending}"'
    return response


def _read_papers(tx: Tx, enclosing: Enclosing, batch: Batch, what: Enclosed | None) -> Sequence[EnclosedPaper]:
    return [enclosing.read(tx, order_id, what or Enclosed(own)) for order_id, own in batch.prints]


def _read_what() -> Enclosed | None:
    """Read which paper is asked for instead of what each shipment said."""
    asked = _read("what", "")
    return Enclosed(asked) if asked else None


def _read_wish(form: Form) -> PrintWish:
    size = _read("size", "")
    return PrintWish(
        form=form,
        dpi=int(_read("dpi", str(RESOLUTIONS[0]))),
        size=PaperSize(size) if size else None,
        sheet=_read("sheet", ""),
        start=int(_read("start", "1")),
    )


def _read(name: str, unsaid: str) -> str:
    """Read one choice of the query, or refuse it by its name."""
    said = request.args.get(name)
    if said is None:
        return unsaid
    if said not in _CHOICES[name]:
        offered = "a number from 1" if name == "start" else ", ".join(_CHOICES[name])
        detail = f"Choose {offered}."
        raise Problem(Code.INVALID_FIELDS, detail, errors=[FieldError(name, "unknown", detail)])
    return said


@contextmanager
def _in_turn() -> Iterator[None]:
    """Draw one print file at a time: more would only make everybody wait, shoppers too."""
    if not _turn.acquire(timeout=_LONGEST_WAIT_SECONDS):
        raise Problem(Code.BUSY, "Another print file is being made. Try again in a moment.", retry_after_seconds=5)
    try:
        yield
    finally:
        _turn.release()
