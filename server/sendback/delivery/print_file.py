"""One print file for many boxes, its pages in the order of the shipments."""

from collections.abc import Iterable, Iterator
from datetime import date

from sendback.delivery.facts import Paper
from sendback.errors import Code, Problem
from sendback.paper.drawing import Page
from sendback.paper.label import lay_out_label
from sendback.paper.missing import find_missing_glyphs
from sendback.paper.pdf import About
from sendback.paper.ready import make_ready
from sendback.shops.model import Shop


def lay_out_enclosed(papers: Iterable[Paper]) -> Iterator[Page]:
    """Lay the papers out one by one, so that ten thousand need no more room than one; Problem glyph-missing."""
    for paper in papers:
        if missing := find_missing_glyphs(paper.facts):
            signs = " ".join(missing)
            detail = f"Order {paper.facts.order_number} has characters that cannot be printed: {signs}"
            raise Problem(Code.GLYPH_MISSING, detail, values={"characters": signs})
        yield lay_out_label(make_ready(paper.facts), paper.size, paper.words)


def about_batch(shop: Shop, made_on: date) -> About:
    """Say what a print file is, the same each time it is written."""
    return About(f"{shop.name} {made_on.isoformat()}", shop.settings.default_language, made_on)
