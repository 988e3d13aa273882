"""An import goes on a batch at a time: each is one transaction that moves the cursor, so that a crash doubles nothing."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice

from sendback.database.model import Database
from sendback.orders.intake import store
from sendback.orders.intake.checking import check_batch, finish_checking
from sendback.orders.intake.gathering import gather
from sendback.orders.intake.model import Gathered
from sendback.orders.intake.rows_store import walk_rows
from sendback.orders.intake.stages import WORKING, Import, Stage
from sendback.orders.intake.taking import finish_taking, take_batch
from sendback.orders.intake.undoing import undo_batch

BATCH = 200
Clock = Callable[[], datetime]


def go_on(database: Database, shop_id: str, import_id: str, clock: Clock, seconds: float) -> bool:
    """Work for about so many seconds; say whether anything is left of this stage."""
    ends_at = time.monotonic() + seconds
    while (item := database.read(store.find_import, shop_id, import_id)) is not None and item.stage in WORKING:
        if _work(database, shop_id, item, clock, ends_at):
            return False
        if time.monotonic() >= ends_at:
            return True
    return False


def _work(database: Database, shop_id: str, item: Import, clock: Clock, ends_at: float) -> bool:
    """Do batches until the time is up; True once the stage is finished, or somebody else is at it."""
    if item.stage is Stage.UNDOING:
        return database.write(undo_batch, shop_id, item, clock())
    work, finish = (check_batch, finish_checking) if item.stage is Stage.CHECKING else (take_batch, finish_taking)
    groups = gather(walk_rows(database, shop_id, item.import_id, item.last_row), item.columns, item.made_at)
    for batch in _divide(groups):
        if not database.write(work, shop_id, item, batch, clock()):
            return True
        if time.monotonic() >= ends_at:
            return False
        moved = database.read(store.find_import, shop_id, item.import_id)
        if moved is None:
            return True
        item = moved
    database.write(finish, shop_id, item, clock())
    return True


def _divide(groups: Iterator[Gathered]) -> Iterator[list[Gathered]]:
    while batch := list(islice(groups, BATCH)):
        yield batch
