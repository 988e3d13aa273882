"""`sendback token`: sign, read, check vectors, revoke."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import click

from sendback.cli.console import OPERATOR, json_option, open_shop, refusing, say_json, shop_option
from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.journal.store import record
from sendback.orders import store
from sendback.orders.normalize import norm_order
from sendback.orders.token.reading import TokenReading, read_token
from sendback.orders.token.reading_text import list_facts, render_reading
from sendback.orders.token.signing import as_gift, sign_payload
from sendback.orders.token.vectors import run_vectors
from sendback.orders.token_keys import get_signing_key, key_finder, revocation_finder
from sendback.web.context import Context


@click.group()
def token() -> None:
    """Sign order tokens, read them, check a signer's vectors."""


@token.command("sign")
@click.argument("claims", type=click.File("rb"))
@click.option(
    "--gift", is_flag=True, help="For whoever is given the goods: claims that prove the buyer or say prices are left out."
)
@shop_option
@refusing
def sign(claims: BinaryIO, gift: bool, slug: str | None) -> None:
    """Sign a file of claims (JSON, `-` for standard input) with the shop's newest key."""
    payload: bytes = claims.read()
    try:
        facts = json.loads(payload)
        if gift:
            payload = json.dumps(as_gift(facts), ensure_ascii=False, separators=(",", ":")).encode()
    except (ValueError, AttributeError):
        raise Problem(Code.INVALID_JSON, "The claims are not a JSON object.") from None
    with open_shop(slug) as asked:
        now = asked.context.clock()
        key = asked.context.database.read(get_signing_key, asked.context.vault, asked.shop.shop_id, now)
    click.echo(sign_payload(payload.strip(), key, int(now.timestamp())))


@token.command("read")
@click.argument("text")
@shop_option
@json_option
@refusing
def read(text: str, slug: str | None, as_json: bool) -> None:
    """Say everything about a token: what it claims, whether it holds, and what to mend if not."""
    with open_shop(slug) as asked:
        reading = asked.context.database.read(read_for_shop, asked.context, asked.shop.shop_id, text)
    if as_json:
        say_json(list_facts(reading))
    else:
        click.echo(render_reading(reading))
    sys.exit(0 if reading.is_accepted else 1)


@token.command("vectors")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def vectors(file: Path) -> None:
    """Run a file of test vectors against this build; for authors of signers."""
    try:
        report = run_vectors(file)
    except (ValueError, KeyError) as fault:
        raise click.UsageError(f"{file.name} is no file of vectors: {fault}") from None
    for miss in report.misses:
        click.echo(str(miss), err=True)
    click.echo(report.summary)
    sys.exit(1 if report.misses else 0)


@token.command("revoke")
@click.option("--id", "token_id", help="One token, by its id (claim j).")
@click.option("--order", "number", help="Every token of one order signed until now.")
@shop_option
@refusing
def revoke(token_id: str | None, number: str | None, slug: str | None) -> None:
    """Refuse one token, or every token of an order that was signed until now."""
    if bool(token_id) == bool(number):
        raise click.UsageError("Give --id or --order.")
    kind, subject = ("jti", token_id or "") if token_id else ("order", norm_order(number or ""))
    with open_shop(slug) as asked:
        asked.context.database.write(_revoke, asked.shop.shop_id, kind, subject, asked.context.clock())
    click.echo("Revoked.")


def read_for_shop(tx: Tx, context: Context, shop_id: str, text: str) -> TokenReading:
    """Read a token with this shop's keys and revocations."""
    finder = key_finder(tx, context.vault)
    now = int(context.clock().timestamp())
    return read_token(text, finder, now, shop_id, context.settings.token_days, revocation_finder(tx))


def _revoke(tx: Tx, shop_id: str, kind: str, subject: str, now: datetime) -> None:
    store.revoke_tokens(tx, shop_id, kind, subject, now)
    record(tx, shop_id, "token.revoked", "tokens", {"kind": kind}, OPERATOR, now)
