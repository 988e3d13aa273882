"""`sendback shop`: make shops, list them, let their owner in."""

from datetime import datetime

import click

from sendback.cli.console import OPERATOR, json_option, open_installation, open_shop, refusing, say_json, shop_option
from sendback.cli.options import options
from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.shops import store
from sendback.shops.founding import Founded, found_shop
from sendback.shops.model import Mode, ShopSettings
from sendback.shops.people import store as people
from sendback.shops.people.letting_in import make_first_link, make_sign_in_link
from sendback.shops.people.model import key_email
from sendback.shops.sign_in import Role
from sendback.web.context import Context


@click.group()
def shop() -> None:
    """Make shops, list them, let people in."""


@shop.command("add")
@click.argument("slug")
@click.option("--name", required=True, help="The shop's name, as shoppers know it.")
@click.option("--test", is_flag=True, help="Make a shop for trials.")
@refusing
def add(slug: str, name: str, test: bool) -> None:
    """Make another shop with keys of its own."""
    with open_installation() as context:
        say_founded(context, add_shop(context, slug, name, Mode.TEST if test else Mode.LIVE))


@shop.command("list")
@json_option
@refusing
def list_all(as_json: bool) -> None:
    """List the shops of this installation."""
    with open_installation() as context:
        shops = context.database.read(store.list_shops)
    if as_json:
        say_json([{"slug": item.slug, "name": item.name, "mode": item.mode.value} for item in shops])
        return
    for item in shops:
        click.echo(f"{item.slug:<24} {item.mode.value:<5} {item.name}")


@shop.command("sign-in")
@shop_option
@click.option("--email", default="", help="Whose account; not needed where there is one owner.")
@refusing
def sign_in(slug: str | None, email: str) -> None:
    """Print a link that signs somebody in, once, within a day; while a shop has nobody, one that sets its owner up."""
    with open_shop(slug) as asked:
        link = asked.context.database.write(_make_way_in, asked.shop.shop_id, email, asked.context.clock())
        click.echo(f"{asked.context.settings.base_url}/sign-in/{link}")


shop.add_command(options)


def add_shop(context: Context, slug: str, name: str, mode: Mode, settings: ShopSettings | None = None) -> Founded:
    """Make a shop in the installation."""
    chosen = settings or ShopSettings()
    return context.database.write(found_shop, context.vault, slug, name, mode, chosen, OPERATOR, context.clock())


def say_founded(context: Context, founded: Founded) -> None:
    """Print what the owner needs, once: the keys and the way in."""
    base, now = context.settings.base_url, context.clock()
    link = context.database.write(make_first_link, founded.shop.shop_id, Role.OWNER, OPERATOR, now)
    click.echo(f"Shop              {founded.shop.name} ({founded.shop.slug}, {founded.shop.mode.value})")
    click.echo(f"Publishable key   {founded.publishable_key}   for the tag, no secret")
    click.echo(f"Signing key       {founded.signing_key}   keep it on your server; it is shown this once")
    click.echo(f"Hosted page       {base}/s/{founded.shop.slug}")
    click.echo(f"Sign in           {base}/sign-in/{link}   works once, within a week: sets the owner up")
    click.echo("Next: in step 3 of the builder, say where parcels go. Until then, every return waits for you.")


def _make_way_in(tx: Tx, shop_id: str, email: str, now: datetime) -> str:
    members = [member for member in people.list_members(tx, shop_id) if member.is_active]
    if not members and not email:
        return make_first_link(tx, shop_id, Role.OWNER, OPERATOR, now)
    owners = [member for member in members if member.role is Role.OWNER]
    chosen = [member for member in members if key_email(member.email) == key_email(email)] if email else owners
    if len(chosen) != 1:
        known = ", ".join(member.email for member in members)
        raise Problem(Code.NOT_FOUND, f"Say who with --email. There are: {known}.")
    return make_sign_in_link(tx, shop_id, chosen[0].account_id, OPERATOR, now)
