"""The paper of a return: the carrier's label where one was bought, else drawn from its row each time, always the same bytes."""

from dataclasses import dataclass, replace

from sendback.database.model import Database
from sendback.delivery.facts import Paper, read_paper
from sendback.delivery.links import Document
from sendback.errors import Code, Problem
from sendback.paper.documents import lay_out, say_about
from sendback.paper.dots import RESOLUTIONS
from sendback.paper.drawing import Page
from sendback.paper.formats import MANY_PAGES, write_document
from sendback.paper.missing import GlyphMissing, check_glyphs
from sendback.paper.model import DocumentKind, Form, LabelFacts
from sendback.paper.pdf import About
from sendback.paper.raster import PageTooLarge
from sendback.paper.ready import make_ready

_KINDS = {
    Document.LABEL: DocumentKind.LABEL,
    Document.SLIP: DocumentKind.PACKING_SLIP,
    Document.NOTE: DocumentKind.DELIVERY_NOTE,
    Document.INSTRUCTIONS: DocumentKind.INSTRUCTIONS,
    Document.INVOICE: DocumentKind.INVOICE,
    Document.CUSTOMS: DocumentKind.CUSTOMS,
}
_FOR_CUSTOMS = (Document.INVOICE, Document.CUSTOMS)
NAMES = {
    Document.LABEL: "return-label",
    Document.SLIP: "packing-slip",
    Document.NOTE: "delivery-note",
    Document.INSTRUCTIONS: "instructions",
    Document.INVOICE: "invoice",
    Document.CUSTOMS: "customs",
}
# ZPL has no registered type; it is text that the printer reads, and a browser that shows it runs nothing.
MIMETYPES = {
    Form.PDF: "application/pdf",
    Form.PNG: "image/png",
    Form.BMP: "image/bmp",
    Form.ZPL: "text/plain",
    Form.SVG: "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a document is asked for; `page` counts from 1, None for what the form holds."""

    form: Form = Form.PDF
    dpi: int = RESOLUTIONS[0]
    bits: int = 1
    page: int | None = None


AS_PDF = Wanted()


@dataclass(frozen=True, slots=True)
class DrawnDocument:
    """A file and the name it is saved under: made of the RMA number only, so that it needs no quoting anywhere."""

    name: str
    body: bytes
    mimetype: str


def get_document(
    database: Database,
    base_url: str,
    shop_id: str,
    return_id: str,
    document: Document,
    wanted: Wanted = AS_PDF,
    parcel: int = 1,
) -> DrawnDocument:
    """Read a return and draw the paper of one of its boxes; Problem not-found, link-expired, glyph-missing or too-large."""
    paper = database.read(read_paper, base_url, shop_id, return_id, parcel)
    return draw_document(paper, document, wanted.form, wanted.dpi, bits=wanted.bits, page=wanted.page)


def draw_document(
    paper: Paper, document: Document, form: Form = Form.PDF, dpi: int = RESOLUTIONS[0], *, bits: int = 1, page: int | None = None
) -> DrawnDocument:
    """Draw one paper of a box; Problem glyph-missing, too-large, or not-found for a page or a form there is not.

    `page` counts from 1. Without it PDF and ZPL hold all pages, and the pictures show the first.
    """
    if carrier_label := find_carrier_label(paper, document):
        return _give_as_it_came(paper, *carrier_label, form, page)
    pages, about = lay_out_document(paper, document)
    if page is not None and not 1 <= page <= len(pages):
        raise Problem(Code.NOT_FOUND, f"This document has no page {page}.")
    chosen = pages if page is None and form in MANY_PAGES else pages[(page or 1) - 1 :][:1]
    try:
        body = write_document(chosen, about, form, dpi, bits)
    except PageTooLarge:
        raise Problem(Code.TOO_LARGE, "This page is too large to be drawn as dots.") from None
    place = f"-{page}" if page and len(pages) > 1 else ""
    return DrawnDocument(f"{NAMES[document]}-{paper.facts.rma}{place}.{form}", body, MIMETYPES[form])


def find_carrier_label(paper: Paper, document: Document) -> tuple[Form, bytes] | None:
    """Find the label that a carrier sold, as (form, bytes), which takes the place of the shop's own."""
    if document is not Document.LABEL or paper.carrier_label is None:
        return None
    form, body = paper.carrier_label
    return Form(form), body


def _give_as_it_came(paper: Paper, given: Form, body: bytes, form: Form, page: int | None) -> DrawnDocument:
    """Give a carrier's label untouched, under its own ending: PDF is what a plain link says, and means whatever there is."""
    if form not in (Form.PDF, given) or (page or 1) > 1:
        raise Problem(Code.NOT_FOUND, f"The carrier gave this label as {given.upper()}, and in no other form.")
    return DrawnDocument(f"{NAMES[Document.LABEL]}-{paper.facts.rma}.{given}", body, MIMETYPES[given])


def lay_out_document(paper: Paper, document: Document) -> tuple[list[Page], About]:
    """Lay one paper of a return out, by the shop's own design if it has one, and say what its file says of itself."""
    hides_prices = paper.is_gift and document not in _FOR_CUSTOMS
    facts, kind = make_printable(without_prices(paper.facts) if hides_prices else paper.facts), _KINDS[document]
    pages = lay_out(kind, facts, paper.size, paper.words, paper.find_design(kind))
    return pages, say_about(kind, facts, paper.words)


def without_prices(facts: LabelFacts) -> LabelFacts:
    """Leave out what things cost, whatever a design would show."""
    return replace(facts, items=tuple(replace(item, price_minor=None) for item in facts.items))


def make_printable(facts: LabelFacts) -> LabelFacts:
    """Clean what a paper says for print; Problem glyph-missing where no font has a character."""
    ready = make_ready(facts)
    try:
        check_glyphs(ready)
    except GlyphMissing as missing:
        signs = " ".join(missing.characters)
        raise Problem(Code.GLYPH_MISSING, f"These characters cannot be printed: {signs}", values={"characters": signs}) from None
    return ready
