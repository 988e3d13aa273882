"""Exports as streams: a batch is read, written and forgotten, so that a million rows need no more room than a thousand."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Any

from sendback.database.model import Database, Tx
from sendback.journal.store import record
from sendback.reports.columns import list_columns
from sendback.reports.model import Column, ColumnKind, Export, Wanted
from sendback.reports.store import BATCH, first_key, read_batch
from sendback.returns.filters import Place, Sort
from sendback.returns.listing_store import find_returns
from sendback.shops.model import Shop
from sendback.words.amounts import write_amount

Value = str | int | bool | None


def stream_rows(database: Database, shop: Shop, export: Export) -> Iterator[list[Value]]:
    """Give an export's rows in the order of its columns: moments in the shop's zone with their offset, money in major units."""
    cells = [_cell(column, shop.settings.zone) for column in list_columns(export.table, export.with_people)]
    for wanted in _divide(database, shop.shop_id, export.wanted):
        after: str | int | None = first_key(export.table)
        while after is not None:
            rows, after = database.read(read_batch, shop.shop_id, export.table, wanted, after)
            for row in rows:
                yield [cell(row) for cell in cells]


def tell_export(tx: Tx, shop_id: str, export: Export, actor: str, now: datetime) -> None:
    """Write down that somebody took rows along, and whether they name people."""
    body = {"what": export.table.value, "format": export.format.value, "people": export.with_people}
    record(tx, shop_id, "export.made", "exports", body, actor, now)


def _divide(database: Database, shop_id: str, wanted: Wanted) -> Iterator[Wanted]:
    """Divide an export of what a list shows into some hundred returns at a time, oldest first; any other stays whole."""
    if wanted.listed is None:
        yield wanted
        return
    listed, place = replace(wanted.listed, sort=Sort.OLDEST), Place()
    while True:
        found = database.read(find_returns, shop_id, listed, wanted.search, place, BATCH)
        if found.ids:
            yield replace(wanted, listed=None, return_ids=tuple(found.ids))
        if not found.onward:
            return
        place = Place(after=found.onward)


def _cell(column: Column, zone: tzinfo) -> Callable[[Mapping[str, Any]], Value]:
    find = column.read or (lambda row: row[column.name])
    if column.kind is ColumnKind.MOMENT:
        return lambda row: _moment(find(row), zone)
    if column.kind is ColumnKind.MONEY:
        return lambda row: _money(find(row), row["currency"])
    if column.kind is ColumnKind.TRUTH:
        return lambda row: bool(find(row))
    if column.kind is ColumnKind.NUMBER:
        return lambda row: None if (number := find(row)) is None else int(number)
    if column.kind is ColumnKind.JSON:
        return lambda row: json.dumps(json.loads(find(row)), ensure_ascii=False) if find(row) else ""
    return lambda row: find(row) or ""


def _moment(epoch: int | None, zone: tzinfo) -> str:
    return datetime.fromtimestamp(epoch, zone).isoformat() if epoch is not None else ""


def _money(minor: int | None, currency: str | None) -> str:
    return "" if minor is None or not currency else write_amount(int(minor), currency)
