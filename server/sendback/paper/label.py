"""The return label."""

from sendback.paper.documents import draw, lay_out
from sendback.paper.drawing import Page
from sendback.paper.model import DocumentKind, LabelFacts, PaperSize
from sendback.words.catalogue import Words


def draw_label(facts: LabelFacts, size: PaperSize, words: Words) -> bytes:
    """Draw the label as a PDF: the same facts, size and words give the same bytes. Raises GlyphMissing."""
    return draw(DocumentKind.LABEL, facts, size, words)


def lay_out_label(facts: LabelFacts, size: PaperSize, words: Words) -> Page:
    """Place everything on the page; `facts` must have been made ready."""
    return lay_out(DocumentKind.LABEL, facts, size, words)[0]
