"""A design printed with a specimen: the way of every document, so that what is seen is what is printed."""

from collections.abc import Sequence

from sendback.errors import Code, Problem
from sendback.paper.design.checking import check_design
from sendback.paper.design.model import Design
from sendback.paper.documents import lay_out, say_about
from sendback.paper.drawing import Page
from sendback.paper.missing import GlyphMissing, check_glyphs
from sendback.paper.model import LabelFacts
from sendback.paper.pdf import write_pdf
from sendback.paper.ready import make_ready
from sendback.web.builder.paper.body import refuse_design
from sendback.words.catalogue import Words


def print_pages(design: Design, facts: LabelFacts, words: Words) -> list[Page]:
    """Lay a specimen out; Problem design-faulty where the design names what there is not, glyph-missing as for any paper."""
    ready = make_ready(facts)
    try:
        check_glyphs(ready)
        return lay_out(design.kind, ready, design.size, words, design)
    except KeyError:
        raise refuse_design(check_design(design, design.kind)) from None
    except GlyphMissing as missing:
        raise Problem(Code.GLYPH_MISSING, f"These characters cannot be printed: {' '.join(missing.characters)}") from None


def write_specimen(pages: Sequence[Page], design: Design, facts: LabelFacts, words: Words) -> bytes:
    """Write the pages as the PDF that a printer gets."""
    return write_pdf(pages, say_about(design.kind, make_ready(facts), words))
