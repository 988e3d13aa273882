"""`sendback privacy`: one person's data, given or erased; what is due forgotten now."""

from datetime import date
from pathlib import Path

import click

from sendback.cli.console import OPERATOR, Asked, json_option, open_shop, refusing, say_json, shop_option
from sendback.errors import Code, Problem
from sendback.privacy.archive import write_archive
from sendback.privacy.erasing import Erasure, erase_person, mark_person
from sendback.privacy.exporting import export_person, list_photo_names
from sendback.privacy.person_store import Found, Sought, find_person
from sendback.privacy.wiping import forget_files, wipe


@click.group()
def privacy() -> None:
    """Export or erase one person; forget what was kept long enough."""


@privacy.command("export")
@click.argument("email", default="")
@click.option("--order", "orders", multiple=True, help="An order number of theirs.")
@click.option("--phone", default="", help="Their phone number.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The ZIP file to write.")
@shop_option
@refusing
def export(email: str, orders: tuple[str, ...], phone: str, out: Path, slug: str | None) -> None:
    """Write all that is kept of somebody, for people and for programs."""
    with open_shop(slug) as asked:
        sought, found = _find(asked, Sought(email, orders, phone))
        context, shop = asked.context, asked.shop
        photos = context.database.read(list_photo_names, shop.shop_id, found)
        mark = mark_person(context.pepper, shop.shop_id, sought)
        told = context.database.write(export_person, shop, found, mark, OPERATOR, context.clock())
        out.touch(mode=0o600)
        out.write_bytes(write_archive(told, photos, context.store))
    click.echo(f"{_count(found)} in {out}.")


@privacy.command("erase")
@click.argument("email", default="")
@click.option("--order", "orders", multiple=True, help="An order number of theirs.")
@click.option("--phone", default="", help="Their phone number.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@shop_option
@json_option
@refusing
def erase(email: str, orders: tuple[str, ...], phone: str, yes: bool, slug: str | None, as_json: bool) -> None:
    """Erase what is kept of somebody; receipts of withdrawals stay until their day."""
    with open_shop(slug) as asked:
        sought, found = _find(asked, Sought(email, orders, phone))
        if not yes:
            click.confirm(f"{_count(found)} will be erased for good. Go on?", abort=True)
        context, shop = asked.context, asked.shop
        mark = mark_person(context.pepper, shop.shop_id, sought)
        erased = erase_person(context.database, shop, sought, mark, OPERATOR, context.clock())
        forget_files(context.database, context.store, shop.shop_id)
    _say(erased, as_json)


@privacy.command("wipe")
@shop_option
@refusing
def wipe_now(slug: str | None) -> None:
    """Forget now what was kept long enough, as the worker does every night."""
    with open_shop(slug) as asked:
        database, shop_id = asked.context.database, asked.shop.shop_id
        while wipe(database, shop_id, asked.context.clock()) is None:
            pass
        forget_files(database, asked.context.store, shop_id)
    click.echo("What was due is forgotten.")


def _find(asked: Asked, sought: Sought) -> tuple[Sought, Found]:
    if sought.is_empty:
        raise Problem(Code.INVALID_FIELDS, "Name somebody: an e-mail address, --order or --phone.")
    found = asked.context.database.read(find_person, asked.shop.shop_id, sought)
    if found.is_empty:
        raise Problem(Code.NOT_FOUND, "Nothing is kept of them.")
    return sought, found


def _count(found: Found) -> str:
    return f"{len(found.orders)} orders, {len(found.returns)} returns and {len(found.withdrawals)} withdrawals"


def _say(erased: Erasure, as_json: bool) -> None:
    kept: list[tuple[str, date]] = [(each.receipt, each.until) for each in erased.kept]
    if as_json:
        facts = [{"receipt": receipt, "until": until.isoformat()} for receipt, until in kept]
        say_json({"returns": erased.returns, "orders": erased.orders, "kept": facts})
        return
    click.echo(f"Erased: {erased.returns} returns, {erased.orders} orders.")
    for receipt, until in kept:
        click.echo(f"Receipt {receipt} stays as evidence until {until}.")
