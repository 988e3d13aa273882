"""`sendback policy`: look at what may come back, try it, put it in force."""

from typing import BinaryIO

import click

from sendback.cli.console import OPERATOR, json_option, open_shop, refusing, say_json, shop_option
from sendback.cli.policy_report import report, say_report
from sendback.errors import Code, Problem
from sendback.paper.policy_addresses import refuse_unprintable
from sendback.policy.text.toml import MOST_CHARACTERS
from sendback.policy.writing import write_policy
from sendback.returns.policies import check_policy, save_policy
from sendback.shops.model import ShopSettings
from sendback.shops.warehouse_store import list_places


@click.group()
def policy() -> None:
    """Show, try and set what may come back, on what terms."""


@policy.command("show")
@shop_option
@refusing
def show(slug: str | None) -> None:
    """Print the policy that is in force, as text."""
    with open_shop(slug) as asked:
        click.echo(_text_of(asked.shop.settings), nl=False)


@policy.command("check")
@click.argument("file", type=click.File("rb"), required=False)
@shop_option
@json_option
@refusing
def check(file: BinaryIO | None, slug: str | None, as_json: bool) -> None:
    """Try a policy: its examples, and what is worth a second look. Without FILE, the one in force.

    With FILE alone no installation is needed; with --shop too, names are held against what the shop has.
    """
    if file is not None and slug is None:
        found = report(read_text(file), None)
    else:
        with open_shop(slug) as asked:
            settings = asked.shop.settings
            today = asked.context.clock().astimezone(settings.zone).date()
            places = asked.context.database.read(list_places, asked.shop.shop_id)
            found = report(read_text(file) if file else _text_of(settings), settings, today, places)
    say_json(found.as_json()) if as_json else say_report(found)


@policy.command("set")
@click.argument("file", type=click.File("rb"))
@shop_option
@json_option
@refusing
def put(file: BinaryIO, slug: str | None, as_json: bool) -> None:
    """Put the policy in FILE (- for standard input) in force, or refuse all of it and keep the one from before."""
    text = read_text(file)
    with open_shop(slug) as asked:
        shop, context = asked.shop, asked.context
        refuse_unprintable(text, check_policy(text, shop.settings.policy))
        version = context.database.write(save_policy, shop.shop_id, shop.settings_version, text, OPERATOR, context.clock())
        settings = shop.settings.model_copy(update={"policy": check_policy(text, shop.settings.policy).terms})
        places = context.database.read(list_places, shop.shop_id)
        found = report(text, settings, context.clock().astimezone(settings.zone).date(), places)
    if as_json:
        say_json({"version": version, **found.as_json()})
        return
    say_report(found)
    click.echo(f"In force as version {version}.")


def read_text(file: BinaryIO) -> str:
    """Read a policy's file, never more of it than a policy may be; Problem policy-invalid when it is no UTF-8."""
    raw = file.read(4 * MOST_CHARACTERS + 1)
    try:
        return raw.decode("utf-8-sig", errors="ignore" if len(raw) > 4 * MOST_CHARACTERS else "strict")
    except UnicodeDecodeError:
        raise Problem(Code.POLICY_INVALID, "The file is not UTF-8 text.") from None


def _text_of(settings: ShopSettings) -> str:
    return write_policy(settings.policy.text, settings.policy)
