"""`sendback init` and `sendback check`: the first step, and what is wrong now."""

import os
import sys

import click

from sendback.cli.console import get_settings, json_option, open_installation, refusing, say_json
from sendback.cli.shops import add_shop, say_founded
from sendback.delivery.document_store import find_store_fault
from sendback.settings.model import Settings
from sendback.settings.reading import WrongSetting, open_documents, read_settings, read_sourced
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
    """Print each setting with its source, and what is wrong; really write, read and delete a small document."""
    try:
        sourced = read_sourced(os.environ)
        settings = read_settings(os.environ)
    except WrongSetting as wrong:
        click.echo(f"wrong-setting: {wrong}", err=True)
        sys.exit(1)
    fault = find_store_fault(open_documents(settings))
    rows = [(item.name, "•••" if item.secret and item.value else str(item.value), item.source) for item in sourced]
    if as_json:
        shown = [dict(zip(("name", "value", "source"), row, strict=True)) for row in rows]
        say_json({"settings": shown, "faults": [fault] if fault else []})
    else:
        _say_settings(rows, settings)
        if fault:
            click.echo(f"Documents: {fault}", err=True)
    sys.exit(1 if fault else 0)


def _say_settings(rows: list[tuple[str, str, str]], settings: Settings) -> None:
    for name, value, source in rows:
        click.echo(f"SENDBACK_{name.upper():<16} {value or '(empty)':<44} {source}")
    if not settings.mail_url:
        click.echo("Note: no SENDBACK_MAIL_URL, so mail waits in the outbox.")
    if settings.base_url.startswith("http://") and "127.0.0.1" not in settings.base_url and "localhost" not in settings.base_url:
        click.echo("Note: SENDBACK_BASE_URL is http; tags on https pages need https.")
