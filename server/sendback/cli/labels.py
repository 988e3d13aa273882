"""`sendback labels print`: the paper of many returns, or of a day's outbound orders, in one file."""

import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from sendback.cli.console import Asked, json_option, open_shop, refusing, say_json, say_progress, shop_option
from sendback.cli.label_files import Printed, write_each, write_one
from sendback.cli.label_orders import Wish, read_order_papers
from sendback.cli.label_returns import read_return_papers
from sendback.delivery.enclosing import EnclosedPaper
from sendback.delivery.print_wish import PrintWish
from sendback.delivery.shipping import Enclosed
from sendback.orders.importing import names_orders
from sendback.orders.intake.model import ImportReport
from sendback.paper.dots import RESOLUTIONS
from sendback.paper.formats import MANY_PAGES
from sendback.paper.model import Form, PaperSize
from sendback.paper.sheets import SHEETS
from sendback.shops.model import ShipMail


@click.group()
def labels() -> None:
    """Print labels from the command line."""


@labels.command("print")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="One file for all, or a folder with a file each.")
@click.option("--what", type=click.Choice(["label", "slip"]), default="label", show_default=True, help="What lies in the box.")
@click.option("--format", "form", type=click.Choice([form.value for form in Form]), default="pdf", show_default=True)
@click.option(
    "--dpi", type=click.Choice(list(map(str, RESOLUTIONS))), default="203", show_default=True, help="Of the print head."
)
@click.option("--size", type=click.Choice([size.value for size in PaperSize]), help="The paper; the shop's own otherwise.")
@click.option("--sheet", type=click.Choice(list(SHEETS)), help="A sheet of stickers instead of single labels.")
@click.option("--start", type=click.IntRange(1), default=1, show_default=True, help="The first sticker that is still there.")
@click.option("--mail", type=click.Choice(["none", "link", "label"]), default="none", help="Also mail each shopper, once.")
@click.option("--fresh", is_flag=True, help="Draw again what is in the folder already.")
@shop_option
@json_option
@click.pass_context
@refusing
def print_labels(
    click_context: click.Context, /, file: Path, out: Path, fresh: bool, slug: str | None, as_json: bool, **chosen: Any
) -> None:
    """Print what FILE lists (`-` for standard input), in its order.

    FILE holds outbound orders as `sendback orders import` takes them, each of which gets a label or slip for its box; or
    RMA numbers of returns, one a line. Rows that cannot be printed are named, and the rest is done. A run that broke off
    is simply started again: no order gets a second label or a second mail.
    """
    report, wish, paper = ImportReport(), Wish(Enclosed(chosen["what"]), ShipMail(chosen["mail"])), _read_wish(chosen)
    one = out.suffix.lower() == f".{paper.form}"
    if not one and (paper.sheet or out.suffix):
        raise click.UsageError(f"Give a folder, or a .{paper.form} file.")
    if one and paper.form not in MANY_PAGES:
        raise click.UsageError(f"A {paper.form} file holds one label: give a folder.")
    with open_shop(slug) as asked, _as_file(file) as source:
        papers = _read_papers(asked, source, report, wish)
        printed = write_one(asked, papers, out, paper) if one else write_each(papers, out, paper, fresh)
    say_progress("")
    _tell(printed, report, f"{wish.enclosed}s in {out}", out, as_json)
    click_context.exit(0 if printed.drawn + printed.kept else 1)


def _read_wish(chosen: Mapping[str, Any]) -> PrintWish:
    size = PaperSize(chosen["size"]) if chosen["size"] else None
    return PrintWish(Form(chosen["form"]), int(chosen["dpi"]), size, chosen["sheet"] or "", chosen["start"])


@contextmanager
def _as_file(file: Path) -> Iterator[Path]:
    """Give a file that can be read twice: what comes in by standard input is put into one first."""
    if str(file) != "-":
        yield file
        return
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder, "input")
        with kept.open("wb") as target:
            shutil.copyfileobj(sys.stdin.buffer, target)
        yield kept


def _read_papers(asked: Asked, file: Path, report: ImportReport, wish: Wish) -> Iterator[EnclosedPaper]:
    with file.open("rb") as source:
        is_of_orders = names_orders(source.read(65536))
    if is_of_orders:
        return read_order_papers(asked, file, report, wish)
    if wish != Wish(Enclosed.LABEL, ShipMail.NONE):
        raise click.UsageError("Slips and mails are for outbound orders; this file lists RMA numbers.")
    return read_return_papers(asked, file, report)


def _tell(printed: Printed, report: ImportReport, what: str, out: Path, as_json: bool) -> None:
    if as_json:
        bad = [{"row": item.row, "field": item.field, "reason": item.reason} for item in report.bad]
        say_json({"drawn": printed.drawn, "kept": printed.kept, "rows": report.rows, "bad": bad, "out": str(out)})
        return
    kept = f" {printed.kept} were there already." if printed.kept else ""
    click.echo(f"{printed.drawn} {what}.{kept}")
    for item in report.bad:
        click.echo(f"  row {item.row}: {item.field} {item.reason}", err=True)
