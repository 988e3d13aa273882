"""`sendback tracking import`: what a carrier tells in a file."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import click
from pydantic import ValidationError

from sendback.cli.console import OPERATOR, json_option, open_shop, refusing, say_json, shop_option
from sendback.delivery.tracking.model import Source
from sendback.delivery.tracking.pushing import MOST_AT_ONCE, Word, hear_many
from sendback.delivery.tracking.sources.plain import SentEvent

_COLUMNS = tuple(SentEvent.model_fields)
_MOST_BYTES = 50 * 1024 * 1024
Row = tuple[int, Word]


@click.group()
def tracking() -> None:
    """Take in what carriers tell of parcels on their way."""


@tracking.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@shop_option
@json_option
@click.pass_context
@refusing
def import_tracking(click_context: click.Context, file: Path, slug: str | None, as_json: bool) -> None:
    """Take in events from CSV: tracking_number, or reference, or rma and parcel; milestone, at, text, place, expected_on.

    The same file may be taken in again. Ends with 1 when no row named a box.
    """
    rows, faults = _read(file)
    kept = known = 0
    with open_shop(slug) as asked:
        for start in range(0, len(rows), MOST_AT_ONCE):
            part = rows[start : start + MOST_AT_ONCE]
            words, now = [word for _, word in part], asked.context.clock()
            pushed = asked.context.database.write(hear_many, asked.shop, words, Source(OPERATOR), now)
            kept, known = kept + pushed.kept, known + pushed.known
            faults += [(part[place][0], why.value) for place, why in pushed.unnamed]
    if as_json:
        say_json({"heard": kept, "known": known, "left_out": [{"row": row, "why": why} for row, why in sorted(faults)]})
    else:
        click.echo(f"{kept} new events, {known} known before.")
        for row, why in sorted(faults):
            click.echo(f"row {row}: {why}", err=True)
    click_context.exit(0 if kept or known or not faults else 1)


def _read(file: Path) -> tuple[list[Row], list[tuple[int, str]]]:
    """Read a file's rows, counted as a spreadsheet counts them, and what is wrong with the others."""
    if file.stat().st_size > _MOST_BYTES:
        raise click.UsageError("This file is too large. Take it in in pieces.")
    text = file.read_text("utf-8-sig", errors="replace")
    named = csv.DictReader(text.splitlines(), delimiter=";" if ";" in text.partition("\n")[0] else ",")
    if "milestone" not in (named.fieldnames or ()):
        raise click.UsageError(f"The first line names the columns: {', '.join(_COLUMNS)}. A milestone is needed.")
    rows: list[Row] = []
    faults: list[tuple[int, str]] = []
    for place, row in enumerate(named, 2):
        told = {name: value.strip() for name, value in row.items() if name in _COLUMNS and value and value.strip()}
        try:
            rows.append((place, SentEvent.model_validate(_in_utc(told)).as_word))
        except ValidationError as fault:
            faults.append((place, f"{fault.errors()[0]['loc'][0]} does not fit"))
    return rows, faults


def _in_utc(told: dict[str, str]) -> dict[str, object]:
    """Call a moment UTC that does not say where it was read."""
    try:
        at = datetime.fromisoformat(told["at"])
    except (KeyError, ValueError):
        return dict(told)
    return {**told, "at": at if at.tzinfo else at.replace(tzinfo=UTC)}
