"""What `sendback labels print` prints of a list of RMA numbers: the label of each return."""

from collections.abc import Iterator
from pathlib import Path

from sendback.cli.console import Asked, say_progress
from sendback.delivery.enclosing import EnclosedPaper
from sendback.delivery.facts import Paper, read_paper
from sendback.delivery.shipping import Enclosed
from sendback.errors import Code, Problem
from sendback.orders.intake.model import BadRow, ImportReport
from sendback.paper.missing import find_missing_glyphs, say_missing
from sendback.returns.rma import read_rma
from sendback.returns.store import find_return_by_rma


def read_return_papers(asked: Asked, file: Path, report: ImportReport) -> Iterator[EnclosedPaper]:
    """Give the label of each line's RMA number."""
    with file.open(encoding="utf-8", errors="replace") as source:
        for place, line in enumerate(source, 1):
            if not line.strip():
                continue
            report.rows += 1
            say_progress(f"line {place}")
            try:
                yield EnclosedPaper(_read_return(asked, line.split(",")[0]), Enclosed.LABEL)
            except Problem as problem:
                report.bad.append(BadRow(place, "rma", problem.detail))


def _read_return(asked: Asked, typed: str) -> Paper:
    context, shop_id, rma = asked.context, asked.shop.shop_id, read_rma(typed)
    found = context.database.read(find_return_by_rma, shop_id, rma) if rma else None
    if found is None:
        raise Problem(Code.NOT_FOUND, "There is no return with this number.")
    paper = context.database.read(read_paper, context.settings.base_url, shop_id, found.return_id)
    if missing := find_missing_glyphs(paper.facts):
        raise Problem(Code.GLYPH_MISSING, say_missing(missing))
    return paper
