"""One print file for many boxes, its pages in the order of the shipments."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import BinaryIO

from sendback.delivery.documents import lay_out_document, make_printable
from sendback.delivery.enclosing import EnclosedPaper
from sendback.delivery.links import Document
from sendback.delivery.print_wish import PrintWish, choose_size, refuse_wish
from sendback.delivery.shipping import Enclosed
from sendback.errors import Problem
from sendback.paper.documents import lay_out, say_about
from sendback.paper.dots import RESOLUTIONS, fit_to_dots
from sendback.paper.drawing import Page
from sendback.paper.formats import write_document
from sendback.paper.model import DocumentKind, Form
from sendback.paper.pdf import About, write_pdf_to
from sendback.paper.sheets import SheetLayout, StickerTooSmall, impose
from sendback.paper.zpl import write_zpl
from sendback.shops.model import Shop

CHUNK = 64
_NAMES = {Enclosed.LABEL: "return-label", Enclosed.SLIP: "order-slip"}


def lay_out_boxes(papers: Iterable[EnclosedPaper], wish: PrintWish) -> Iterator[Page]:
    """Lay the papers out one by one, so that ten thousand need no more room than one; Problem glyph-missing."""
    layout = wish.layout
    size = wish.size or (choose_size(layout) if layout else None)
    pages = (page for paper in papers for page in _lay_out(paper.resize(size) if size else paper)[0])
    return _impose(pages, layout) if layout else pages


def write_print_file(out: BinaryIO, pages: Iterable[Page], about: About, wish: PrintWish) -> None:
    """Write PDF, or ZPL for a label printer: the two forms whose files hold many pages."""
    if wish.form is Form.ZPL:
        for page in pages:
            out.write(write_zpl([page], wish.dpi))
    else:
        write_pdf_to(out, _fit(pages, wish.dpi), about)


def _fit(pages: Iterable[Page], dpi: int) -> Iterator[Page]:
    """Fit symbols to the print head, a chunk at a time; pages are laid out for the first resolution."""
    if dpi == RESOLUTIONS[0]:
        yield from pages
        return
    rest = iter(pages)
    while chunk := list(islice(rest, CHUNK)):
        yield from fit_to_dots(chunk, dpi)


def draw_one(enclosed: EnclosedPaper, wish: PrintWish) -> bytes:
    """Draw one paper as a file of its own, in any form."""
    pages, about = _lay_out(enclosed.resize(wish.size) if wish.size else enclosed)
    return write_document(pages, about, wish.form, wish.dpi)


def name_file(enclosed: EnclosedPaper, wish: PrintWish) -> str:
    """Name one paper's own file, the same each time."""
    return f"{_NAMES[enclosed.enclosed]}-{enclosed.paper.facts.rma}.{wish.form}"


def about_batch(shop: Shop, made_on: date) -> About:
    """Say what a print file is, the same each time it is written."""
    return About(f"{shop.name} {made_on.isoformat()}", shop.settings.default_language, made_on)


def _lay_out(enclosed: EnclosedPaper) -> tuple[list[Page], About]:
    """Lay out the label that a return would have, or the slip; Problem glyph-missing names the order."""
    paper = enclosed.paper
    try:
        if enclosed.enclosed is Enclosed.LABEL:
            return lay_out_document(paper, Document.LABEL)
        facts = make_printable(paper.facts)
    except Problem as problem:
        detail = f"Order {paper.facts.order_number}: {problem.detail}"
        raise Problem(problem.code, detail, key=problem.key, values=problem.values) from None
    kind = DocumentKind.OUTBOUND_SLIP
    return lay_out(kind, facts, paper.size, paper.words, paper.find_design(kind)), say_about(kind, facts, paper.words)


def _impose(pages: Iterator[Page], layout: SheetLayout) -> Iterator[Page]:
    """Fill one sheet after the other; only the first has stickers that are used up."""
    while chunk := list(islice(pages, layout.stickers - layout.start)):
        try:
            yield from impose(chunk, layout)
        except StickerTooSmall as fault:
            raise refuse_wish("sheet", str(fault)) from None
        layout = replace(layout, start=0)
