"""`sendback export`: rows to take along, as a file or into a pipe."""

from datetime import UTC, datetime
from pathlib import Path

import click

from sendback.cli.console import OPERATOR, open_shop, refusing, say_progress, shop_option
from sendback.reports.columns import list_columns
from sendback.reports.exporting import stream_rows, tell_export
from sendback.reports.formats import write_export
from sendback.reports.model import Export, Format, Table, Wanted
from sendback.returns.model import Status

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("table", type=click.Choice([table.value for table in Table]))
@click.option("--format", "form", type=click.Choice([form.value for form in Format]), default="csv", show_default=True)
@click.option("--out", default="-", show_default=True, help="The file to write; - is standard output.")
@click.option("--status", "states", multiple=True, type=click.Choice([status.value for status in Status]))
@click.option("--since", type=_DAY, help="From this day on, UTC.")
@click.option("--until", type=_DAY, help="Before this day, UTC.")
@click.option("--with-people", is_flag=True, help="With names, addresses and what people wrote.")
@click.option("--raw", is_flag=True, help="Texts as they are: for machines, never for a spreadsheet.")
@click.option("--bom", is_flag=True, help="Begin a CSV with the mark by which spreadsheets know UTF-8.")
@shop_option
@refusing
def export(
    table: str,
    form: str,
    out: str,
    states: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    with_people: bool,
    raw: bool,
    bom: bool,
    slug: str | None,
) -> None:
    """Write a shop's returns, lines, parcels, orders, withdrawals, events or stock."""
    wanted = Wanted(states=tuple(map(Status, states)), since=_begin(since), until=_begin(until))
    asked_for = Export(Table(table), Format(form), wanted, with_people, raw, bom)
    with open_shop(slug) as asked:
        database, shop = asked.context.database, asked.shop
        database.write(tell_export, shop.shop_id, asked_for, OPERATOR, asked.context.clock())
        if out != "-":
            Path(out).touch(mode=0o600)
        written = 0
        with click.open_file(out, "wb") as file:
            for piece in write_export(
                asked_for, list_columns(asked_for.table, with_people), stream_rows(database, shop, asked_for)
            ):
                file.write(piece)
                written += len(piece)
                say_progress(f"{written // 1024} kB")
    say_progress("")


def _begin(day: datetime | None) -> datetime | None:
    return day.replace(tzinfo=UTC) if day else None
