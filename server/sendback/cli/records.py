"""`sendback journal`: proof that nobody rewrote what happened."""

import sys
from pathlib import Path

import click

from sendback.cli.console import json_option, open_installation, open_shop, refusing, say_json, shop_option
from sendback.database.model import Database
from sendback.journal.checking import Fault
from sendback.journal.heads import Head, read_heads, write_head
from sendback.journal.store import find_broken_link, find_rewriting, read_head
from sendback.shops import store
from sendback.shops.model import Shop


@click.group()
def journal() -> None:
    """Check the record of what happened."""


@journal.command("verify")
@click.option(
    "--head", "files", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A head from before, as it was mailed or downloaded: it must still lie in the chain.",
)  # fmt: skip
@json_option
@refusing
def verify(files: tuple[Path, ...], as_json: bool) -> None:
    """Walk every shop's chain of events; exit 1 and name the first that does not fit."""
    heads = [head for file in files for head in read_heads(file.read_text("utf-8", "replace"))]
    with open_installation() as context:
        shops = context.database.read(store.list_shops)
        found = [(shop, _find_fault(context.database, shop, heads)) for shop in shops]
    strange = {head.shop_id for head in heads} - {shop.shop_id for shop in shops}
    if as_json:
        say_json([_facts(shop, fault) for shop, fault in found])
    else:
        for shop, fault in found:
            click.echo(f"{shop.slug:<24} {fault or 'holds'}")
    for shop_id in sorted(strange):
        click.echo(f"There is no shop {shop_id} here, though a head names it.", err=True)
    sys.exit(1 if strange or any(fault for _, fault in found) else 0)


@journal.command("head")
@shop_option
@refusing
def head(slug: str | None) -> None:
    """Print up to where a shop's chain goes now, to be kept elsewhere."""
    with open_shop(slug) as asked:
        click.echo(write_head(asked.context.database.read(read_head, asked.shop.shop_id, asked.context.clock())), nl=False)


def _find_fault(database: Database, shop: Shop, heads: list[Head]) -> Fault | None:
    rewritten = (database.read(find_rewriting, head) for head in heads if head.shop_id == shop.shop_id)
    return find_broken_link(database, shop.shop_id) or next(filter(None, rewritten), None)


def _facts(shop: Shop, fault: Fault | None) -> dict[str, object]:
    broken = {"seq": fault.seq, "what": fault.what.value, "sentence": str(fault)} if fault else None
    return {"shop": shop.slug, "holds": fault is None, "fault": broken}
