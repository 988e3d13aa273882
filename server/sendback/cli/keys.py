"""`sendback key`: list, add, roll, rotate and end keys."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import click

from sendback.cli.console import OPERATOR, json_option, open_shop, refusing, say_json, shop_option
from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.shops import store
from sendback.shops.api_keys import OVERLAPS, Grant, add_api_key, read_networks, roll_api_key
from sendback.shops.founding import OVERLAP, add_publishable_key, rotate_signing_key
from sendback.shops.keys import KeyKind, ShopKey, is_accepted
from sendback.shops.scopes import DEFAULT_SCOPES, Scope


@click.group()
def key() -> None:
    """List, add, roll, rotate and end a shop's keys."""


@key.command("list")
@shop_option
@json_option
@refusing
def list_all(slug: str | None, as_json: bool) -> None:
    """List keys by kind; secrets are never shown again."""
    with open_shop(slug) as asked:
        keys = [k for kind in KeyKind for k in asked.context.database.read(store.list_keys, asked.shop.shop_id, kind)]
        now = asked.context.clock()
    if as_json:
        say_json([_describe(each, now) for each in keys])
        return
    for each in keys:
        state = "accepted" if is_accepted(each, now) else "ended"
        until = f"until {each.accepted_until:%Y-%m-%d %H:%M} UTC" if each.accepted_until else ""
        used = f"used {each.used_at:%Y-%m-%d %H:%M} UTC" if each.used_at else ""
        more = "  ".join(filter(None, [until, used, each.name, " ".join(sorted(each.scopes)), " ".join(each.networks)]))
        click.echo(f"{each.kind:<12} {each.lookup:<28} {state:<9} {more}".rstrip())


@key.command("add")
@click.argument("kind", type=click.Choice([KeyKind.PUBLISHABLE.value, KeyKind.API.value]))
@shop_option
@click.option("--name", default="", help="Which system an API key is for.")
@click.option(
    "--scope", "scopes", multiple=True, type=click.Choice([scope.value for scope in Scope]), show_default=True,
    default=[scope.value for scope in DEFAULT_SCOPES], help="What an API key may do; give it several times.",
)  # fmt: skip
@click.option("--from", "networks", default="", help="Addresses and networks an API key is accepted from; empty: everywhere.")
@click.option("--days", type=click.IntRange(1, 3650), help="How many days an API key is good for; else for good.")
@refusing
def add(kind: str, slug: str | None, name: str, scopes: Sequence[str], networks: str, days: int | None) -> None:
    """Make another publishable or API key; an API key is shown this once."""
    with open_shop(slug) as asked:
        database, now = asked.context.database, asked.context.clock()
        if kind == KeyKind.PUBLISHABLE.value:
            click.echo(database.write(add_publishable_key, asked.shop, OPERATOR, now))
            return
        until = now + timedelta(days=days) if days else None
        grant = Grant(name, frozenset(map(Scope, scopes)), read_networks(networks), until)
        click.echo(database.write(add_api_key, asked.shop, grant, OPERATOR, now))


@key.command("roll")
@click.argument("key_id")
@click.option(
    "--overlap", type=click.Choice(list(OVERLAPS)), default="24h", show_default=True, help="How long the old one stays."
)
@shop_option
@refusing
def roll(key_id: str, overlap: str, slug: str | None) -> None:
    """Make an API key like another, which ends after the overlap; KEY_ID as `key list` shows it."""
    with open_shop(slug) as asked:
        now = asked.context.clock()
        click.echo(asked.context.database.write(roll_api_key, asked.shop, key_id, OVERLAPS[overlap], OPERATOR, now))


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


def _describe(key: ShopKey, now: datetime) -> dict[str, object]:
    return {
        "kind": key.kind.value,
        "id": key.lookup,
        "state": "accepted" if is_accepted(key, now) else "ended",
        "until": key.accepted_until,
        "name": key.name,
        "scopes": sorted(key.scopes),
        "networks": list(key.networks),
        "used_at": key.used_at,
    }
