"""`sendback key`: list, add, rotate and end keys."""

from datetime import datetime, timedelta

import click

from sendback.cli.console import OPERATOR, json_option, open_shop, refusing, say_json, shop_option
from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.shops import store
from sendback.shops.founding import OVERLAP, add_publishable_key, add_secret_key, rotate_signing_key
from sendback.shops.keys import KeyKind, ShopKey, is_accepted


@click.group()
def key() -> None:
    """List, add, rotate and end a shop's keys."""


@key.command("list")
@shop_option
@json_option
@refusing
def list_all(slug: str | None, as_json: bool) -> None:
    """List keys by kind; secrets are never shown again."""
    with open_shop(slug) as asked:
        keys = [k for kind in KeyKind for k in asked.context.database.read(store.list_keys, asked.shop.shop_id, kind)]
        now = asked.context.clock()
    rows = [(k.kind.value, k.lookup, "accepted" if is_accepted(k, now) else "ended", k.accepted_until) for k in keys]
    if as_json:
        say_json([dict(zip(("kind", "id", "state", "until"), row, strict=True)) for row in rows])
        return
    for kind, lookup, state, until in rows:
        click.echo(f"{kind:<12} {lookup:<28} {state:<9} {f'until {until:%Y-%m-%d %H:%M} UTC' if until else ''}".rstrip())


@key.command("add")
@click.argument("kind", type=click.Choice([KeyKind.PUBLISHABLE.value, KeyKind.API.value]))
@shop_option
@refusing
def add(kind: str, slug: str | None) -> None:
    """Make another publishable or API key; an API key is shown this once."""
    with open_shop(slug) as asked:
        database, now = asked.context.database, asked.context.clock()
        if kind == KeyKind.PUBLISHABLE.value:
            click.echo(database.write(add_publishable_key, asked.shop, OPERATOR, now))
            return
        click.echo(database.write(add_secret_key, asked.context.vault, asked.shop, KeyKind.API, OPERATOR, now))


@key.command("rotate")
@shop_option
@click.option("--leaked", is_flag=True, help="End the old signing keys now: their tokens stop working.")
@refusing
def rotate(slug: str | None, leaked: bool) -> None:
    """Make a new signing key; the old ones are accepted for another 400 days, unless leaked."""
    with open_shop(slug) as asked:
        overlap = timedelta(0) if leaked else OVERLAP
        made = asked.context.database.write(
            rotate_signing_key, asked.context.vault, asked.shop, overlap, OPERATOR, asked.context.clock()
        )
        click.echo(made)


@key.command("end")
@click.argument("key_id")
@shop_option
@refusing
def end(key_id: str, slug: str | None) -> None:
    """Stop accepting one key from now on; KEY_ID as `key list` shows it."""
    with open_shop(slug) as asked:
        asked.context.database.write(_end, asked.shop.shop_id, key_id, asked.context.clock())
        click.echo(f"{key_id} is not accepted any more.")


def _end(tx: Tx, shop_id: str, lookup: str, now: datetime) -> None:
    every: list[ShopKey] = [k for kind in KeyKind for k in store.list_keys(tx, shop_id, kind)]
    found = next((k for k in every if k.lookup == lookup), None)
    if found is None:
        raise Problem(Code.NOT_FOUND, "There is no such key; `sendback key list` shows them.")
    store.end_key(tx, found, now, found.not_before, OPERATOR, now)
