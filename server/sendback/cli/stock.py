"""`sendback stock`: levels held against their moves, and a count from a file."""

import sys
from typing import BinaryIO

import click

from sendback.cli.console import OPERATOR, json_option, open_shop, refusing, say_json, shop_option
from sendback.errors import Code, Problem
from sendback.receiving.stock.count_file import decode, read_count
from sendback.receiving.stock.importing import preview_count, take_count
from sendback.receiving.stock.recount_store import list_differences


@click.group()
def stock() -> None:
    """Look after what lies where. As a file: `sendback export stock`."""


@stock.command("recount")
@json_option
@shop_option
@refusing
def recount(as_json: bool, slug: str | None) -> None:
    """Hold every level against the sum of its moves; exit code 1 and a line for each that differs."""
    with open_shop(slug) as asked:
        found = asked.context.database.read(list_differences, asked.shop.shop_id)
    if as_json:
        names = ("sku", "place", "condition")
        rows = [
            {**{name: getattr(each.spot, name) for name in names}, "level": each.level, "moved": each.moved} for each in found
        ]
        say_json({"differences": rows})
    elif not found:
        click.echo("Every level is what its moves add up to.")
    else:
        for each in found:
            spot = each.spot
            click.echo(f"{spot.sku} at {spot.place or 'no place'}, {spot.condition}: level {each.level}, moves {each.moved}")
    sys.exit(bool(found))


@stock.command("count")
@click.argument("file", type=click.File("rb"))
@click.option("--try", "only_try", is_flag=True, help="Say what it would change, and change nothing.")
@click.option("--again", is_flag=True, help="Also where the same file was taken in before.")
@shop_option
@refusing
def count(file: BinaryIO, only_try: bool, again: bool, slug: str | None) -> None:
    """Take in a count: a CSV FILE (- for standard input) with the columns sku, place, condition, quantity.

    Every row that fits is taken in; what is wrong with the others is said, and makes the exit code 1.
    """
    counted = read_count(decode(file.read()))
    with open_shop(slug) as asked:
        database, shop_id = asked.context.database, asked.shop.shop_id
        preview = database.read(preview_count, shop_id, counted)
        if preview.taken_at and not (again or only_try):
            raise Problem(Code.STATUS_CONFLICT, "This file was taken in before. With --again it is taken in once more.")
        if not only_try:
            database.write(take_count, shop_id, counted, OPERATOR, asked.context.clock())
    verb = "would change" if only_try else "changed"
    click.echo(f"{len(preview.rows)} levels counted, {len(preview.changes)} {verb}.")
    for bad in preview.bad:
        click.echo(f"line {bad.line}: {bad.reason}" if bad.line else bad.reason, err=True)
    sys.exit(bool(preview.bad))
