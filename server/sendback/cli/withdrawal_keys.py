"""`sendback withdrawal-keys`: the keys that receipts of withdrawals are signed with."""

import click

from sendback.cli.console import OPERATOR, json_option, open_shop, refusing, say_json, shop_option
from sendback.withdrawals import key_store


@click.group("withdrawal-keys")
def withdrawal_keys() -> None:
    """List and rotate the keys that receipts are signed with."""


@withdrawal_keys.command("list")
@shop_option
@json_option
@refusing
def list_all(slug: str | None, as_json: bool) -> None:
    """List a shop's public keys, newest first; the first receipt makes the first key."""
    with open_shop(slug) as asked:
        keys = asked.context.database.read(key_store.list_keys, asked.shop.shop_id)
    if as_json:
        say_json([{"id": k.key_id, "public": k.public, "made_at": k.made_at, "retired_at": k.retired_at} for k in keys])
        return
    for key in keys:
        state = f"retired {key.retired_at:%Y-%m-%d %H:%M} UTC" if key.retired_at else "signs"
        click.echo(f"{key.key_id}  {key.public}  {state}")


@withdrawal_keys.command("rotate")
@shop_option
@refusing
def rotate(slug: str | None) -> None:
    """Sign with a new key from now on; receipts signed before stay valid."""
    with open_shop(slug) as asked:
        context = asked.context
        made = context.database.write(key_store.rotate_key, context.vault, asked.shop.shop_id, OPERATOR, context.clock())
        click.echo(f"{made.key_id}  {made.public}")
