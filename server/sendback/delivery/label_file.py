"""The labels of many returns as one file, page after page in their order; carriers' labels as the carriers gave them."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from itertools import groupby

from sendback.database.model import Tx
from sendback.delivery.documents import find_carrier_label, lay_out_document
from sendback.delivery.facts import Paper, gather_paper
from sendback.delivery.links import Document
from sendback.errors import Code, Problem
from sendback.paper.joining import join_files
from sendback.paper.model import Form
from sendback.paper.pdf import About, write_pdf_to
from sendback.returns.model import PRINTABLE
from sendback.returns.parcel_store import list_parcels
from sendback.returns.rma import show_rma
from sendback.returns.store import find_return


def read_labels(tx: Tx, base_url: str, shop_id: str, return_ids: Sequence[str]) -> list[Paper]:
    """Gather every box's label; Problem status-conflict names a return that has none."""
    papers = []
    for return_id in return_ids:
        item = find_return(tx, shop_id, return_id)
        boxes = [box for box in list_parcels(tx, shop_id, return_id) if box.has_paper] if item else []
        if item is None or item.status not in PRINTABLE or not boxes:
            named = show_rma(item.rma) if item else "One of these"
            raise Problem(Code.STATUS_CONFLICT, f"{named} has no label to print. Untick it and try again.")
        papers += [gather_paper(tx, base_url, item, box.number) for box in boxes]
    return papers


def draw_labels(papers: Sequence[Paper], made_on: date) -> bytes:
    """Draw the labels as one PDF; Problem status-conflict for a carrier's label that is no PDF, glyph-missing."""
    about = About("Return labels", "en", made_on)
    files: list[bytes] = []
    for is_bought, some in groupby(papers, key=lambda paper: find_carrier_label(paper, Document.LABEL) is not None):
        together = list(some)
        files += [_take(paper) for paper in together] if is_bought else [_draw(together, about)]
    return join_files(files) if len(files) > 1 else files[0]


def _draw(papers: Sequence[Paper], about: About) -> bytes:
    out = BytesIO()
    write_pdf_to(out, (page for paper in papers for page in lay_out_document(paper, Document.LABEL)[0]), about)
    return out.getvalue()


def _take(paper: Paper) -> bytes:
    form, body = paper.carrier_label or ("", b"")
    if form != Form.PDF:
        rma = paper.facts.rma_shown
        raise Problem(Code.STATUS_CONFLICT, f"The carrier gave the label of {rma} as {form.upper()}. Print it from its return.")
    return body
