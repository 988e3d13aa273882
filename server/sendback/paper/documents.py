"""Every kind of paper, from the facts to its pages and to a PDF."""

from collections.abc import Mapping
from types import MappingProxyType

from sendback.paper.design.builtin import get_design
from sendback.paper.design.composing import compose
from sendback.paper.design.model import Design
from sendback.paper.drawing import Page
from sendback.paper.missing import check_glyphs
from sendback.paper.model import DocumentKind, LabelFacts, PaperSize
from sendback.paper.pdf import About, write_pdf
from sendback.paper.ready import make_ready
from sendback.words.catalogue import Words

# What each document is called; the words are in the catalogue.
TITLES: Mapping[DocumentKind, str] = MappingProxyType(
    {
        DocumentKind.LABEL: "label.document",
        DocumentKind.PACKING_SLIP: "label.slip.document",
        DocumentKind.DELIVERY_NOTE: "label.note.document",
        DocumentKind.INSTRUCTIONS: "label.instructions.document",
        DocumentKind.OUTBOUND_SLIP: "label.outbound.document",
        DocumentKind.INVOICE: "label.invoice.document",
        DocumentKind.CUSTOMS: "label.customs.document",
    }
)


def lay_out(kind: DocumentKind, facts: LabelFacts, size: PaperSize, words: Words, design: Design | None = None) -> list[Page]:
    """Place everything on its pages, by the shop's own design or the built-in one; `facts` must have been made ready."""
    return compose(design or get_design(kind, size), facts, words)


def say_about(kind: DocumentKind, facts: LabelFacts, words: Words) -> About:
    """Say what a file is called, in which language it speaks, and of which day it is."""
    title = words(TITLES[kind], rma=facts.rma_shown, order=facts.order_number)
    return About(title, facts.language, facts.made_on)


def draw(kind: DocumentKind, facts: LabelFacts, size: PaperSize, words: Words, design: Design | None = None) -> bytes:
    """Draw a document as a PDF: the same facts, size, words and design give the same bytes. Raises GlyphMissing."""
    ready = make_ready(facts)
    check_glyphs(ready)
    return write_pdf(lay_out(kind, ready, size, words, design), say_about(kind, ready, words))
