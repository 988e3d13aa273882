"""Taking a file in: read once, its rows kept, its columns understood where they can be."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

from sendback.database.model import Database, Tx
from sendback.orders.intake import store
from sendback.orders.intake.model import Row
from sendback.orders.intake.reading import open_file
from sendback.orders.intake.recognising import LACKS, recognise
from sendback.orders.intake.rows_store import PIECE, add_rows
from sendback.orders.intake.stages import Stage
from sendback.orders.intake.suggesting import complete
from sendback.orders.intake.workbook import Unreadable


def receive_file(database: Database, shop_id: str, file: Path, name: str, actor: str, now: datetime) -> str:
    """Read a file, keep its rows and return the import's id; Unreadable when it is none that holds orders.

    Columns that are known, or were explained before, are understood at once.
    """
    with open_file(file) as (head, rows):
        import_id = database.write(store.add_import, shop_id, name[:120], head, actor, now)
        try:
            sample: list[Row] = []
            for piece in _divide(rows):
                database.write(add_rows, shop_id, import_id, piece)
                sample = sample or piece
            if not sample:
                raise Unreadable("This file has no rows.")
            columns = recognise(head.header)
            if columns and (lacks := LACKS.get(columns.shape)):
                raise Unreadable(lacks)
            database.write(_finish, shop_id, import_id, head.header, sample, now)
        except Unreadable:
            database.write(store.forget_import, shop_id, import_id)
            raise
    return import_id


def _finish(tx: Tx, shop_id: str, import_id: str, header: tuple[str, ...], sample: list[Row], now: datetime) -> None:
    """Say what the columns say, as far as it is known, and that the file was read whole."""
    known = store.find_columns(tx, shop_id, header) or recognise(header) if header else None
    if known is not None:
        store.save_columns(tx, shop_id, import_id, complete(known, sample))
    store.move(tx, shop_id, import_id, (Stage.READING, 0), Stage.UPLOADED, now)


def _divide(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rest = iter(rows)
    while piece := list(islice(rest, PIECE)):
        yield piece
