"""The packing slip: what is in the box, for whoever opens it."""

from sendback.paper.documents import draw, lay_out
from sendback.paper.drawing import Page
from sendback.paper.model import DocumentKind, LabelFacts, PaperSize
from sendback.words.catalogue import Words


def draw_packing_slip(facts: LabelFacts, size: PaperSize, words: Words) -> bytes:
    """Draw the slip as a PDF of as many pages as the items need: the same values give the same bytes. Raises GlyphMissing."""
    return draw(DocumentKind.PACKING_SLIP, facts, size, words)


def lay_out_slip(facts: LabelFacts, size: PaperSize, words: Words) -> list[Page]:
    """Place everything on its pages; `facts` must have been made ready."""
    return lay_out(DocumentKind.PACKING_SLIP, facts, size, words)
