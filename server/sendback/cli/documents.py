"""`sendback documents`: fill the library, and find what is in it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

import click

from sendback.cli.console import OPERATOR, Asked, json_option, open_shop, refusing, say_json, say_progress, shop_option
from sendback.delivery.library import Copy, Library, list_copies, save_copy
from sendback.delivery.library_store import FoundDocument, Wanted, find_documents
from sendback.delivery.trouble import Trouble
from sendback.errors import Code, Problem
from sendback.paper.model import Form
from sendback.returns.model import PRINTABLE, Return
from sendback.returns.parcel_store import list_parcels
from sendback.returns.rma import show_rma
from sendback.returns.store import list_returns

_AWAY = (Code.STORAGE_FULL, Code.BUSY)


@click.group()
def documents() -> None:
    """Keep copies of labels and packing slips, and find them."""


@documents.command("save")
@click.option(
    "--since", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The day of the oldest return, such as 2026-11-01."
)
@click.option(
    "--form",
    "forms",
    multiple=True,
    type=click.Choice([form.value for form in Form]),
    help="A format; those the shop keeps otherwise.",
)
@shop_option
@click.pass_context
@refusing
def save(click_context: click.Context, since: datetime, forms: tuple[str, ...], slug: str | None) -> None:
    """Keep copies for returns that exist, newest first. What is there already stays, so it may be broken off and run again."""
    with open_shop(slug) as asked:
        setting = asked.shop.settings.library
        copies = list_copies(setting.model_copy(update={"forms": forms or setting.forms or ("pdf",)}))
        since = since.replace(tzinfo=asked.shop.settings.zone)
        kept, failed = _save_all(asked, copies, since)
    say_progress("")
    click.echo(f"{kept} documents are kept; {failed} could not be." if failed else f"{kept} documents are kept.")
    click_context.exit(1 if failed else 0)


@documents.command("find")
@click.argument("text")
@click.option("--most", type=click.IntRange(1, 1000), default=50, show_default=True)
@shop_option
@json_option
@refusing
def find(text: str, most: int, slug: str | None, as_json: bool) -> None:
    """Find kept documents by part of an order, RMA or tracking number or a name, newest first."""
    with open_shop(slug) as asked:
        found = asked.context.database.read(find_documents, asked.shop.shop_id, Wanted(text=text), most)
    if as_json:
        say_json([_facts(one) for one in found])
        return
    for one in found:
        click.echo(f"{show_rma(one.rma):<16} {one.saved.saved_at:%Y-%m-%d}  {one.saved.name}")


def _save_all(asked: Asked, copies: Sequence[Copy], since: datetime) -> tuple[int, int]:
    """Keep copies of one return after another; a store that is away ends it, a return that cannot be printed does not."""
    context = asked.context
    library, kept, failed = Library(context.database, context.store, context.links.base_url), 0, 0
    for item in _list_since(asked, since):
        say_progress(f"{show_rma(item.rma)}: {kept} kept")
        try:
            for copy in _list_copies(asked, item, copies):
                kept += len(save_copy(library, asked.shop, item.return_id, copy, OPERATOR, context.clock()))
        except Trouble as trouble:
            raise Problem(Code.BUSY, f"{trouble.reason} {kept} documents are kept; run it again to go on.") from None
        except Problem as problem:
            if problem.code in _AWAY:
                raise
            failed += 1
            click.echo(f"  {show_rma(item.rma)}: {problem.detail}", err=True)
    return kept, failed


def _list_copies(asked: Asked, item: Return, copies: Sequence[Copy]) -> list[Copy]:
    """List what to keep of a return: of each box that has paper by now."""
    boxes = asked.context.database.read(list_parcels, item.shop_id, item.return_id)
    return [replace(copy, box=box.number) for box in boxes if box.has_paper for copy in copies]


def _list_since(asked: Asked, since: datetime) -> Iterator[Return]:
    before = ""
    while items := asked.context.database.read(list_returns, asked.shop.shop_id, None, before, 100):
        for item in items:
            if item.created_at < since:
                return
            if item.status in PRINTABLE:
                yield item
        before = items[-1].return_id


def _facts(one: FoundDocument) -> dict[str, object]:
    shown = {"id": one.saved.document_id, "rma": show_rma(one.rma), "order_number": one.order_number, "name": one.saved.name}
    return {**shown, "bytes": one.saved.bytes, "sha256": one.saved.sha256, "saved_at": one.saved.saved_at}
