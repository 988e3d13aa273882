"""`sendback`: every command, grouped by what it is about."""

import click

from sendback.cli.api_document import api_document
from sendback.cli.backing_up import backup, restore
from sendback.cli.bounces import mail
from sendback.cli.docking import dock
from sendback.cli.documents import documents
from sendback.cli.exports import export
from sendback.cli.installing import check, init
from sendback.cli.keys import key
from sendback.cli.labels import labels
from sendback.cli.mail import outbox
from sendback.cli.orders import orders
from sendback.cli.policy import policy
from sendback.cli.privacy import privacy
from sendback.cli.records import journal
from sendback.cli.returns import returns
from sendback.cli.search import search
from sendback.cli.serving import demo, serve, worker
from sendback.cli.shops import shop
from sendback.cli.stock import stock
from sendback.cli.tokens import token
from sendback.cli.tracking import tracking
from sendback.cli.users import user
from sendback.cli.withdrawal_keys import withdrawal_keys


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sendback")
def main() -> None:
    """Run your own returns desk: tag, label, mail, desk."""


for command in (
    demo,
    init,
    serve,
    worker,
    check,
    shop,
    user,
    policy,
    key,
    token,
    orders,
    labels,
    dock,
    documents,
    returns,
    outbox,
    mail,
    journal,
    export,
    privacy,
    backup,
    restore,
    search,
    tracking,
    stock,
    withdrawal_keys,
    api_document,
):
    main.add_command(command)
