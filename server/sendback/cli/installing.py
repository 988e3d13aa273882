"""`sendback init` and `sendback check`: the first step, and what is wrong now."""

import os
import sys

import click

from sendback.cli.console import get_settings, json_option, open_installation, refusing, say_json
from sendback.cli.shops import add_shop, say_founded
from sendback.settings.reading import WrongSetting, find_faults, read_settings, read_sourced
from sendback.shops.model import Mode


@click.command()
@click.option("--name", prompt="Name of your shop", help="The shop's name, as shoppers know it.")
@click.option("--slug", prompt="Short name for its addresses", help="Small letters, digits and hyphens.")
@click.option("--test", is_flag=True, help="Make a shop for trials: its keys never open real trade.")
@refusing
def init(name: str, slug: str, test: bool) -> None:
    """Make the database, the first shop, its keys, and a sign-in link for its owner."""
    settings = get_settings()
    with open_installation() as context:
        say_founded(context, add_shop(context, slug, name, Mode.TEST if test else Mode.LIVE))
    click.echo(f"Start it with: sendback serve   ({settings.base_url})")


@click.command()
@json_option
def check(as_json: bool) -> None:
    """Print each setting with its source, and what is wrong."""
    try:
        sourced = read_sourced(os.environ)
        settings = read_settings(os.environ)
        faults = find_faults(settings)
    except WrongSetting as fault:
        click.echo(f"wrong-setting: {fault}", err=True)
        sys.exit(1)
    rows = [(item.name, "•••" if item.secret and item.value else str(item.value), item.source) for item in sourced]
    if as_json:
        say_json({"settings": [dict(zip(("name", "value", "source"), row, strict=True)) for row in rows], "faults": faults})
        return
    for name, value, source in rows:
        click.echo(f"SENDBACK_{name.upper():<16} {value or '(empty)':<44} {source}")
    if not settings.mail_url:
        click.echo("Note: no SENDBACK_MAIL_URL, so mail waits in the outbox.")
    if settings.base_url.startswith("http://") and "127.0.0.1" not in settings.base_url and "localhost" not in settings.base_url:
        click.echo("Note: SENDBACK_BASE_URL is http; tags on https pages need https.")
