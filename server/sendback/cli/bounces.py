"""`sendback mail bounce`: what a mail server or a mailbox program hands over when mail came back."""

import sys

import click

from sendback.cli.console import OPERATOR, json_option, open_installation, refusing, say_json
from sendback.delivery.bounces.model import Report
from sendback.delivery.bounces.noting import note_bounce
from sendback.delivery.bounces.reading import MOST_BYTES, read_bounce
from sendback.delivery.mail_log_store import Logged
from sendback.shops.store import list_shops
from sendback.web.context import Context


@click.group()
def mail() -> None:
    """See to mail that came back."""


@mail.command("bounce")
@json_option
@refusing
def bounce(as_json: bool) -> None:
    """Read one message from standard input and note which mail came back.

    Ends well whatever the message is, for a mail server that pipes it here would bounce a failure in turn.
    """
    report = read_bounce(sys.stdin.buffer.read(MOST_BYTES))
    noted = None
    if report is not None and report.job_ids:
        with open_installation() as context:
            noted = _note(context, report)
    if as_json:
        say_json(
            {"noted": noted is not None, "id": noted.job_id if noted else "", "status": noted.bounce_status if noted else ""}
        )
    elif noted:
        click.echo(f"{noted.job_id} came back ({noted.bounce_status}).")
    else:
        click.echo("This is not about a mail of ours that failed; nothing was noted.")


def _note(context: Context, report: Report) -> Logged | None:
    """Note it at the shop whose mail it was: the id says which mail, and only that shop has it."""
    now = context.clock()
    for shop in context.database.read(list_shops):
        if noted := context.database.write(note_bounce, shop.shop_id, report, OPERATOR, now):
            return noted
    return None
