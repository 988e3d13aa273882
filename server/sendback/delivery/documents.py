"""The paper of a return, drawn from its row each time: nothing is stored, and the same return gives the same bytes."""

from dataclasses import dataclass

from sendback.database.model import Database
from sendback.delivery.facts import Paper, read_paper
from sendback.delivery.links import Document
from sendback.errors import Code, Problem
from sendback.paper.documents import draw
from sendback.paper.missing import GlyphMissing
from sendback.paper.model import DocumentKind

_KINDS = {Document.LABEL: DocumentKind.LABEL, Document.SLIP: DocumentKind.PACKING_SLIP}
_NAMES = {Document.LABEL: "return-label", Document.SLIP: "packing-slip"}


@dataclass(frozen=True, slots=True)
class DrawnDocument:
    """A PDF and the name it is saved under: made of the RMA number only, so that it needs no quoting anywhere."""

    name: str
    pdf: bytes


def get_document(database: Database, base_url: str, shop_id: str, return_id: str, document: Document) -> DrawnDocument:
    """Read a return and draw its paper; Problem not-found, link-expired or glyph-missing."""
    return draw_document(database.read(read_paper, base_url, shop_id, return_id), document)


def draw_document(paper: Paper, document: Document) -> DrawnDocument:
    """Draw one paper of a return, by the shop's own design if it has one; Problem glyph-missing where no font has a character."""
    kind = _KINDS[document]
    try:
        pdf = draw(kind, paper.facts, paper.size, paper.words, paper.find_design(kind))
    except GlyphMissing as missing:
        signs = " ".join(missing.characters)
        detail = f"These characters cannot be printed: {signs}"
        raise Problem(Code.GLYPH_MISSING, detail, values={"characters": signs}) from None
    return DrawnDocument(f"{_NAMES[document]}-{paper.facts.rma}.pdf", pdf)
