"""`sendback returns`: look at returns and decide them."""

from collections.abc import Callable
from datetime import datetime

import click

from sendback.cli.console import OPERATOR, Asked, json_option, open_shop, refusing, say_json, shop_option
from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.journal.store import list_events
from sendback.returns import deciding, store
from sendback.returns.model import Return, ReturnLine, Status
from sendback.returns.rma import read_rma, show_rma
from sendback.words.catalogue import words_for

Verb = Callable[[Tx, str, str, str, datetime], Return]


@click.group()
def returns() -> None:
    """List, show, approve, decline and cancel returns."""


@returns.command("list")
@click.option("--status", type=click.Choice([status.value for status in Status]))
@click.option("--most", default=50, show_default=True)
@shop_option
@json_option
@refusing
def list_all(status: str | None, most: int, slug: str | None, as_json: bool) -> None:
    """List returns, newest first."""
    with open_shop(slug) as asked:
        chosen = Status(status) if status else None
        items = asked.context.database.read(store.list_returns, asked.shop.shop_id, chosen, "", most)
    if as_json:
        say_json([_facts(item) for item in items])
        return
    for item in items:
        units = sum(line.quantity for line in item.lines)
        click.echo(
            f"{show_rma(item.rma):<16} {item.status.value:<11} {item.created_at:%Y-%m-%d} {item.order_number:<18} {units} items"
        )


@returns.command("show")
@click.argument("rma")
@shop_option
@json_option
@refusing
def show(rma: str, slug: str | None, as_json: bool) -> None:
    """Show one return with its timeline."""
    with open_shop(slug) as asked:
        item = _find(asked, rma)
        events = asked.context.database.read(list_events, asked.shop.shop_id, item.return_id)
    if as_json:
        say_json({**_facts(item), "events": [{"type": e.type, "at": e.at, "actor": e.actor} for e in events]})
        return
    gift = "  gift" if item.is_gift else ""
    click.echo(f"{show_rma(item.rma)}  {item.status.value}  order {', '.join(item.order_numbers)}{gift}")
    for line in item.lines:
        click.echo(f"  {_say_line(line)}")
    for event in events:
        click.echo(f"  {event.at:%Y-%m-%d %H:%M}  {event.type}  {event.actor}")


@returns.command("approve")
@click.argument("rma")
@shop_option
@refusing
def approve(rma: str, slug: str | None) -> None:
    """Authorize a return that waits; the label is mailed."""
    with open_shop(slug) as asked:
        _say(_decide(asked, rma, deciding.approve))


@returns.command("decline")
@click.argument("rma")
@click.option("--reason", required=True, help="Why; the shopper reads it.")
@shop_option
@refusing
def decline(rma: str, reason: str, slug: str | None) -> None:
    """Decline a return that waits."""
    with open_shop(slug) as asked:
        item, now = _find(asked, rma), asked.context.clock()
        _say(asked.context.database.write(deciding.decline, item.shop_id, item.return_id, reason, OPERATOR, now))


@returns.command("cancel")
@click.argument("rma")
@shop_option
@refusing
def cancel(rma: str, slug: str | None) -> None:
    """Cancel a return before it arrived; its label is void."""
    with open_shop(slug) as asked:
        _say(_decide(asked, rma, deciding.cancel))


def _decide(asked: Asked, rma: str, verb: Verb) -> Return:
    item = _find(asked, rma)
    return asked.context.database.write(verb, item.shop_id, item.return_id, OPERATOR, asked.context.clock())


def _find(asked: Asked, rma: str) -> Return:
    canonical = read_rma(rma)
    if canonical is None:
        raise Problem(Code.NOT_FOUND, "That is not an RMA number: a digit is missing or wrong.")
    item = asked.context.database.read(store.find_return_by_rma, asked.shop.shop_id, canonical)
    if item is None:
        raise Problem(Code.NOT_FOUND, "There is no return with this number.")
    return item


def _say(item: Return) -> None:
    click.echo(f"{show_rma(item.rma)} is {item.status.value}.")


def _facts(item: Return) -> dict[str, object]:
    shown = {"rma": show_rma(item.rma), "status": item.status.value, "order_number": item.order_number}
    due = {"refund_moment": item.refund_moment, "refund_due_at": item.refund_due_at, "gift": item.is_gift}
    lines = [_line_facts(line) for line in item.lines]
    return {**shown, "created_at": item.created_at, "lines": lines, "mismatches": list(item.mismatches), **due}


def _line_facts(line: ReturnLine) -> dict[str, object]:
    names = (
        "order_number",
        "sku",
        "quantity",
        "reason",
        "sub_reason",
        "condition",
        "exchange_sku",
        "exchange_title",
        "fee_minor",
    )
    facts = {name: getattr(line, name) for name in names}
    return {"id": line.line_id, **facts, "resolution": line.resolution.value, "kept": line.is_kept}


def _say_line(line: ReturnLine) -> str:
    """Write a line with all that was asked for it: `1 × Wool jumper (WOOL-1)  too_small  exchange: WOOL-L`."""
    reason = "/".join(filter(None, (line.reason, line.sub_reason)))
    wish = f"{line.resolution}: {line.exchange_sku or line.exchange_title}" if line.exchange_title else str(line.resolution)
    fee = f"fee {words_for('en').money(line.fee_minor, line.fee_currency)}" if line.fee_currency else ""
    more = (reason, line.condition, "kept" if line.is_kept else wish, fee)
    return "  ".join((f"{line.quantity} × {line.title} ({line.sku or line.line_id})", *filter(None, more)))
