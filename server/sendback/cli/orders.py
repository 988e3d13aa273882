"""`sendback orders import`: a file of orders."""

from pathlib import Path

import click

from sendback.cli.console import OPERATOR, json_option, open_shop, refusing, say_json, say_progress, shop_option
from sendback.orders.importing import ImportReport, import_file


@click.group()
def orders() -> None:
    """Take in orders, so that shoppers can find them by number."""


@orders.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@shop_option
@json_option
@click.pass_context
@refusing
def import_orders(click_context: click.Context, file: Path, slug: str | None, as_json: bool) -> None:
    """Import orders from CSV, TSV or JSON. Good rows are kept, bad ones named; the same file may be imported again."""
    report = ImportReport()
    with open_shop(slug) as asked:
        for report in import_file(asked.context.database, asked.shop.shop_id, file, OPERATOR, asked.context.clock()):
            say_progress(f"{report.orders} orders from {report.rows} rows")
    say_progress("")
    if as_json:
        bad = [{"row": item.row, "field": item.field, "reason": item.reason} for item in report.bad]
        say_json({"orders": report.orders, "rows": report.rows, "bad": bad})
    else:
        click.echo(f"{report.orders} orders taken in from {report.rows} rows.")
        for item in report.bad:
            click.echo(f"  row {item.row}: {item.field} {item.reason}", err=True)
    click_context.exit(1 if report.bad and not report.orders else 0)
