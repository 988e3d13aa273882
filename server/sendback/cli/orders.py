"""`sendback orders import`: a file of orders."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from sendback.cli.console import OPERATOR, json_option, open_shop, refusing, say_json, say_progress, shop_option
from sendback.orders.intake import store
from sendback.orders.intake.at_once import import_file
from sendback.orders.intake.fields import NAMES
from sendback.orders.intake.model import BadRow, Columns
from sendback.orders.intake.rows_store import list_faults
from sendback.orders.intake.stages import Import, Outcome

_DAYS = {"day-first": True, "month-first": False}


@click.group()
def orders() -> None:
    """Take in orders, so that shoppers can find them by number."""


@orders.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--mapping", "said", multiple=True, metavar="FIELD=COLUMN", help="What a column says; may be given often, and is remembered."
)
@click.option("--days", type=click.Choice(list(_DAYS)), help="How days such as 3/4/2026 are to be read.")
@click.option("--decimal", type=click.Choice([",", "."]), help="What stands before the cents.")
@click.option("--dry-run", "is_trial", is_flag=True, help="Say what the file would do, and do nothing.")
@shop_option
@json_option
@click.pass_context
@refusing
def import_orders(
    click_context: click.Context,
    file: Path,
    said: Sequence[str],
    days: str | None,
    decimal: str | None,
    is_trial: bool,
    slug: str | None,
    as_json: bool,
) -> None:
    """Import orders from CSV, Excel or JSON. Good rows are kept, bad ones named; the same file may be imported again.

    Ends with 0 when any order was taken in, with the number of bad rows on standard error; with 1 when none was.
    """
    named = _read_mapping(said)

    def change(columns: Columns | None) -> Columns | None:
        known = columns or (Columns({}) if named else None)
        if known is None:
            return None
        return replace(
            known,
            headers={**known.headers, **named},
            day_first=_DAYS[days] if days else known.day_first,
            decimal=decimal or known.decimal,
        )

    with open_shop(slug) as asked:
        database, shop_id = asked.context.database, asked.shop.shop_id
        for item in import_file(database, shop_id, file, OPERATOR, asked.context.clock, change, is_trial):
            say_progress(f"{item.stage.value}: row {item.last_row} of {item.row_count}")
        say_progress("")
        bad = database.read(list_faults, shop_id, item.import_id)
        if is_trial:
            database.write(store.forget_import, shop_id, item.import_id)
    _tell(item, bad, is_trial, as_json)
    click_context.exit(0 if item.order_count else 1)


def _read_mapping(said: Sequence[str]) -> dict[str, tuple[str, ...]]:
    pairs = [text.partition("=") for text in said]
    for name, between, column in pairs:
        if name not in NAMES or not between or not column:
            raise click.UsageError(f"--mapping takes FIELD=COLUMN; the fields are {', '.join(NAMES)}.")
    return {name: (column,) for name, _, column in pairs}


def _tell(item: Import, bad: Sequence[BadRow], is_trial: bool, as_json: bool) -> None:
    total = item.order_count
    if as_json:
        counts = {outcome.value: item.counts[outcome] for outcome in Outcome}
        rows = [{"row": one.row, "field": one.field, "column": one.column, "reason": one.reason} for one in bad]
        say_json({"orders": total, **counts, "rows": item.row_count, "bad": rows, "dry_run": is_trial})
    else:
        click.echo(f"{total} orders {'would be ' if is_trial else ''}taken in from {item.row_count} rows.")
    if bad:
        click.echo(f"{item.bad_count} bad row{'s' if item.bad_count > 1 else ''} left out:", err=True)
        for one in bad if not as_json else ():
            click.echo(f"  row {one.row}: {one.column or one.field} {one.reason}", err=True)
