"""`sendback labels print`: the labels of many returns in one file."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TextIO

import click

from sendback.cli.console import Asked, open_shop, refusing, say_progress, shop_option
from sendback.delivery.documents import draw_document
from sendback.delivery.facts import Paper, read_paper
from sendback.delivery.links import Document
from sendback.errors import Code, Problem
from sendback.paper.label import lay_out_label
from sendback.paper.missing import find_missing_glyphs
from sendback.paper.pdf import About, write_pdf
from sendback.paper.ready import make_ready
from sendback.returns.rma import read_rma
from sendback.returns.store import find_return_by_rma


@click.group()
def labels() -> None:
    """Print labels from the command line."""


@labels.command("print")
@click.argument("file", type=click.File("r", encoding="utf-8"))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="One .pdf for all, or a folder.")
@click.option("--format", "form", type=click.Choice(["pdf"]), default="pdf", show_default=True)
@shop_option
@click.pass_context
@refusing
def print_labels(click_context: click.Context, file: TextIO, out: Path, form: str, slug: str | None) -> None:
    """Draw the labels of the RMA numbers in FILE, one a line (`-` for standard input)."""
    with open_shop(slug) as asked:
        papers = _read_papers(asked, file)
        done = _write_sheets(asked, papers, out) if out.suffix.lower() == f".{form}" else _write_each(papers, out)
    say_progress("")
    click.echo(f"{done} labels in {out}.")
    click_context.exit(0 if done else 1)


def _read_papers(asked: Asked, file: TextIO) -> Iterator[Paper]:
    """Give what each line's label says; a line that has none is told of and left out."""
    for place, line in enumerate(file, 1):
        if not line.strip():
            continue
        say_progress(f"line {place}")
        try:
            yield _read_paper(asked, line.split(",")[0])
        except Problem as problem:
            click.echo(f"  line {place}: {problem.detail}", err=True)


def _read_paper(asked: Asked, typed: str) -> Paper:
    context, shop_id, rma = asked.context, asked.shop.shop_id, read_rma(typed)
    found = context.database.read(find_return_by_rma, shop_id, rma) if rma else None
    if found is None:
        raise Problem(Code.NOT_FOUND, "There is no return with this number.")
    paper = context.database.read(read_paper, context.settings.base_url, shop_id, found.return_id)
    if missing := find_missing_glyphs(paper.facts):
        raise Problem(Code.GLYPH_MISSING, f"No font can print {' '.join(missing)}.")
    return paper


def _write_sheets(asked: Asked, papers: Iterable[Paper], out: Path) -> int:
    """Write every label into one file, a page each."""
    chosen = [replace(paper, facts=make_ready(paper.facts)) for paper in papers]
    if chosen:
        first = chosen[0].facts
        about = About(f"{asked.shop.name}: {len(chosen)}", first.language, first.made_on)
        out.write_bytes(write_pdf([lay_out_label(paper.facts, paper.size, paper.words) for paper in chosen], about))
    return len(chosen)


def _write_each(papers: Iterable[Paper], out: Path) -> int:
    done = 0
    out.mkdir(parents=True, exist_ok=True)
    for paper in papers:
        drawn = draw_document(paper, Document.LABEL)
        out.joinpath(drawn.name).write_bytes(drawn.body)
        done += 1
    return done
