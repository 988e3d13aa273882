"""The paper of a return: the carrier's label where one was bought, else drawn from its row each time, always the same bytes."""

from dataclasses import dataclass

from sendback.database.model import Database
from sendback.delivery.facts import Paper, read_paper
from sendback.delivery.links import Document
from sendback.errors import Code, Problem
from sendback.paper.label import draw_label
from sendback.paper.missing import GlyphMissing
from sendback.paper.slip import draw_packing_slip

_DRAW = {Document.LABEL: draw_label, Document.SLIP: draw_packing_slip}
_NAMES = {Document.LABEL: "return-label", Document.SLIP: "packing-slip"}
_PDF = "application/pdf"
_MIMETYPES = {"pdf": _PDF, "png": "image/png", "zpl": "application/octet-stream"}
"""What carriers give labels as; a printer's own language has no registered type."""


@dataclass(frozen=True, slots=True)
class DrawnDocument:
    """A document and the name it is saved under: made of the RMA number only, so that it needs no quoting anywhere."""

    name: str
    body: bytes
    mimetype: str = _PDF


def get_document(
    database: Database, base_url: str, shop_id: str, return_id: str, document: Document, parcel: int = 1
) -> DrawnDocument:
    """Read a return and give the paper of one of its boxes; Problem not-found, link-expired or glyph-missing."""
    return draw_document(database.read(read_paper, base_url, shop_id, return_id, parcel), document)


def draw_document(paper: Paper, document: Document) -> DrawnDocument:
    """Give one paper of a box; Problem glyph-missing where no font has a character."""
    name = f"{_NAMES[document]}-{paper.facts.rma}"
    if document is Document.LABEL and paper.carrier_label:
        form, body = paper.carrier_label
        return DrawnDocument(f"{name}.{form}", body, _MIMETYPES[form])
    try:
        pdf = _DRAW[document](paper.facts, paper.size, paper.words)
    except GlyphMissing as missing:
        signs = " ".join(missing.characters)
        detail = f"These characters cannot be printed: {signs}"
        raise Problem(Code.GLYPH_MISSING, detail, values={"characters": signs}) from None
    return DrawnDocument(f"{name}.pdf", pdf)
