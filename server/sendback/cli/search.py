"""`sendback search`: what returns and orders are found by, written anew."""

import click

from sendback.cli.console import open_shop, refusing, say_progress, shop_option
from sendback.returns.searching import begin_rebuild, rebuild_some


@click.group()
def search() -> None:
    """Look after what returns are found by."""


@search.command("rebuild")
@shop_option
@refusing
def rebuild(slug: str | None) -> None:
    """Write what a shop's returns are found by anew; broken off, it goes on where it was. The desk works meanwhile."""
    done = 0
    with open_shop(slug) as asked:
        database, shop_id = asked.context.database, asked.shop.shop_id
        database.write(begin_rebuild, shop_id)
        while (written := database.write(rebuild_some, shop_id)) is not None:
            done += written
            say_progress(f"{done:,} returns")
    say_progress("")
    click.echo(f"{done} returns are found by what they say now.")
