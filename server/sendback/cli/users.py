"""`sendback user`: who works for a shop, for whoever has the machine in hand."""

from collections.abc import Callable
from datetime import datetime

import click

from sendback.cli.console import OPERATOR, Asked, json_option, open_shop, refusing, say_json, shop_option
from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.shops.people import managing, securing, store
from sendback.shops.people.letting_in import make_sign_in_link
from sendback.shops.people.model import Member, key_email
from sendback.shops.sign_in import Role

_role = click.Choice([role.value for role in Role])


@click.group()
def user() -> None:
    """List, invite and shut out the people of a shop, or let one begin anew."""


@user.command("list")
@shop_option
@json_option
@refusing
def list_all(slug: str | None, as_json: bool) -> None:
    """List who works for a shop."""
    with open_shop(slug) as asked:
        members = asked.context.database.read(store.list_members, asked.shop.shop_id)
    if as_json:
        say_json([_tell(member) for member in members])
        return
    for member in members:
        state = member.role.value if member.is_active else "shut out"
        click.echo(f"{state:<9} {member.email:<40} {member.name}")


@user.command()
@click.argument("email")
@click.option("--role", type=_role, required=True)
@shop_option
@refusing
def invite(email: str, role: str, slug: str | None) -> None:
    """Print a link that lets EMAIL set up an account, once, within a week."""
    with open_shop(slug) as asked:
        now = asked.context.clock()
        _, text = asked.context.database.write(managing.invite, asked.shop.shop_id, email, Role(role), OPERATOR, now)
        _say_link(asked, text)


@user.command("role")
@click.argument("email")
@click.argument("role", type=_role)
@shop_option
@refusing
def change_role(email: str, role: str, slug: str | None) -> None:
    """Give EMAIL another ROLE."""
    _change(slug, email, managing.change_role, Role(role))


@user.command()
@click.argument("email")
@shop_option
@refusing
def disable(email: str, slug: str | None) -> None:
    """Shut EMAIL out of the shop, and end their sessions there."""
    _change(slug, email, managing.disable)


@user.command()
@click.argument("email")
@shop_option
@refusing
def enable(email: str, slug: str | None) -> None:
    """Let EMAIL in again."""
    _change(slug, email, managing.enable)


@user.command()
@click.argument("email")
@shop_option
@refusing
def recover(email: str, slug: str | None) -> None:
    """Take away EMAIL's passkeys, password and codes, sign them out, and print a link to begin anew."""
    with open_shop(slug) as asked:
        member = _get_member(asked, email)
        text = asked.context.database.write(_begin_anew, asked.shop.shop_id, member.account_id, asked.context.clock())
        _say_link(asked, text)


def _begin_anew(tx: Tx, shop_id: str, account_id: str, now: datetime) -> str:
    securing.strip(tx, account_id)
    return make_sign_in_link(tx, shop_id, account_id, OPERATOR, now)


def _change(slug: str | None, email: str, verb: Callable[..., object], *to: Role) -> None:
    with open_shop(slug) as asked:
        member, now = _get_member(asked, email), asked.context.clock()
        asked.context.database.write(verb, asked.shop.shop_id, member.account_id, *to, OPERATOR, now)


def _get_member(asked: Asked, email: str) -> Member:
    members = asked.context.database.read(store.list_members, asked.shop.shop_id)
    found = next((member for member in members if key_email(member.email) == key_email(email)), None)
    if found is None:
        raise Problem(Code.NOT_FOUND, f"Nobody of that address works for {asked.shop.slug}. See: sendback user list.")
    return found


def _say_link(asked: Asked, text: str) -> None:
    click.echo(f"{asked.context.settings.base_url}/sign-in/{text}")


def _tell(member: Member) -> dict[str, object]:
    return {"email": member.email, "name": member.name, "role": member.role.value, "active": member.is_active}
