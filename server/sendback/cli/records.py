"""`sendback journal verify`: proof that nobody rewrote what happened."""

import sys

import click

from sendback.cli.console import open_installation, refusing
from sendback.journal.store import find_broken_link
from sendback.shops import store


@click.group()
def journal() -> None:
    """Check the record of what happened."""


@journal.command("verify")
@refusing
def verify() -> None:
    """Walk every shop's chain of events; exit 1 and name the place where one was changed."""
    broken = False
    with open_installation() as context:
        for shop in context.database.read(store.list_shops):
            place = find_broken_link(context.database, shop.shop_id)
            broken = broken or place is not None
            click.echo(f"{shop.slug:<24} {'holds' if place is None else f'broken at event {place}'}")
    sys.exit(1 if broken else 0)
