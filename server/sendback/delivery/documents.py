"""The paper of a return, drawn from its row each time: nothing is stored, and the same return gives the same bytes."""

from dataclasses import dataclass

from sendback.database.model import Database
from sendback.delivery.facts import Paper, read_paper
from sendback.delivery.links import Document
from sendback.errors import Code, Problem
from sendback.paper.dots import RESOLUTIONS
from sendback.paper.drawing import Page
from sendback.paper.formats import MANY_PAGES, write_document
from sendback.paper.label import lay_out_label
from sendback.paper.missing import GlyphMissing, check_glyphs
from sendback.paper.model import Form, LabelFacts
from sendback.paper.pdf import About
from sendback.paper.raster import PageTooLarge
from sendback.paper.ready import make_ready
from sendback.paper.slip import lay_out_slip

_NAMES = {Document.LABEL: "return-label", Document.SLIP: "packing-slip"}
_TITLES = {Document.LABEL: "label.document", Document.SLIP: "label.slip.document"}
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
    database: Database, base_url: str, shop_id: str, return_id: str, document: Document, wanted: Wanted = AS_PDF
) -> DrawnDocument:
    """Read a return and draw its paper; Problem not-found, link-expired, glyph-missing or too-large."""
    paper = database.read(read_paper, base_url, shop_id, return_id)
    return draw_document(paper, document, wanted.form, wanted.dpi, bits=wanted.bits, page=wanted.page)


def draw_document(
    paper: Paper, document: Document, form: Form = Form.PDF, dpi: int = RESOLUTIONS[0], *, bits: int = 1, page: int | None = None
) -> DrawnDocument:
    """Draw one paper of a return; Problem glyph-missing, too-large, or not-found for a page there is not.

    `page` counts from 1. Without it PDF and ZPL hold all pages, and the pictures show the first.
    """
    pages, about = lay_out_document(paper, document)
    if page is not None and not 1 <= page <= len(pages):
        raise Problem(Code.NOT_FOUND, f"This document has no page {page}.")
    chosen = pages if page is None and form in MANY_PAGES else pages[(page or 1) - 1 :][:1]
    try:
        body = write_document(chosen, about, form, dpi, bits)
    except PageTooLarge:
        raise Problem(Code.TOO_LARGE, "This page is too large to be drawn as dots.") from None
    place = f"-{page}" if page and len(pages) > 1 else ""
    return DrawnDocument(f"{_NAMES[document]}-{paper.facts.rma}{place}.{form}", body, MIMETYPES[form])


def lay_out_document(paper: Paper, document: Document) -> tuple[list[Page], About]:
    """Lay one paper of a return out, and say what its file says of itself; Problem glyph-missing."""
    facts = make_printable(paper.facts)
    about = About(paper.words(_TITLES[document], rma=facts.rma_shown), facts.language, facts.made_on)
    if document is Document.SLIP:
        return lay_out_slip(facts, paper.size, paper.words), about
    return [lay_out_label(facts, paper.size, paper.words)], about


def make_printable(facts: LabelFacts) -> LabelFacts:
    """Clean what a paper says for print; Problem glyph-missing where no font has a character."""
    ready = make_ready(facts)
    try:
        check_glyphs(ready)
    except GlyphMissing as missing:
        signs = " ".join(missing.characters)
        raise Problem(Code.GLYPH_MISSING, f"These characters cannot be printed: {signs}", values={"characters": signs}) from None
    return ready
